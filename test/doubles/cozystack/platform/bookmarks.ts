// When the first events of a watch are over: said once, before anything happens live.
import type { HostedEvent, KubernetesObject, ListOptions } from '@hikube/kubernetes-api';

/** Somebody who says no version wants to see everything, and to be told when he has. */
export function wantsInitial({ sendInitialEvents, resourceVersion, match }: ListOptions): boolean {
  if (sendInitialEvents !== undefined) return sendInitialEvents;
  return match === '' && (resourceVersion === '' || resourceVersion === '0');
}

/** Newer than this is told; 0 for everything, also when the version is none. */
export function startOf({ resourceVersion }: ListOptions): number {
  return /^\d+$/.test(resourceVersion) ? Number(resourceVersion) : 0;
}

export function endOfInitial(empty: KubernetesObject, revision: number): HostedEvent {
  const annotations = { 'k8s.io/initial-events-end': 'true' };
  const metadata = { resourceVersion: String(revision), annotations };
  return { type: 'BOOKMARK', object: { ...empty, metadata } };
}
