// Writes what users ask for, the way handlers do: the change and its operation in one commit.
import type { OperationKind } from '@hikube/openapi/types';
import { type Clock, toTimestamp } from '../../clock.ts';
import type { ClusterRef } from '../../platform/platform.ts';
import type { DocumentKey, Store, Write } from '../../store/store.ts';
import { type ClusterKind, childKey, clusterKey, kinds, operationKey } from '../keys.ts';
import type {
  AddonRecord,
  ClusterNodesRecord,
  ClusterRecord,
  ClusterStatusRecord,
  NodeGroupRecord,
  OperationRecord,
  VersionUpgradeRecord,
} from '../records.ts';
import {
  addonRecord,
  childOperation,
  clusterRecord,
  nodeGroupRecord,
  operationRecord,
  uid,
  upgradeOperation,
  upgradeRecord,
} from './records.ts';

/** See the top of the file. All clusters belong to one tenant. */
export class Writer {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #tenant: string;
  #count = 0;

  /** Called with each cluster that is about to be made, as the service asks the platform what the cluster gets. */
  beforeCreate: (ref: ClusterRef) => Promise<unknown> = async () => {};

  constructor(store: Store, clock: Clock, tenant = 'demo') {
    this.#store = store;
    this.#clock = clock;
    this.#tenant = tenant;
  }

  /** @returns the id of the operation, as all of these do */
  async createCluster(
    name: string,
    groups: Record<string, Partial<NodeGroupRecord>> = {},
    addons: readonly string[] = [],
    changes: Partial<ClusterRecord> = {},
  ): Promise<string> {
    const createdAt = this.#now();
    const cluster = clusterRecord({ name, tenant: this.#tenant, uid: this.#uid(), createdAt, ...changes });
    await this.beforeCreate({ tenant: this.#tenant, name, uid: cluster.uid });
    const groupRecords = Object.entries(groups).map(([group, more]) =>
      nodeGroupRecord({ name: group, cluster: name, uid: this.#uid(), createdAt, ...more }),
    );
    const addonRecords = addons.map((addon) =>
      addonRecord({ name: addon, cluster: name, uid: this.#uid(), createdAt }),
    );
    const children = [...groupRecords, ...addonRecords].map((record) => record.uid);
    const target = { kind: 'cluster' as const, cluster: name, name, uid: cluster.uid };
    return this.#commit(operationRecord('cluster.create', { target, children }), [
      this.#put(this.#clusterKey('cluster', name), cluster, 'absent'),
      ...groupRecords.map((each) => this.#put(this.#childKey('nodeGroup', name, each.name), each, 'absent')),
      ...addonRecords.map((each) => this.#put(this.#childKey('addon', name, each.name), each, 'absent')),
    ]);
  }

  async updateCluster(
    name: string,
    changes: Partial<ClusterRecord>,
    fields: readonly string[] = Object.keys(changes).map((field) => `/${field}`),
  ): Promise<string> {
    const before = await this.#read<ClusterRecord>(this.#clusterKey('cluster', name));
    const generation = before.body.generation + 1;
    const target = { kind: 'cluster' as const, cluster: name, name, uid: before.body.uid };
    const operation = operationRecord('cluster.update', { target, generation, fields });
    const body = { ...before.body, ...changes, generation };
    return this.#commit(operation, [this.#put(before.key, body, before.revision)]);
  }

  async deleteCluster(name: string): Promise<string> {
    const before = await this.#read<ClusterRecord>(this.#clusterKey('cluster', name));
    const target = { kind: 'cluster' as const, cluster: name, name, uid: before.body.uid };
    const operation = operationRecord('cluster.delete', { target, id: this.#nextId('op') });
    const deletion = { requestedAt: this.#now(), operation: operation.id };
    const body = { ...before.body, generation: before.body.generation + 1, deletion };
    return this.#commit(operation, [this.#put(before.key, body, before.revision)]);
  }

  async createNodeGroup(
    cluster: string,
    name: string,
    changes: Partial<NodeGroupRecord> = {},
  ): Promise<string> {
    const record = nodeGroupRecord({ name, cluster, uid: this.#uid(), ...changes });
    const key = this.#childKey('nodeGroup', cluster, name);
    return this.#commit(childOperation('nodeGroup.create', record), [this.#put(key, record, 'absent')]);
  }

  updateNodeGroup(cluster: string, name: string, changes: Partial<NodeGroupRecord>): Promise<string> {
    const fields = Object.keys(changes).map((field) => `/nodeGroups/${name}/${field}`);
    return this.#updateChild<NodeGroupRecord>(
      'nodeGroup',
      'nodeGroup.update',
      cluster,
      name,
      changes,
      fields,
    );
  }

  deleteNodeGroup(cluster: string, name: string): Promise<string> {
    return this.#deleteChild('nodeGroup', 'nodeGroup.delete', cluster, name);
  }

  async enableAddon(cluster: string, name: string): Promise<string> {
    const record = addonRecord({ name, cluster, uid: this.#uid() });
    const key = this.#childKey('addon', cluster, name);
    return this.#commit(childOperation('addon.enable', record), [this.#put(key, record, 'absent')]);
  }

  updateAddon(cluster: string, name: string, changes: Partial<AddonRecord>): Promise<string> {
    return this.#updateChild<AddonRecord>('addon', 'addon.update', cluster, name, changes, []);
  }

  disableAddon(cluster: string, name: string): Promise<string> {
    return this.#deleteChild('addon', 'addon.disable', cluster, name);
  }

  async replaceNode(cluster: string, node: string): Promise<string> {
    const target = { kind: 'node' as const, cluster, name: node, uid: this.#uid() };
    return this.#commit(operationRecord('node.replace', { target, generation: 0 }), []);
  }

  async upgrade(cluster: string, changes: Partial<VersionUpgradeRecord> = {}): Promise<string> {
    const id = this.#nextId('upg');
    const operation = this.#nextId('op');
    const uid = this.#uid();
    const record = upgradeRecord(
      { id, cluster, uid, createdAt: this.#now(), ...changes },
      { currentOperation: operation },
    );
    const key = this.#childKey('versionUpgrade', cluster, id);
    return this.#commit(upgradeOperation(record, { id: operation }), [this.#put(key, record, 'absent')]);
  }

  /** Holds an upgrade, or lets it go on. */
  async pauseUpgrade(cluster: string, operation: string, paused: boolean): Promise<void> {
    const { target } = await this.operation(operation);
    const before = await this.#read<VersionUpgradeRecord>(
      this.#childKey('versionUpgrade', cluster, target.name),
    );
    const body = { ...before.body, paused, generation: before.body.generation + 1 };
    const result = await this.#store.commit({ writes: [this.#put(before.key, body, before.revision)] });
    if (!result.ok) throw new Error(`The upgrade ${target.name} was written meanwhile.`);
  }

  async operation(id: string): Promise<OperationRecord> {
    return (await this.#read<OperationRecord>(operationKey(this.#tenant, id))).body;
  }

  /** Writes an operation as it is, which makes every other write that has read it too late. */
  async touchOperation(id: string): Promise<void> {
    const { key, body } = await this.#read<OperationRecord>(operationKey(this.#tenant, id));
    await this.#store.commit({ writes: [{ key, body, expect: 'any' }] });
  }

  /** Ends an operation as the reconciler does: it stays, and is not among the open ones any more. */
  async endOperation(id: string): Promise<void> {
    const { key, body, revision } = await this.#read<OperationRecord>(operationKey(this.#tenant, id));
    const ended = { ...body, status: 'succeeded', endedAt: this.#now() };
    const open = this.#childKey('openOperation', body.target.cluster, id);
    await this.#store.commit({
      writes: [this.#put(key, ended, revision), { key: open, delete: true, expect: 'any' }],
    });
  }

  async upgradeOf(operation: string): Promise<VersionUpgradeRecord> {
    const { target } = await this.operation(operation);
    return (
      await this.#read<VersionUpgradeRecord>(this.#childKey('versionUpgrade', target.cluster, target.name))
    ).body;
  }

  async cluster(name: string): Promise<ClusterRecord | undefined> {
    return (await this.#store.get<ClusterRecord>(this.#clusterKey('cluster', name)))?.body;
  }

  async status(name: string): Promise<ClusterStatusRecord> {
    return (await this.#read<ClusterStatusRecord>(this.#clusterKey('clusterStatus', name))).body;
  }

  async nodes(name: string): Promise<ClusterNodesRecord['nodes']> {
    return (await this.#read<ClusterNodesRecord>(this.#clusterKey('clusterNodes', name))).body.nodes;
  }

  /** Ids of the operations that are open. */
  async openOperations(): Promise<readonly string[]> {
    const documents = await this.#store.list({ kind: kinds.openOperation, limit: 1000 });
    return documents.map(({ key }) => key.id.slice(key.id.indexOf('/') + 1));
  }

  async #updateChild<Record extends NodeGroupRecord | AddonRecord>(
    kind: 'nodeGroup' | 'addon',
    operationKind: OperationKind,
    cluster: string,
    name: string,
    changes: Partial<Record>,
    fields: readonly string[],
  ): Promise<string> {
    const before = await this.#read<Record>(this.#childKey(kind, cluster, name));
    const record = { ...before.body, ...changes, generation: before.body.generation + 1 };
    const operation = childOperation(operationKind, record, { fields });
    return this.#commit(operation, [this.#put(before.key, record, before.revision)]);
  }

  async #deleteChild(
    kind: 'nodeGroup' | 'addon',
    operationKind: OperationKind,
    cluster: string,
    name: string,
  ): Promise<string> {
    const before = await this.#read<NodeGroupRecord & AddonRecord>(this.#childKey(kind, cluster, name));
    const id = this.#nextId('op');
    const deletion = { requestedAt: this.#now(), operation: id };
    const record = { ...before.body, generation: before.body.generation + 1, deletion };
    const operation = childOperation(operationKind, record, { id });
    return this.#commit(operation, [this.#put(before.key, record, before.revision)]);
  }

  async #commit(operation: OperationRecord, writes: readonly Write[]): Promise<string> {
    const id = operation.id === 'op-1' ? this.#nextId('op') : operation.id;
    const record = { ...operation, id, tenant: this.#tenant, createdAt: this.#now() };
    const { cluster } = operation.target;
    const result = await this.#store.commit({
      writes: [
        ...writes,
        this.#put(operationKey(this.#tenant, id), record, 'absent'),
        this.#put(this.#childKey('clusterOperation', cluster, id), {}, 'absent'),
        this.#put(this.#childKey('openOperation', cluster, id), {}, 'absent'),
      ],
    });
    if (!result.ok) throw new Error(`The write of ${id} met a conflict.`);
    return id;
  }

  async #read<Body>(key: DocumentKey) {
    const document = await this.#store.get<Body>(key);
    if (document === undefined) throw new Error(`There is no ${key.kind} ${key.id}.`);
    return document;
  }

  #put(key: DocumentKey, body: object, expect: number | 'absent'): Write {
    return { key, body, expect };
  }

  #clusterKey(kind: ClusterKind, name: string): DocumentKey {
    return clusterKey(this.#tenant, kind, name);
  }

  #childKey(kind: Parameters<typeof childKey>[1], cluster: string, name: string): DocumentKey {
    return childKey(this.#tenant, kind, cluster, name);
  }

  #now(): string {
    return toTimestamp(this.#clock.now());
  }

  #nextId(prefix: string): string {
    this.#count += 1;
    return `${prefix}-${this.#tenant}-${String(this.#count).padStart(4, '0')}`;
  }

  #uid(): string {
    this.#count += 1;
    return uid(`${hash(this.#tenant)}${this.#count}`);
  }
}

/** Keeps the uids of two tenants apart. */
function hash(text: string): string {
  return [...text]
    .reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 100_000, 7)
    .toString()
    .padStart(5, '0');
}
