// Which version a cluster may move to: one minor forward at a time, counted after the upgrades that are queued.
import type { KnownCatalogue } from '../catalogue/catalogue.ts';
import { error, type Finding } from '../finding.ts';
import { isUnknown } from '../values/unknown.ts';
import { checkVersion, compareVersions, nextMinor, normaliseVersion } from '../values/version.ts';

/**
 * The minor version that the cluster has once every queued upgrade has ended: the newest of `current` and `queued`.
 * @returns `undefined` when `current` is no version
 */
export function versionAfterQueue(current: unknown, queued: readonly unknown[] = []): string | undefined {
  const base = normaliseVersion(current);
  if (base === undefined) return undefined;
  return queued
    .map((target) => normaliseVersion(target))
    .filter((target) => target !== undefined)
    .reduce((newest, target) => ((compareVersions(target, newest) ?? 0) > 0 ? target : newest), base);
}

/**
 * The minor versions that a cluster may be moved to now: the one after `current` and its queue, if it is offered.
 * Without a catalogue it counts as offered.
 */
export function allowedTargets(
  current: unknown,
  queued: readonly unknown[] = [],
  catalogue?: KnownCatalogue,
): readonly string[] {
  const next = nextMinor(versionAfterQueue(current, queued));
  if (next === undefined) return [];
  return isOffered(next, catalogue) ? [next] : [];
}

/**
 * Checks a change of version.
 * @param current minor version that the control plane has, or moves to in an upgrade that has started
 * @param target version text that is asked for
 * @param queued targets of upgrades that were accepted and have not started
 * @returns nothing when the target is the version that the cluster has, or reaches by its queue
 */
export function checkVersionChange(
  current: unknown,
  target: unknown,
  queued: readonly unknown[] = [],
  catalogue?: KnownCatalogue,
  pointer = '/version',
): readonly Finding[] {
  const text = normaliseVersion(target);
  const reached = versionAfterQueue(current, queued);
  if (text === undefined || reached === undefined) {
    return isUnknown(target) ? [] : checkVersion(target, catalogue?.kubernetesVersions, pointer);
  }
  const allowed = allowedTargets(current, queued, catalogue);
  if ((compareVersions(text, current) ?? 0) < 0)
    return [downgrade(current, text, allowed, catalogue, pointer)];
  // Staying is never refused, also on a version that the platform has stopped to offer.
  if ((compareVersions(text, reached) ?? 0) <= 0) return [];
  if (!isOffered(text, catalogue)) return [notOffered(text, allowed, pointer)];
  const warnings = checkVersion(target, catalogue?.kubernetesVersions, pointer);
  return text === nextMinor(reached)
    ? warnings
    : [skip(reached, text, allowed, catalogue, pointer), ...warnings];
}

function isOffered(minor: string, catalogue: KnownCatalogue | undefined): boolean {
  return catalogue?.kubernetesVersions?.some((version) => version.minor === minor) ?? true;
}

function notOffered(target: string, allowed: readonly string[], pointer: string): Finding {
  const detail = `Kubernetes ${target} is not offered; ${nextStep(allowed)}.`;
  return error(pointer, 'unknown_version', detail, allowed);
}

function downgrade(
  current: unknown,
  target: string,
  allowed: readonly string[],
  catalogue: KnownCatalogue | undefined,
  pointer: string,
): Finding {
  const detail =
    `The cluster runs Kubernetes ${normaliseVersion(current)} and cannot go back to ${target}; ` +
    `${isLive(catalogue) ? nextStep(allowed) : KEEP}.`;
  return error(pointer, 'version_downgrade', detail, isLive(catalogue) ? allowed : undefined);
}

function skip(
  reached: string,
  target: string,
  allowed: readonly string[],
  catalogue: KnownCatalogue | undefined,
  pointer: string,
): Finding {
  const path = upgradePath(reached, target, catalogue).join(', then ');
  const step = isLive(catalogue)
    ? path === ''
      ? nextStep(allowed)
      : `upgrade to ${path}`
    : `upgrade to ${nextMinor(reached)} first, if the platform offers it`;
  const detail = `Kubernetes moves one minor version at a time, so ${reached} cannot become ${target} at once; ${step}.`;
  return error(pointer, 'version_skip', detail, isLive(catalogue) ? allowed : undefined);
}

const KEEP = 'keep the version that the cluster has';

function nextStep(allowed: readonly string[]): string {
  return allowed.length === 0 ? KEEP : `${KEEP}, or upgrade to ${allowed.join(', ')}`;
}

/** Without the catalogue nobody knows what is offered, so no version may be advised as if it were. */
function isLive(catalogue: KnownCatalogue | undefined): boolean {
  return catalogue?.kubernetesVersions !== undefined;
}

/**
 * The minor versions from `current` (not included) to `target` (included), in order.
 * Empty when there is no path forward: the target is not newer, or a version on the way is not offered.
 */
export function upgradePath(
  current: unknown,
  target: unknown,
  catalogue?: KnownCatalogue,
): readonly string[] {
  const to = normaliseVersion(target);
  const path: string[] = [];
  let step = nextMinor(current);
  while (step !== undefined && to !== undefined && (compareVersions(step, to) ?? 1) <= 0) {
    if (!isOffered(step, catalogue) || path.length === PATH_MAX_LENGTH) return [];
    path.push(step);
    step = nextMinor(step);
  }
  return path.at(-1) === to ? path : [];
}

// More steps than any catalogue has; a text such as 1.9999 is not worth a list of ten thousand versions.
const PATH_MAX_LENGTH = 50;
