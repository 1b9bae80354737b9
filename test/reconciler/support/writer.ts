// Asks for what users ask for, through the handlers of the service, and reads what became of it.
import type { OperationBody, OperationParams } from '@hikube/openapi/operations';
import type {
  ClusterCreate,
  ClusterPatch,
  NodeGroupCreate,
  NodeGroupPatch,
  VersionUpgradeCreate,
} from '@hikube/openapi/types';
import type { Clock } from '../../../service/src/clock.ts';
import type { Context, Handler, Input } from '../../../service/src/handlers/handler.ts';
import { handlers } from '../../../service/src/handlers/index.ts';
import { createRecordWatch } from '../../../service/src/handlers/waiting/record-watch.ts';
import { createWriters } from '../../../service/src/handlers/written.ts';
import { createIdSource } from '../../../service/src/model/ids.ts';
import { childKey, clusterKey, kinds, operationKey } from '../../../service/src/model/keys.ts';
import type {
  ClusterNodesRecord,
  ClusterRecord,
  ClusterStatusRecord,
  OperationRecord,
  VersionUpgradeRecord,
} from '../../../service/src/model/records.ts';
import { DEFAULT_QUOTA } from '../../../service/src/plan/quota.ts';
import type { Platform } from '../../../service/src/platform/platform.ts';
import { createSeededRandom } from '../../../service/src/random.ts';
import { createTransientEnvelope } from '../../../service/src/secrets/envelope.ts';
import type { DocumentKey, Store } from '../../../service/src/store/store.ts';
import { Turns } from '../../../service/src/turns.ts';

const TENANT = 'demo';

/** What a group is, as far as a test does not say. */
const GROUP = { minReplicas: 2, maxReplicas: 5, instanceType: 's1.large' };

/** Writes that start an operation. */
type Asked =
  | `${'create' | 'update' | 'delete'}${'Cluster' | 'NodeGroup'}`
  | 'putAddon'
  | 'deleteAddon'
  | 'replaceNode'
  | `${'create' | 'pause' | 'resume' | 'cancel'}VersionUpgrade`;

type Groups = Readonly<Record<string, NodeGroupPatch>>;

/** See the top of the file. All clusters belong to one tenant. */
export class Writer {
  readonly #store: Store;
  readonly #context: Context;

  /** @param platform asked as the service asks it: for the catalogue, and for what a new cluster gets */
  constructor(store: Store, clock: Clock, platform: Platform) {
    this.#store = store;
    const random = createSeededRandom('writer');
    const envelope = createTransientEnvelope(random);
    const tools = { store, platform, clock, random, envelope, recordWatch: createRecordWatch(store) };
    this.#context = {
      ...tools,
      writers: createWriters(),
      turns: new Turns(),
      ids: createIdSource(clock, random),
      defaultQuota: DEFAULT_QUOTA,
      mostTokens: 10,
      departure: () => new AbortController().signal,
      wantsStream: false,
      caller: { tenant: TENANT, token: 'tok-1', scopes: ['read', 'write'] },
      preview: false,
      manager: undefined,
      precondition: undefined,
      createOnly: false,
      holder: undefined,
      takeOver: undefined,
      claim: undefined,
    };
  }

  /** A cluster that may be upgraded twice. @returns the id of the operation, as all of these do */
  createCluster(
    name: string,
    nodeGroups: Groups = {},
    addons: readonly string[] = [],
    changes: Partial<ClusterCreate> = {},
  ): Promise<string> {
    const body = {
      name,
      version: '1.33',
      nodeGroups: Object.fromEntries(
        Object.entries(nodeGroups).map(([key, group]) => [key, { ...GROUP, ...group }]),
      ),
      addons: Object.fromEntries(addons.map((id) => [id, {}])),
      ...changes,
    } as ClusterCreate;
    return this.#ask('createCluster', {}, body);
  }

  updateCluster(cluster: string, patch: ClusterPatch): Promise<string> {
    return this.#ask('updateCluster', { cluster }, patch);
  }

  deleteCluster(cluster: string): Promise<string> {
    return this.#ask('deleteCluster', { cluster }, undefined);
  }

  createNodeGroup(cluster: string, name: string, group: NodeGroupPatch = {}): Promise<string> {
    const body = { ...GROUP, name, ...group } as NodeGroupCreate;
    return this.#ask('createNodeGroup', { cluster }, body);
  }

  updateNodeGroup(cluster: string, nodeGroup: string, patch: NodeGroupPatch): Promise<string> {
    return this.#ask('updateNodeGroup', { cluster, nodeGroup }, patch);
  }

  deleteNodeGroup(cluster: string, nodeGroup: string): Promise<string> {
    return this.#ask('deleteNodeGroup', { cluster, nodeGroup }, undefined);
  }

  enableAddon(cluster: string, addon: string): Promise<string> {
    return this.#ask('putAddon', { cluster, addon }, {});
  }

  disableAddon(cluster: string, addon: string): Promise<string> {
    return this.#ask('deleteAddon', { cluster, addon }, undefined);
  }

  replaceNode(cluster: string, node: string): Promise<string> {
    return this.#ask('replaceNode', { cluster, node }, undefined);
  }

  upgrade(cluster: string, more: Partial<VersionUpgradeCreate> = {}): Promise<string> {
    const body = { targetVersion: '1.34', start: 'now', ...more } as VersionUpgradeCreate;
    return this.#ask('createVersionUpgrade', { cluster }, body);
  }

  /** Holds an upgrade, or lets it go on. */
  async pauseUpgrade(cluster: string, operation: string, paused: boolean): Promise<void> {
    const { target } = await this.operation(operation);
    const path = { cluster, versionUpgrade: target.name };
    await this.#ask(paused ? 'pauseVersionUpgrade' : 'resumeVersionUpgrade', path, undefined);
  }

  async cancelUpgrade(cluster: string, operation: string): Promise<void> {
    const { target } = await this.operation(operation);
    await this.#ask('cancelVersionUpgrade', { cluster, versionUpgrade: target.name }, undefined);
  }

  async operation(id: string): Promise<OperationRecord> {
    return (await this.#read<OperationRecord>(operationKey(TENANT, id))).body;
  }

  /** Writes an operation as it is, which makes every other write that has read it too late. */
  async touchOperation(id: string): Promise<void> {
    const { key, body } = await this.#read<OperationRecord>(operationKey(TENANT, id));
    await this.#store.commit({ writes: [{ key, body, expect: 'any' }] });
  }

  async upgradeOf(operation: string): Promise<VersionUpgradeRecord> {
    const { target } = await this.operation(operation);
    const key = childKey(TENANT, 'VersionUpgrade', target.cluster, target.name);
    return (await this.#read<VersionUpgradeRecord>(key)).body;
  }

  async cluster(name: string): Promise<ClusterRecord | undefined> {
    return (await this.#store.get<ClusterRecord>(clusterKey(TENANT, 'Cluster', name)))?.body;
  }

  async status(name: string): Promise<ClusterStatusRecord> {
    return (await this.#read<ClusterStatusRecord>(clusterKey(TENANT, 'clusterStatus', name))).body;
  }

  async nodes(name: string): Promise<ClusterNodesRecord['nodes']> {
    return (await this.#read<ClusterNodesRecord>(clusterKey(TENANT, 'clusterNodes', name))).body.nodes;
  }

  /** Ids of the operations that are open. */
  async openOperations(): Promise<readonly string[]> {
    const documents = await this.#store.list({ kind: kinds.openOperation, limit: 1000 });
    return documents.map(({ key }) => key.id.slice(key.id.indexOf('/') + 1));
  }

  async #ask<Id extends Asked>(
    id: Id,
    path: OperationParams<Id>['path'],
    body: OperationBody<Id>,
  ): Promise<string> {
    const handler = handlers[id] as unknown as Handler<Asked>;
    const input = { params: { path, query: {}, header: {} }, body } as unknown as Input<Asked>;
    const answer = await handler(input, this.#context);
    if (answer.kind !== 'accepted') throw new Error(`${id} answered with a preview.`);
    return answer.operation.id;
  }

  async #read<Body>(key: DocumentKey) {
    const document = await this.#store.get<Body>(key);
    if (document === undefined) throw new Error(`There is no ${key.kind} ${key.id}.`);
    return document;
  }
}
