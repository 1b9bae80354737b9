// What a refresh reads, with one list for many objects of a kind.
import type { Addon, Cluster, Hikube, NodeGroup } from '@hikube/sdk';
import { Reader, type Time } from './coalesce.ts';

/** Every cluster of the tenant, in a path. */
const EVERY = '-';
/** Largest page. */
const limit = 200;

export interface Reads {
  /** By name. */
  readonly clusters: Reader<Cluster>;
  /** By `<cluster>/<name>`. */
  readonly nodeGroups: Reader<NodeGroup>;
  readonly addons: Reader<Addon>;
  /** All of one cluster, by its name. */
  readonly nodeGroupsOf: Reader<readonly NodeGroup[]>;
  readonly addonsOf: Reader<readonly Addon[]>;
  /** Something is about to be written: what follows must see it. */
  forget(): void;
}

export function createReads(client: () => Promise<Hikube>, time: Time): Reads {
  const lists = {
    nodeGroups: async (cluster: string, signal: AbortSignal) =>
      (await client()).nodeGroups.list(cluster, { limit, signal }).toArray(),
    addons: async (cluster: string, signal: AbortSignal) =>
      (await client()).addons.list(cluster, { limit, signal }).toArray(),
  };
  const readers = {
    clusters: new Reader<Cluster>(
      {
        one: async (name, signal) => (await client()).clusters.get(name, { signal }),
        all: async (signal) =>
          byKey(await (await client()).clusters.list({ limit, signal }).toArray(), ({ name }) => name),
      },
      time,
    ),
    nodeGroups: new Reader<NodeGroup>(
      {
        one: async (id, signal) => (await client()).nodeGroups.get(...split(id), { signal }),
        all: async (signal) => byKey(await lists.nodeGroups(EVERY, signal), idOf),
      },
      time,
    ),
    addons: new Reader<Addon>(
      {
        one: async (id, signal) => (await client()).addons.get(...split(id), { signal }),
        all: async (signal) => byKey(await lists.addons(EVERY, signal), idOf),
      },
      time,
    ),
    nodeGroupsOf: childrenReader(lists.nodeGroups, time),
    addonsOf: childrenReader(lists.addons, time),
  };
  return {
    ...readers,
    forget: () => {
      for (const reader of Object.values(readers)) reader.forget();
    },
  };
}

type Child = NodeGroup | Addon;

/** The children of one cluster; a cluster that the list of all children lacks has none. */
function childrenReader<C extends Child>(
  list: (cluster: string, signal: AbortSignal) => Promise<C[]>,
  time: Time,
): Reader<readonly C[]> {
  return new Reader<readonly C[]>(
    {
      one: list,
      all: async (signal) => byCluster(await list(EVERY, signal)),
      absent: [],
    },
    time,
  );
}

/** Not `Map.groupBy`, which Node 20 does not have. */
function byCluster<C extends Child>(children: readonly C[]): Map<string, C[]> {
  const groups = new Map<string, C[]>();
  for (const child of children) {
    const group = groups.get(child.cluster);
    if (group) group.push(child);
    else groups.set(child.cluster, [child]);
  }
  return groups;
}

const idOf = ({ cluster, name }: Child) => `${cluster}/${name}`;

function split(id: string): [cluster: string, name: string] {
  const at = id.indexOf('/');
  return [id.slice(0, at), id.slice(at + 1)];
}

function byKey<V>(values: readonly V[], key: (value: V) => string): Map<string, V> {
  return new Map(values.map((value) => [key(value), value]));
}
