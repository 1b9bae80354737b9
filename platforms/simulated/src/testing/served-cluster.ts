// A cluster whose records a test writes itself, and its API as a function.
import type { Node } from '@hikube/openapi/types';
import { createVirtualClock, type VirtualClock } from '@hikube/service/platform';
import {
  authorityKey,
  type ClusterStatusRecord,
  clusterKey,
  digestOf,
  issueWrites,
  type Role,
} from '@hikube/service/records';
import { createMemoryStore, type Store } from '@hikube/service/store';
import { CLUSTER_UID, clusterRecord, initialClusterStatus, START, START_TEXT } from '@hikube/service/testing';
import { createKubernetesApi, type KubernetesApi } from '../kubernetes/server/api.ts';
import type { BoundsOptions } from '../kubernetes/server/bounds.ts';

/** The path of the cluster's API. */
export const ROOT = `/clusters/${CLUSTER_UID}`;

/** What a test holds in its hands. */
export interface ServedCluster {
  readonly api: KubernetesApi;
  readonly clock: VirtualClock;
  readonly store: Store;
  /** Failures that callers learned nothing of. */
  readonly failures: readonly unknown[];
  /** A token that is valid for an hour. */
  token(role: Role): Promise<string>;
  /** A request below the root, as the holder of a token. */
  ask(token: string | undefined, path: string, options?: Ask): Promise<Response>;
  setNodes(names: readonly string[]): Promise<void>;
  setControlPlane(ready: number, quorum: boolean): Promise<void>;
}

/** Choices for a request. */
export interface Ask {
  readonly method?: string;
  readonly accept?: string;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  /** Where the request comes from. */
  readonly address?: string;
}

/** Writes the records of a cluster that is up. */
export async function serveCluster(bounds: BoundsOptions = {}): Promise<ServedCluster> {
  const clock = createVirtualClock(START);
  const store = createMemoryStore({ clock });
  const failures: unknown[] = [];
  const api = createKubernetesApi({ store, clock, ...bounds, onFailure: (error) => failures.push(error) });
  const cluster = clusterRecord();
  const { tenant, name, uid, certificateAuthority: certificate } = cluster;
  const put = async (key: Parameters<Store['get']>[0], body: object): Promise<void> => {
    await store.commit({ writes: [{ key, body, expect: 'any' }] });
  };
  const setControlPlane = (ready: number, quorum: boolean): Promise<void> => {
    const initial = initialClusterStatus(cluster);
    const status: ClusterStatusRecord = {
      uid,
      cluster: {
        ...initial,
        version: '1.33.8',
        controlPlane: { ...initial.controlPlane, ready },
        etcd: { ...initial.etcd, quorum },
      },
      nodeGroups: {},
      addons: {},
    };
    return put(clusterKey(tenant, 'clusterStatus', name), status);
  };
  await put(clusterKey(tenant, 'cluster', name), cluster);
  await put(authorityKey(uid), { uid, tenant, cluster: name, certificate, privateKey: 'sealed' });
  await setControlPlane(3, true);
  let issued = 0;
  return {
    api,
    clock,
    store,
    failures,
    setControlPlane,
    setNodes: (names) => put(clusterKey(tenant, 'clusterNodes', name), { uid, nodes: names.map(readyNode) }),
    async token(role) {
      issued += 1;
      const token = `hkc_${String(issued).padStart(60, '0')}`;
      const expiresAt = new Date(clock.now() + 3_600_000).toISOString();
      const record = {
        id: `kc-${issued}`,
        cluster: name,
        role,
        ttlSeconds: 3_600,
        createdAt: START_TEXT,
        expiresAt,
        revokedAt: null,
        uid,
        digest: await digestOf(token),
        createdBy: 'tok-1',
      };
      await store.commit({ writes: issueWrites(tenant, record) });
      return token;
    },
    ask: (token, path, { method = 'GET', accept, body, address = '' } = {}) =>
      api.fetch(
        new Request(`https://127.0.0.1${ROOT}${path}`, {
          method,
          headers: {
            ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
            ...(accept === undefined ? {} : { Accept: accept }),
          },
          ...(body === undefined ? {} : { body }),
        }),
        { address },
      ),
  };
}

function readyNode(name: string): Node {
  return {
    name,
    cluster: 'prod',
    nodeGroup: 'web',
    site: 'geneva',
    phase: 'Ready',
    version: '1.33.8',
    instanceType: 's1.large',
    cpu: '4',
    memory: '8Gi',
    gpus: [],
    roles: [],
    createdAt: START_TEXT,
    conditions: [],
  };
}
