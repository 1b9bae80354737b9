// Which patch version runs where, and which moves the control plane makes.
import { parseVersion } from '@hikube/domain';
import type { Rules } from '../rules.ts';
import type { World } from '../world.ts';

// What Kubernetes supports: a kubelet may be three minor versions older than its API server.
const KUBELET_SKEW_MAX = 3;

/** Order of two patch versions: negative, zero or positive. */
export function comparePatches(a: string, b: string): number {
  if (a === b) return 0;
  const [left, right] = [numbers(a), numbers(b)];
  return left[0] - right[0] || left[1] - right[1] || left[2] - right[2];
}

function numbers(text: string): readonly [number, number, number] {
  const version = parseVersion(text);
  return [version?.major ?? 0, version?.minor ?? 0, version?.patch ?? 0];
}

/** The oldest version of an API server: no kubelet may be newer. The target while there is none. */
export function oldestApiServer(world: World): string {
  let oldest: string | undefined;
  for (const { version } of world.apiServers) {
    if (oldest === undefined || comparePatches(version, oldest) < 0) oldest = version;
  }
  return oldest ?? world.target;
}

/**
 * The patch version for a version that is desired: the catalogue's, or for a minor that the catalogue no longer
 * has, what the cluster runs.
 * @param desired a minor such as `1.34`; with a patch, exactly that one
 */
export function patchFor(desired: string, rules: Rules, running?: string): string | undefined {
  const version = parseVersion(desired);
  if (version === undefined) return undefined;
  if (version.patch !== undefined) return `${version.major}.${version.minor}.${version.patch}`;
  const minor = `${version.major}.${version.minor}`;
  const offered = rules.catalogue.kubernetesVersions.find((each) => each.minor === minor)?.patch;
  // A cluster stays on its patch until it moves to another minor: nothing rolls because a catalogue changed.
  return running?.startsWith(`${minor}.`) ? running : offered;
}

/** Why the control plane does not move to a version. */
export interface RefusedMove {
  readonly reason: 'VersionNotAvailable' | 'VersionDowngrade' | 'VersionSkipped' | 'VersionSkew';
  readonly message: string;
  /** The same wish is accepted once the present move has ended. */
  readonly later: boolean;
}

/** Checks a move to a patch version. API servers go forward, and one minor version at a time. */
export function refusedMove(world: World, target: string): RefusedMove | undefined {
  const running = oldestApiServer(world);
  const [major, minor] = numbers(target);
  const step = minorsBetween(running, target);
  if (comparePatches(target, running) < 0 || major !== numbers(running)[0]) {
    const message = `The API servers run ${running} and never go back to ${target}.`;
    return { reason: 'VersionDowngrade', message, later: false };
  }
  if (step > 1) {
    const message = `The API servers run ${running} and move one minor version at a time, not to ${major}.${minor} at once.`;
    return { reason: 'VersionSkipped', message, later: minorsBetween(world.target, target) <= 1 };
  }
  const oldest = oldestNode(world);
  if (oldest === undefined || minorsBetween(oldest, target) <= KUBELET_SKEW_MAX) return undefined;
  const message = `A node still runs ${oldest}, and API servers of ${target} support nodes at most ${KUBELET_SKEW_MAX} minor versions older.`;
  return { reason: 'VersionSkew', message, later: true };
}

function minorsBetween(from: string, to: string): number {
  return numbers(to)[1] - numbers(from)[1];
}

function oldestNode(world: World): string | undefined {
  let oldest: string | undefined;
  for (const { nodes } of world.groups) {
    for (const { version } of nodes) {
      if (oldest === undefined || comparePatches(version, oldest) < 0) oldest = version;
    }
  }
  return oldest;
}
