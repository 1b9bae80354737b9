// A platform in a few lines: every tick of the clock brings each cluster one step nearer to what is desired. It shares
// nothing with the simulated platform, so that a mistake there cannot hide one here.
import type { Catalogue } from '@hikube/domain';
import hikube from '@hikube/openapi/catalogue/hikube-1.1.2.json' with { type: 'json' };
import type { Clock } from '../../../service/src/clock.ts';
import type { Access } from '../../../service/src/platform/access.ts';
import type { FoundPage } from '../../../service/src/platform/found.ts';
import type {
  ClusterAssignment,
  ClusterRef,
  DesiredCluster,
  LiveCatalogue,
  ObservedCluster,
  Platform,
} from '../../../service/src/platform/platform.ts';
import { PlatformError } from '../../../service/src/platform/platform.ts';
import { FakeCluster } from './fake-cluster.ts';

type Call = 'catalogue' | 'apply' | 'observe' | 'remove';

/** See the top of the file. */
export class FakePlatform implements Platform {
  readonly #clock: Clock;
  readonly #clusters = new Map<string, FakeCluster>();
  readonly #removed = new Set<string>();
  readonly #listeners = new Set<(ref: ClusterRef) => void>();
  /** Called before each call; what it throws is what the caller gets. */
  beforeCall: (call: Call) => void = () => {};
  /** How often each method was called. */
  readonly calls: Record<Call, number> = { catalogue: 0, apply: 0, observe: 0, remove: 0 };

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Uids that exist now. */
  get uids(): readonly string[] {
    return [...this.#clusters.keys()];
  }

  /** Every node that was ever made, by cluster. */
  nodesMade(uid: string): number {
    return this.#clusters.get(uid)?.nodesMade ?? 0;
  }

  /** The cluster, to break something in it. */
  cluster(uid: string): FakeCluster {
    const cluster = this.#clusters.get(uid);
    if (cluster === undefined) throw new Error(`The fake platform has no cluster ${uid}.`);
    return cluster;
  }

  /** Tells watchers that something happened. */
  hint(ref: ClusterRef): void {
    for (const listener of this.#listeners) listener(ref);
  }

  async catalogue(): Promise<LiveCatalogue> {
    this.#count('catalogue');
    return hikube as Catalogue;
  }

  async assign(ref: ClusterRef): Promise<ClusterAssignment> {
    const host = `${ref.name}.${ref.tenant}.example`;
    return {
      host,
      endpoint: `https://${host}`,
      certificateAuthority: 'PEM',
      sites: ['geneva', 'gland', 'lucerne'],
      cni: 'cilium',
      podCidr: '10.243.0.0/16',
      serviceCidr: '10.95.0.0/16',
      dnsDomain: 'cluster.local',
      dnsRecords: [],
    };
  }

  capabilities(): ReadonlySet<string> {
    return new Set((hikube as Catalogue).capabilities);
  }

  /** Nobody connects to these clusters. */
  readonly access: Access = {
    issue: async (ref, { id }) => ({
      server: (await this.assign(ref)).endpoint,
      certificateAuthority: 'PEM',
      token: id,
    }),
    renew: async () => {},
    revoke: async () => {},
  };

  async list(): Promise<FoundPage> {
    throw new PlatformError('NotSupported', 'Nobody lists the fake clusters.', { retryable: false });
  }

  async apply(desired: DesiredCluster): Promise<void> {
    this.#count('apply');
    if (this.#removed.has(desired.uid)) {
      throw new PlatformError('Removed', 'The cluster was removed.', { retryable: false });
    }
    const cluster = this.#clusters.get(desired.uid) ?? new FakeCluster(desired, this.#clock.now());
    cluster.advanceTo(this.#clock.now());
    cluster.want(desired);
    this.#clusters.set(desired.uid, cluster);
  }

  async observe({ uid }: ClusterRef): Promise<ObservedCluster | undefined> {
    this.#count('observe');
    const cluster = this.#clusters.get(uid);
    cluster?.advanceTo(this.#clock.now());
    if (cluster?.isGone === true) {
      this.#clusters.delete(uid);
      this.#removed.add(uid);
    }
    return this.#clusters.get(uid)?.observe();
  }

  async remove({ uid }: ClusterRef): Promise<void> {
    this.#count('remove');
    this.#removed.add(uid);
    this.#clusters.get(uid)?.remove(this.#clock.now());
  }

  watch(listener: (ref: ClusterRef) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#listeners.clear();
  }

  #count(call: Call): void {
    this.calls[call] += 1;
    this.beforeCall(call);
  }
}
