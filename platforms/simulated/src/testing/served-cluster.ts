// A cluster that a test describes itself, and its Kubernetes API as a function.
import {
  type ClusterRef,
  createSeededRandom,
  createVirtualClock,
  type Role,
  type VirtualClock,
} from '@hikube/service/platform';
import { createTransientEnvelope } from '@hikube/service/secrets';
import { createMemoryStore, type DocumentKey, type Store } from '@hikube/service/store';
import { CLUSTER_UID, nodeUid, START, START_TEXT } from '@hikube/service/testing';
import { Tokens } from '../access/tokens.ts';
import { createClusterApis, type KubernetesApi, type KubernetesApiSettings } from '../kubernetes/api.ts';
import type { ClusterNode, ClusterReader, ClusterSnapshot } from '../kubernetes/snapshot.ts';

/** The path of the cluster's API. */
export const ROOT = `/clusters/${CLUSTER_UID}`;

/** The cluster. */
export const REF = { tenant: 'demo', name: 'prod', uid: CLUSTER_UID } as const;

/** What a test holds in its hands. */
export interface ServedCluster {
  readonly api: KubernetesApi;
  readonly clock: VirtualClock;
  readonly store: Store;
  /** How often the store was asked, and by what. */
  readonly calls: ReadonlyMap<string, number>;
  /** How often the cluster was looked at. */
  readonly looks: number;
  /** Failures that callers learned nothing of. */
  readonly failures: readonly unknown[];
  /** A token that is valid for an hour: the first is that of `kc-1`. */
  token(role: Role, ref?: ClusterRef): Promise<string>;
  revoke(id: string): Promise<void>;
  /** A request below the root, as the holder of a token. */
  ask(token: string | undefined, path: string, options?: Ask): Promise<Response>;
  /** @param changes of every one of them */
  setNodes(names: readonly string[], changes?: Partial<ClusterNode>): Promise<void>;
  setAddons(ids: readonly string[]): Promise<void>;
  setControlPlane(ready: number, quorum: boolean): Promise<void>;
  /** From now on nothing can be read of it; undefined ends that. */
  fail(failure: Error | undefined): void;
  /** From now on the cluster is gone. */
  remove(): void;
  /** The API of the same cluster in another process. */
  replica(): KubernetesApi;
}

/** Choices for a request. */
export interface Ask {
  readonly method?: string;
  readonly accept?: string;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  /** Type of the body; JSON by default. */
  readonly type?: string;
  /** Another replica than the first. */
  readonly api?: KubernetesApi;
  /** Where the request comes from. */
  readonly address?: string;
}

/** Describes a cluster that is up. */
export async function serveCluster(settings: KubernetesApiSettings = {}): Promise<ServedCluster> {
  const clock = createVirtualClock(START);
  const calls = new Map<string, number>();
  const store = counting(createMemoryStore({ clock }), calls);
  const envelope = createTransientEnvelope();
  const random = createSeededRandom('served-cluster');
  const tokens = new Tokens({ store, envelope, clock, random });
  const failures: unknown[] = [];
  const shown = new ShownCluster(store);
  await shown.begin();
  const serve = () =>
    createClusterApis({
      ...settings,
      clock,
      random,
      store,
      envelope,
      reader: shown,
      callers: {
        find: (token) => tokens.find(token),
        refOf: async (uid) => (uid === CLUSTER_UID ? REF : undefined),
      },
      signingKey: async () => new Uint8Array(32),
      onFailure: (error) => failures.push(error),
    });
  const api = serve();
  let issued = 0;
  return {
    api,
    clock,
    store,
    calls,
    failures,
    replica: serve,
    get looks() {
      return shown.looks;
    },
    setControlPlane: (ready, hasQuorum) => shown.change({ isServed: ready > 0, hasQuorum }),
    setNodes: (names, changes = {}) =>
      shown.change({ nodes: names.map((name) => ({ ...readyNode(name), ...changes })) }),
    setAddons: (ids) =>
      shown.change({ addons: ids.map((id) => ({ id, phase: 'Ready', createdAt: START_TEXT })) }),
    fail(failure) {
      shown.failure = failure;
    },
    remove: () => shown.remove(),
    revoke: (id) => tokens.revoke(REF, id),
    async token(role, ref = REF) {
      issued += 1;
      return tokens.issue(ref, { id: `kc-${issued}`, role, expiresAt: clock.now() + 3_600_000 });
    },
    ask: (
      token,
      path,
      { method = 'GET', accept, body, type = 'application/json', address = '', api: asked = api } = {},
    ) =>
      asked.fetch(
        new Request(`https://127.0.0.1${ROOT}${path}`, {
          method,
          headers: {
            ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
            ...(accept === undefined ? {} : { Accept: accept }),
            ...(body === undefined ? {} : { 'Content-Type': type }),
          },
          ...(body === undefined ? {} : { body }),
        }),
        { address },
      ),
  };
}

const GUARD: DocumentKey = { tenant: '-', kind: 'guard', id: CLUSTER_UID };
const WORLD: DocumentKey = { tenant: 'demo', kind: 'shownWorld', id: CLUSTER_UID };

/** The same store, with what it is asked counted. */
function counting(store: Store, calls: Map<string, number>): Store {
  return new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      return (...words: unknown[]) => {
        calls.set(String(name), (calls.get(String(name)) ?? 0) + 1);
        return Reflect.apply(member, target, words) as unknown;
      };
    },
  });
}

/** A reader of what a test describes. */
class ShownCluster implements ClusterReader {
  readonly #store: Store;
  readonly #listeners = new Set<() => void>();
  looks = 0;
  failure: Error | undefined;
  #snapshot: ClusterSnapshot | undefined = {
    cluster: {
      uid: CLUSTER_UID,
      version: '1.33.8',
      createdAt: START_TEXT,
      storageClass: 'replicated',
      serviceCidr: '10.95.0.0/16',
      certificateAuthority: 'PEM',
    },
    isServed: true,
    hasQuorum: true,
    nodes: [],
    addons: [],
    revision: 1,
  };

  constructor(store: Store) {
    this.#store = store;
  }

  guardOf(): DocumentKey {
    return GUARD;
  }

  async begin(): Promise<void> {
    await this.change({});
  }

  async read({ uid }: { readonly uid: string }): Promise<ClusterSnapshot | undefined> {
    if (this.failure !== undefined) throw this.failure;
    this.looks += 1;
    return uid === CLUSTER_UID ? this.#snapshot : undefined;
  }

  watch(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** As a world does it, whose every change is a write to the store. */
  async change(changes: Partial<ClusterSnapshot>): Promise<void> {
    const result = await this.#store.commit({ writes: [{ key: WORLD, body: {}, expect: 'any' }] });
    if ((await this.#store.get(GUARD)) === undefined)
      await this.#store.commit({ writes: [{ key: GUARD, body: {}, expect: 'absent' }] });
    if (this.#snapshot !== undefined && result.ok)
      this.#snapshot = { ...this.#snapshot, ...changes, revision: result.sequence };
    this.#tell();
  }

  remove(): void {
    this.#snapshot = undefined;
    this.#tell();
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

function readyNode(name: string): ClusterNode {
  return {
    name,
    uid: nodeUid(name),
    nodeGroup: 'web',
    site: 'geneva',
    phase: 'Ready',
    version: '1.33.8',
    instanceType: 's1.large',
    cpu: '4',
    memory: '8Gi',
    allocatable: { cpu: '3600m', memory: '6Gi' },
    gpus: [],
    roles: [],
    labels: {},
    taints: [],
    createdAt: START_TEXT,
    since: START_TEXT,
    message: '',
  };
}
