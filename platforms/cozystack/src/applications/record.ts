// What the driver keeps of a cluster on its application: whose it is, the last wish, and what had been reached by then.
// All that the service would need to find its clusters again stands there.
import type { DesiredCluster } from '@hikube/service/platform';
import type { KubernetesApplication } from '../kind.ts';
import type { Carried } from './carried.ts';
import type { Leaving } from './leaving.ts';
import { isCarried, isLastWrite, isLeaving, isReached, isWish } from './well-formed.ts';

/** An application without labels inherits those of a neighbour, so that there is always one. */
export const LABELS: Readonly<Record<string, string>> = { 'hikube.io/managed': 'true' };

const UID = 'hikube.io/uid';
const WISH = 'hikube.io/wish';
const REACHED = 'hikube.io/reached';
const READY_BEFORE = 'hikube.io/ready-before';
const WRITTEN = 'hikube.io/written';
const LEAVING = 'hikube.io/leaving';
const CARRIED = 'hikube.io/carried';

/** Generations that are in place: of the cluster, and of its groups and add-ons by uid. */
export interface Reached {
  readonly cluster: number;
  readonly parts: Readonly<Record<string, number>>;
}

export const NOTHING_REACHED: Reached = { cluster: 0, parts: {} };

/** What our annotations say. */
export interface OwnRecord {
  readonly uid: string;
  /** Without the Helm values of add-ons: some are secret, and all stand in the spec. */
  readonly wish: DesiredCluster;
  readonly reached: Reached;
  /** What `Ready` said when the spec was changed last: as long as it says that, it tells of the time before. */
  readonly readyBefore?: string;
  /** The last write; absent when there was none after the first. */
  readonly written?: LastWrite;
  /** What nobody wants any more; absent when all of it was gone before the last write. */
  readonly leaving?: Leaving;
  /** Nodes that were there when their group changed. */
  readonly carried?: Carried;
}

/** When an application was written over, and whether the spec was another one then. */
export interface LastWrite {
  /** Milliseconds since the epoch, on the clock of the platform; it may be anything where that was not known. */
  readonly at: number;
  readonly moved: boolean;
}

/** @returns undefined for an application that is not ours, or whose wish somebody has spoiled */
export function recordOf({ metadata }: KubernetesApplication): OwnRecord | undefined {
  const {
    [UID]: uid,
    [WISH]: wish,
    [REACHED]: reached,
    [READY_BEFORE]: readyBefore,
    [WRITTEN]: last,
    [LEAVING]: leaves,
    [CARRIED]: carries,
  } = metadata.annotations ?? {};
  if (uid === undefined || wish === undefined) return undefined;
  const wanted = parsed(wish);
  if (!isWish(wanted, { name: metadata.name, uid })) return undefined;
  const [found, written, leaving, carried] = [reached, last, leaves, carries].map(parsed);
  return {
    uid,
    wish: wanted,
    // The next look finds again what is in place.
    reached: isReached(found) ? found : NOTHING_REACHED,
    ...(readyBefore !== undefined && { readyBefore }),
    ...(isLastWrite(written) && { written }),
    ...(isLeaving(leaving) && { leaving }),
    ...(isCarried(carried) && { carried }),
  };
}

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function annotationsOf(record: OwnRecord): Record<string, string> {
  const { uid, wish, reached, readyBefore, written, leaving, carried } = record;
  return {
    [UID]: uid,
    [WISH]: JSON.stringify(wish),
    [REACHED]: JSON.stringify(reached),
    ...(readyBefore !== undefined && { [READY_BEFORE]: readyBefore }),
    ...(written !== undefined && { [WRITTEN]: JSON.stringify(written) }),
    ...(leaving !== undefined && { [LEAVING]: JSON.stringify(leaving) }),
    ...(carried !== undefined && { [CARRIED]: JSON.stringify(carried) }),
  };
}

/** A wish without what may be secret in it. */
export function withoutValues(desired: DesiredCluster): DesiredCluster {
  return { ...desired, addons: desired.addons.map(({ values: _values, ...addon }) => addon) };
}

/** Whether a wish knows less than another one: of the cluster, or of a group or an add-on that both have. */
export function isOlder(wish: DesiredCluster, known: DesiredCluster): boolean {
  const generations = new Map(
    [...known.nodeGroups, ...known.addons].map(({ uid, generation }) => [uid, generation]),
  );
  return (
    wish.generation < known.generation ||
    [...wish.nodeGroups, ...wish.addons].some(
      ({ uid, generation }) => generation < (generations.get(uid) ?? 0),
    )
  );
}
