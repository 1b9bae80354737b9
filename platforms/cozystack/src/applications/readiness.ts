// What the platform says of the release of a cluster, and whether that is about what is wanted now.
import type { KubernetesApplication } from '../kind.ts';

export interface Readiness {
  /** What was written last is rendered and applied. On newer releases that says nothing of whether it serves. */
  readonly applied: boolean;
  /** In the words of the platform. */
  readonly failure?: { readonly reason: string; readonly message: string };
}

const FAILED = /Failed$/;
const MOST_TEXT = 1_000;

/** What `Ready` says now, for comparing only; empty when it says nothing. */
export function readyMark({ status }: KubernetesApplication): string {
  const ready = readyOf(status);
  return ready === undefined
    ? ''
    : JSON.stringify([ready.lastTransitionTime, ready.status, ready.reason, ready.message]);
}

function readyOf(status: KubernetesApplication['status']) {
  return status?.conditions?.find(({ type }) => type === 'Ready');
}

/** @param before marks of what was said before the last write: as long as it says that, it is of the time before */
export function readinessOf(
  application: KubernetesApplication,
  before: readonly (string | undefined)[],
): Readiness {
  const ready = readyOf(application.status);
  if (ready === undefined || before.includes(readyMark(application))) return { applied: false };
  if (ready.status === 'True') return { applied: true };
  if (ready.status !== 'False' || !FAILED.test(ready.reason)) return { applied: false };
  return { applied: false, failure: { reason: ready.reason, message: ready.message.slice(0, MOST_TEXT) } };
}
