// The simulated platform as tests of the reconciler use it: they count its calls, come in before one, give a hint of
// their own, and know how many nodes were ever made.
import { createSimulatedPlatform, type Fault } from '@hikube/platform-simulated';
import type { Clock } from '../../../service/src/clock.ts';
import type { ClusterRef, ObservedCluster, Platform } from '../../../service/src/platform/platform.ts';

const COUNTED = ['catalogue', 'apply', 'observe', 'remove'] as const;

type Call = (typeof COUNTED)[number];

/** See the top of the file. */
export interface WatchedPlatform extends Platform {
  /** For who does not belong to what is watched. */
  readonly unwatched: Platform;
  /** Called before each call; what it throws is what the caller gets. */
  beforeCall: (call: Call) => void;
  /** How often each method was called. */
  readonly calls: Record<Call, number>;
  /** What goes wrong from now on; change it in place. */
  readonly faults: Fault[];
  /** Changes what an observation shows. */
  shows: (observed: ObservedCluster) => ObservedCluster;
  /** Uids of the clusters that exist now. */
  readonly uids: readonly string[];
  /** Every node that was ever seen, by the uid of its cluster. */
  nodesMade(uid: string): number;
  /** Tells watchers that something happened. */
  hint(ref: ClusterRef): void;
}

export function createWatchedPlatform(clock: Clock): WatchedPlatform {
  const faults: Fault[] = [];
  const platform = createSimulatedPlatform({ clock, faults: () => [...faults] });
  const listeners = new Set<(ref: ClusterRef) => void>();
  const existing = new Set<string>();
  const nodes = new Map<string, Set<string>>();
  const count = (call: Call) => {
    watched.calls[call] += 1;
    watched.beforeCall(call);
  };
  const watched: WatchedPlatform = {
    ...platform,
    unwatched: platform,
    beforeCall: () => {},
    calls: { catalogue: 0, apply: 0, observe: 0, remove: 0 },
    faults,
    shows: (observed) => observed,
    get uids() {
      return [...existing];
    },
    nodesMade: (uid) => nodes.get(uid)?.size ?? 0,
    hint: (ref) => {
      for (const listener of listeners) listener(ref);
    },
    async catalogue(tenant) {
      count('catalogue');
      return platform.catalogue(tenant);
    },
    async apply(desired) {
      count('apply');
      await platform.apply(desired);
      existing.add(desired.uid);
    },
    async observe(ref) {
      count('observe');
      const observed = await platform.observe(ref);
      if (observed === undefined) existing.delete(ref.uid);
      const seen = nodes.get(ref.uid) ?? new Set<string>();
      nodes.set(ref.uid, seen);
      for (const group of observed?.nodeGroups ?? []) for (const { name } of group.nodes) seen.add(name);
      return observed && watched.shows(observed);
    },
    async remove(ref, leaving) {
      count('remove');
      await platform.remove(ref, leaving);
    },
    watch(listener) {
      listeners.add(listener);
      const stop = platform.watch(listener);
      return () => {
        listeners.delete(listener);
        stop();
      };
    },
  };
  return watched;
}
