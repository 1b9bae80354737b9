// Which patch version runs where, and which moves the control plane makes.
import { parseVersion } from '@hikube/domain';
import type { DesiredCluster } from '@hikube/service/platform';
import type { Moment } from '../moment.ts';
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

/**
 * The patch version that a wish means. One that is named must belong to the minor and be released; one that runs stays
 * possible, whatever the catalogue says.
 * @param world undefined while there is no cluster yet
 */
export function wantedPatch(
  { version, patch }: Pick<DesiredCluster, 'version' | 'patch'>,
  rules: Rules,
  world?: World,
): string | undefined {
  const running = world === undefined ? undefined : patchOfMinor(world, version);
  const chosen = patchFor(version, rules, running);
  if (patch === undefined || patch === running || chosen === undefined) return chosen;
  const released = patchFor(version, rules);
  const isReleased =
    released !== undefined && comparePatches(patch, released) <= 0 && isPatchOf(patch, version);
  return isReleased ? patch : undefined;
}

/** What the cluster has of a minor: what it moves to, or after a move that was taken back, what it still runs. */
function patchOfMinor(world: World, minor: string): string | undefined {
  if (world.apiServers.length === 0 || isPatchOf(world.wanted, minor)) return world.wanted;
  const newest = newestApiServer(world);
  return isPatchOf(newest, minor) ? newest : world.wanted;
}

function isPatchOf(patch: string, minor: string): boolean {
  return minorsBetween(minor, patch) === 0 && numbers(minor)[0] === numbers(patch)[0];
}

/** Why the control plane does not move to a version. */
export interface RefusedMove {
  readonly reason: 'VersionNotAvailable' | 'VersionDowngrade' | 'VersionSkipped' | 'VersionSkew';
  readonly message: string;
  /** It becomes possible by itself, once what is under way has ended. */
  readonly later: boolean;
}

/** Checks a move to a patch version. API servers go forward, and one minor version at a time. */
export function refusedMove(world: World, target: string): RefusedMove | undefined {
  if (world.apiServers.length === 0) return undefined;
  const [oldest, newest] = [oldestApiServer(world), newestApiServer(world)];
  const [major, minor] = numbers(target);
  if (comparePatches(target, newest) < 0 || major !== numbers(newest)[0]) {
    const message = `The API servers run ${newest} and never go back to ${target}.`;
    return { reason: 'VersionDowngrade', message, later: false };
  }
  if (minorsBetween(oldest, target) > 1) {
    const message = `The API servers run ${oldest} and move one minor version at a time, not to ${major}.${minor} at once.`;
    return { reason: 'VersionSkipped', message, later: minorsBetween(world.target, target) <= 1 };
  }
  const node = oldestNode(world);
  if (node === undefined || minorsBetween(node, target) <= KUBELET_SKEW_MAX) return undefined;
  const message = `A node still runs ${node}, and API servers of ${target} support nodes at most ${KUBELET_SKEW_MAX} minor versions older.`;
  return { reason: 'VersionSkew', message, later: true };
}

/** Moves on to the wanted version when nothing is in the way any more. @returns whether it did */
export function followVersion({ world }: Moment): boolean {
  if (world.target === world.wanted || refusedMove(world, world.wanted) !== undefined) return false;
  world.target = world.wanted;
  return true;
}

function newestApiServer(world: World): string {
  return world.apiServers
    .map((server) => server.version)
    .reduce((newest, version) => (comparePatches(version, newest) > 0 ? version : newest));
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
