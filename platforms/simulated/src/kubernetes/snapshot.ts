// The seam to the records of the service: everything that the Kubernetes API of a cluster shows is in one snapshot.
import type { Node } from '@hikube/openapi/types';
import {
  type AddonRecord,
  type ClusterNodesRecord,
  type ClusterRecord,
  type ClusterStatusRecord,
  childPrefix,
  clusterKey,
  kinds,
} from '@hikube/service/records';
import type { Document, Store } from '@hikube/service/store';

/** Names a cluster for good. */
export interface ClusterIdentity {
  readonly tenant: string;
  readonly cluster: string;
  readonly uid: string;
}

/** A cluster at one moment. */
export interface ClusterSnapshot {
  readonly cluster: ClusterRecord;
  /** Undefined until the reconciler has looked. */
  readonly status: ClusterStatusRecord | undefined;
  readonly nodes: readonly Node[];
  readonly addons: readonly AddonRecord[];
  /** Grows with every change of what the snapshot holds. */
  readonly resourceVersion: string;
}

/** Reads clusters. */
export interface ClusterReader {
  /** @returns undefined when the cluster is gone */
  read(identity: ClusterIdentity): Promise<ClusterSnapshot | undefined>;
  /** Calls back when something may have changed. @returns ends it */
  watch(listener: () => void): () => void;
}

const ADDONS_MAX = 100;

/** A reader of the service's store. */
export function createStoreReader(store: Pick<Store, 'getMany' | 'list' | 'watch'>): ClusterReader {
  return {
    async read({ tenant, cluster: name, uid }) {
      const [[cluster, status, nodes], addons] = await Promise.all([
        store.getMany<unknown>([
          clusterKey(tenant, 'cluster', name),
          clusterKey(tenant, 'clusterStatus', name),
          clusterKey(tenant, 'clusterNodes', name),
        ]) as Promise<
          [
            Document<ClusterRecord> | undefined,
            Document<ClusterStatusRecord> | undefined,
            Document<ClusterNodesRecord> | undefined,
          ]
        >,
        store.list<AddonRecord>({ kind: kinds.addon, tenant, prefix: childPrefix(name), limit: ADDONS_MAX }),
      ]);
      if (cluster?.body.uid !== uid) return undefined;
      const documents = [cluster, status, nodes, ...addons];
      const newest = Math.max(...documents.map((document) => document?.revision ?? 0));
      return {
        cluster: cluster.body,
        status: status?.body.uid === uid ? status.body : undefined,
        nodes: nodes?.body.uid === uid ? nodes.body.nodes : [],
        addons: addons.map(({ body }) => body),
        resourceVersion: String(newest),
      };
    },
    watch: (listener) => store.watch(listener),
  };
}
