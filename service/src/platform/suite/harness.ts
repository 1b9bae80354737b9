// What the parts of the suite share: a fresh platform for each test, wishes, and a way to wait.
import { afterEach, beforeEach } from 'vitest';
import type { Credential } from '../access.ts';
import type {
  ClusterRef,
  DesiredCluster,
  DesiredNodeGroup,
  LiveCatalogue,
  ObservedCluster,
  ObservedNode,
  Platform,
} from '../platform.ts';
import { clusterWish, groupWish } from './wishes.ts';

/** A fresh platform and its time. */
export interface PlatformUnderTest {
  readonly platform: Platform;
  /** Lets a moment of the platform's time pass: short enough that nothing important begins and ends in it. */
  tick(): Promise<void>;
  /** Moments after which everything that was asked for must have come true. */
  readonly patience: number;
  /** Milliseconds since the epoch, on the service clock. */
  now(): number;
  /** Lets exactly that many milliseconds pass. */
  pass(ms: number): Promise<void>;
  /**
   * What the API server of a cluster takes the holder of a credential for, by asking it: `view`, `edit` or `admin`;
   * undefined when it turns him away.
   */
  roleOf(ref: ClusterRef, credential: Credential): Promise<string | undefined>;
  /** Makes a cluster past `apply`, as somebody who has access to the platform himself; absent where nobody can. */
  readonly makeByHand?: (wish: DesiredCluster) => Promise<void>;
}

/** Makes a fresh platform; the suite closes it. */
export type OpenPlatform = () => Promise<PlatformUnderTest>;

/** What a test works with. */
export interface Bench extends PlatformUnderTest {
  readonly catalogue: LiveCatalogue;
  /** A small cluster of the default version. */
  wish(changes?: Partial<DesiredCluster>): DesiredCluster;
  /** A group of the smallest instance type. */
  group(name: string, changes?: Partial<DesiredNodeGroup>): DesiredNodeGroup;
  see(ref: ClusterRef): Promise<ObservedCluster>;
  /** Looks at each moment until it is so. @returns everything that was seen on the way, in order */
  until(ref: ClusterRef, isDone: (seen: ObservedCluster) => boolean): Promise<readonly ObservedCluster[]>;
  /** Waits until nothing is left. @returns what was seen on the way */
  untilGone(ref: ClusterRef): Promise<readonly ObservedCluster[]>;
}

/** Opens a platform before each test and closes it afterwards. @returns reads the present one */
export function useBench(open: OpenPlatform): () => Bench {
  let current: Bench | undefined;
  beforeEach(async () => {
    current = await createBench(await open());
  });
  afterEach(async () => {
    await current?.platform.close();
    current = undefined;
  });
  return () => current!;
}

async function createBench(under: PlatformUnderTest): Promise<Bench> {
  const { platform, patience } = under;
  const catalogue = await platform.catalogue(clusterWish().tenant);
  const version = catalogue.kubernetesVersions.find((each) => each.default)!.minor;
  const instanceType = catalogue.instanceTypes[0]!.name;
  const sites = catalogue.sites.map(({ id }) => id);

  async function watchUntil(ref: ClusterRef, isDone: (seen: ObservedCluster | undefined) => boolean) {
    const seen: ObservedCluster[] = [];
    for (let moment = 0; moment < patience; moment += 1) {
      const now = await platform.observe(ref);
      if (now !== undefined) seen.push(now);
      if (isDone(now)) return seen;
      await under.tick();
    }
    throw new Error(`Not reached in time; last seen: ${JSON.stringify(seen.at(-1), undefined, 1)}`);
  }

  return {
    ...under,
    catalogue,
    wish: (changes = {}) => clusterWish({ version, sites, ...changes }),
    group: (name, changes = {}) => groupWish(name, { instanceType, ...changes }),
    async see(ref) {
      const seen = await platform.observe(ref);
      if (seen === undefined) throw new Error(`There is no cluster ${ref.name}.`);
      return seen;
    },
    until: (ref, isDone) => watchUntil(ref, (seen) => seen !== undefined && isDone(seen)),
    untilGone: (ref) => watchUntil(ref, (seen) => seen === undefined),
  };
}

/** Every wish is in place: the cluster and each group and add-on have reached their generation, and nodes serve. */
export function isInPlace(wish: DesiredCluster): (seen: ObservedCluster) => boolean {
  return (seen) =>
    seen.apiReady &&
    seen.observedGeneration >= wish.generation &&
    wish.nodeGroups.every((group) => {
      const found = seen.nodeGroups.find(({ uid }) => uid === group.uid);
      return (
        found !== undefined &&
        found.observedGeneration >= group.generation &&
        found.nodes.every(({ phase, current }) => phase === 'Ready' && current) &&
        found.nodes.length >= group.minReplicas
      );
    }) &&
    wish.addons.every((addon) => {
      const found = seen.addons.find(({ uid }) => uid === addon.uid);
      return found?.phase === 'Ready' && found.observedGeneration >= addon.generation;
    });
}

export function nodesOf(seen: ObservedCluster, group: string): readonly ObservedNode[] {
  return seen.nodeGroups.find(({ name }) => name === group)?.nodes ?? [];
}
