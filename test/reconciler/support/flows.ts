// What users do with a cluster, each from a cluster that stands to one that stands again.
import { expect } from 'vitest';
import type { OperationRecord } from '../../../service/src/model/records.ts';
import type { World } from './world.ts';

/** One thing that users ask for. */
export interface Flow {
  readonly name: string;
  /** Asks for it; the cluster `prod` stands, unless the flow creates it. @returns the operation */
  readonly ask: (world: World) => Promise<string>;
  /** What must hold in the end. */
  readonly check: (world: World) => Promise<void>;
  readonly createsCluster?: boolean;
  /** Nodes that have been made in all when it is over: no more, because nothing is made twice. */
  readonly nodesMade: number;
}

const create = (world: World) =>
  world.writer.createCluster('prod', { web: { minReplicas: 2 } }, ['cert-manager']);

/** Brings up the cluster that the flows start from. */
export async function prepare(world: World, flow: Flow): Promise<void> {
  if (flow.createsCluster === true) return;
  await create(world);
  expect(await world.settle()).toBeDefined();
}

async function nodesOf(world: World) {
  return (await world.writer.nodes('prod')).map(({ status, instanceType }) => [
    status.phase,
    status.version,
    instanceType,
  ]);
}

const WEB = ['Ready', '1.33.8', 's1.large'];

export const FLOWS: readonly Flow[] = [
  {
    name: 'create',
    ask: create,
    createsCluster: true,
    nodesMade: 2,
    async check(world) {
      expect((await world.writer.status('prod')).cluster.phase).toBe('Running');
      expect(await nodesOf(world)).toEqual([WEB, WEB]);
    },
  },
  {
    name: 'scale',
    ask: (world) => world.writer.updateNodeGroup('prod', 'web', { minReplicas: 4 }),
    nodesMade: 4,
    async check(world) {
      expect(await nodesOf(world)).toEqual([WEB, WEB, WEB, WEB]);
    },
  },
  {
    name: 'change the instance type',
    ask: (world) => world.writer.updateNodeGroup('prod', 'web', { instanceType: 'm1.large' }),
    nodesMade: 4,
    async check(world) {
      expect(await nodesOf(world)).toEqual([
        ['Ready', '1.33.8', 'm1.large'],
        ['Ready', '1.33.8', 'm1.large'],
      ]);
    },
  },
  {
    name: 'upgrade',
    ask: (world) => world.writer.upgrade('prod', { targetVersion: '1.34' }),
    nodesMade: 4,
    async check(world) {
      expect((await world.writer.cluster('prod'))?.version).toBe('1.34');
      expect(await nodesOf(world)).toEqual([
        ['Ready', '1.34.4', 's1.large'],
        ['Ready', '1.34.4', 's1.large'],
      ]);
    },
  },
  {
    name: 'enable an add-on',
    ask: (world) => world.writer.enableAddon('prod', 'flux'),
    nodesMade: 2,
    async check(world) {
      expect((await world.writer.status('prod')).cluster.addons).toEqual({ total: 2, ready: 2 });
    },
  },
  {
    name: 'disable an add-on',
    ask: (world) => world.writer.disableAddon('prod', 'cert-manager'),
    nodesMade: 2,
    async check(world) {
      expect((await world.writer.status('prod')).cluster.addons).toEqual({ total: 0, ready: 0 });
      expect((await world.writer.status('prod')).addons).toEqual({});
      expect(await world.store.count({ kind: 'addon', tenant: 'demo' })).toBe(0);
    },
  },
  {
    name: 'delete a node group',
    ask: (world) => world.writer.deleteNodeGroup('prod', 'web'),
    nodesMade: 2,
    async check(world) {
      expect((await world.writer.status('prod')).nodeGroups).toEqual({});
      expect(await world.store.count({ kind: 'nodeGroup', tenant: 'demo' })).toBe(0);
      expect(await nodesOf(world)).toEqual([]);
    },
  },
  {
    name: 'replace a node',
    async ask(world) {
      const [first] = await world.writer.nodes('prod');
      return world.writer.replaceNode('prod', first!.name);
    },
    nodesMade: 3,
    async check(world) {
      const names = (await world.writer.nodes('prod')).map(({ name }) => name);
      const operations = await world.store.list<OperationRecord>({ kind: 'operation', limit: 100 });
      const replaced = operations.map(({ body }) => body).find(({ kind }) => kind === 'Node.replace');
      expect(names).toHaveLength(2);
      expect(names).not.toContain(replaced?.target.name);
    },
  },
  {
    name: 'delete',
    ask: (world) => world.writer.deleteCluster('prod'),
    nodesMade: 0,
    async check(world) {
      expect(await world.writer.cluster('prod')).toBeUndefined();
      expect(world.platform.uids).toEqual([]);
    },
  },
];
