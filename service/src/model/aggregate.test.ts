import { describe, expect, it } from 'vitest';
import { createVirtualClock } from '../clock.ts';
import { createMemoryStore } from '../store/memory/memory-store.ts';
import type { DocumentKey, Store, Write } from '../store/store.ts';
import { loadCluster } from './aggregate.ts';
import { childKey, childName, clusterKey, clusterName, operationKey } from './keys.ts';
import { operationWrites } from './operation.ts';
import type { OperationRecord } from './records.ts';
import {
  addonRecord,
  clusterRecord,
  nodeGroupRecord,
  operationRecord,
  override,
  START,
  START_TEXT,
  upgradeOperation,
  upgradeRecord,
} from './testing/records.ts';

function setUp() {
  const clock = createVirtualClock(START);
  const store = createMemoryStore({ clock });
  const put = async (...writes: Write[]) => {
    expect((await store.commit({ writes })).ok).toBe(true);
  };
  /** An operation as every write leaves one. */
  const operation = (id: string, changes: Partial<OperationRecord> = {}, tenant = 'demo') =>
    operationWrites(undefined, operationRecord('Cluster.create', { id, tenant, ...changes }));
  const cluster = (
    name: string,
    groups: readonly string[] = [],
    addons: readonly string[] = [],
    tenant = 'demo',
  ) => [
    record(clusterKey(tenant, 'Cluster', name), clusterRecord({ name, tenant })),
    ...groups.map((group) =>
      record(childKey(tenant, 'NodeGroup', name, group), nodeGroupRecord({ name: group, cluster: name })),
    ),
    ...addons.map((id) =>
      record(childKey(tenant, 'Addon', name, id), addonRecord({ name: id, cluster: name })),
    ),
  ];
  return { store, put, operation, cluster };
}

const record = (key: DocumentKey, body: object): Write => ({ key, body, expect: 'absent' });

/** An upgrade with its operation. */
const upgrade = [
  record(childKey('demo', 'VersionUpgrade', 'prod', 'upg-1'), upgradeRecord()),
  ...operationWrites(undefined, upgradeOperation(upgradeRecord(), { id: 'op-2' })),
];

/** Counts the calls that reach the store. */
function counting(store: Store) {
  const calls: string[] = [];
  const counted = new Proxy(store, {
    get(target, name) {
      const member = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...input: unknown[]) => {
        calls.push(String(name));
        return member.apply(target, input);
      };
    },
  });
  return { calls, counted };
}

describe('loadCluster', () => {
  it('reads everything of the cluster and nothing of others', async () => {
    const { store, put, operation, cluster } = setUp();
    await put(...cluster('prod', ['web', 'api'], ['flux']), ...operation('op-1'));
    await put(...cluster('prod-2', ['other']));
    await put(...cluster('prod', ['foreign'], [], 'other'), ...operation('op-3', {}, 'other'));
    await put(...upgrade);
    const loaded = await loadCluster(store, 'demo', 'prod');
    if (!loaded.found) throw new Error('not found');
    const { state, revisions } = loaded.aggregate;
    expect(state.ref).toMatchObject({ tenant: 'demo', name: 'prod' });
    expect(state.nodeGroups.map(({ name }) => name)).toEqual(['api', 'web']);
    expect(state.addons.map(({ name }) => name)).toEqual(['flux']);
    expect(state.operations.map(({ id }) => id)).toEqual(['op-1', 'op-2']);
    expect(state.upgrades.map(({ targetVersion }) => targetVersion)).toEqual(['1.34']);
    expect(state.status).toBeUndefined();
    const key = (kind: string, id: string) => ({ tenant: 'demo', kind, id });
    expect(revisions.of(key('cluster', 'prod'))).toBe((await store.get(key('cluster', 'prod')))?.revision);
    expect(revisions.of(key('nodeGroup', 'prod/web'))).toBe(
      (await store.get(key('nodeGroup', 'prod/web')))?.revision,
    );
    expect(revisions.of(key('clusterStatus', 'prod'))).toBe('absent');
  });

  it('leaves out an operation that ends while it reads', async () => {
    const { store, put, operation, cluster } = setUp();
    await put(...cluster('prod'), ...operation('op-1'));
    const running = await store.get<OperationRecord>(operationKey('demo', 'op-1'));
    const ending: Store = override(store, {
      async getMany<Body>(keys: readonly DocumentKey[]) {
        const ended = { ...running!.body, status: 'succeeded', endedAt: START_TEXT } as const;
        await put(...operationWrites(running!.body, ended, () => running!.revision));
        return store.getMany<Body>(keys);
      },
    });
    const loaded = await loadCluster(ending, 'demo', 'prod');
    if (!loaded.found) throw new Error('not found');
    expect(loaded.aggregate.state.operations).toEqual([]);
  });

  it.each(['Cluster', 'NodeGroup'] as const)(
    'finds the operation of a removal that was asked for while it reads: %s',
    async (kind) => {
      const { store, put, operation, cluster } = setUp();
      await put(...cluster('prod', ['web']));
      const key =
        kind === 'Cluster' ? clusterKey('demo', kind, 'prod') : childKey('demo', kind, 'prod', 'web');
      const before = await store.get<{ readonly uid: string }>(key);
      const body = { ...before!.body, removal: { requestedAt: START_TEXT, operation: 'op-1' } };
      let isAsked = false;
      const busy: Store = override(store, {
        async getMany<Body>(keys: readonly DocumentKey[]) {
          if (!isAsked)
            await put(
              { key, body, expect: before!.revision },
              ...operation('op-1', { kind: `${kind}.delete` }),
            );
          isAsked = true;
          return store.getMany<Body>(keys);
        },
      });
      const loaded = await loadCluster(busy, 'demo', 'prod');
      if (!loaded.found) throw new Error('not found');
      expect(loaded.aggregate.state.operations.map(({ id }) => id)).toEqual(['op-1']);
    },
  );

  it('reads no further for a removal whose operation has ended', async () => {
    const { store, put } = setUp();
    const removal = { requestedAt: START_TEXT, operation: 'op-gone' };
    await put(record(clusterKey('demo', 'Cluster', 'prod'), { ...clusterRecord({ name: 'prod' }), removal }));
    const { calls, counted } = counting(store);
    expect((await loadCluster(counted, 'demo', 'prod')).found).toBe(true);
    expect(calls).toEqual(['list', 'getMany', 'list', 'list', 'list', 'getMany', 'list', 'list']);
  });

  it('takes four calls, and one more for upgrades, whatever the cluster holds', async () => {
    const { store, put, operation, cluster } = setUp();
    const groups = Array.from({ length: 50 }, (_, index) => `g${index}`);
    await put(...cluster('prod', groups, ['flux', 'cert-manager']), ...operation('op-1'));
    const { calls, counted } = counting(store);
    await loadCluster(counted, 'demo', 'prod');
    expect(calls).toEqual(['list', 'getMany', 'list', 'list']);
    await put(...upgrade);
    await loadCluster(counted, 'demo', 'prod');
    expect(calls.slice(4)).toEqual(['list', 'getMany', 'list', 'list', 'getMany']);
  });

  it('finds the target of every operation that it finds, whatever is written meanwhile', async () => {
    const { store, put, operation, cluster } = setUp();
    await put(...cluster('prod'));
    const add = (name: string) => {
      const group = nodeGroupRecord({ name });
      const target = { kind: 'NodeGroup', cluster: 'prod', name, uid: group.uid } as const;
      const key = childKey('demo', 'NodeGroup', 'prod', name);
      return put(record(key, group), ...operation(`op-${name}`, { kind: 'NodeGroup.create', target }));
    };
    let count = 0;
    const busy = new Proxy(store, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        return async (...input: unknown[]) => {
          count += 1;
          const call = count;
          await add(`before-${call}`);
          const answer: unknown = await member.apply(target, input);
          await add(`after-${call}`);
          return answer;
        };
      },
    });
    const loaded = await loadCluster(busy, 'demo', 'prod');
    if (!loaded.found) throw new Error('not found');
    const { operations, nodeGroups } = loaded.aggregate.state;
    const targets = operations
      .filter(({ kind }) => kind === 'NodeGroup.create')
      .map(({ target }) => target.name);
    expect(targets).toEqual(['before-1']);
    expect(nodeGroups.map(({ name }) => name)).toEqual(expect.arrayContaining(targets));
  });

  it('does not take over what an earlier cluster of the name was seen with', async () => {
    const { store, put, cluster } = setUp();
    await put(...cluster('prod'));
    const status = { uid: 'another', cluster: {}, nodeGroups: {}, addons: {} };
    const key = { tenant: 'demo', kind: 'clusterStatus', id: 'prod' };
    await store.commit({ writes: [{ key, body: status, expect: 'absent' }] });
    const loaded = await loadCluster(store, 'demo', 'prod');
    expect(loaded.found && loaded.aggregate.state.status).toBeUndefined();
    expect(loaded.found && loaded.aggregate.revisions.of(key)).toBeTypeOf('number');
  });

  it('finds operations of a cluster that is gone', async () => {
    const { store, put, operation, cluster } = setUp();
    await put(...cluster('prod'), ...operation('op-1'));
    await store.commit({
      writes: [{ key: { tenant: 'demo', kind: 'cluster', id: 'prod' }, delete: true, expect: 'any' }],
    });
    const loaded = await loadCluster(store, 'demo', 'prod');
    expect(!loaded.found && loaded.orphans.operations.map((operation) => operation.id)).toEqual(['op-1']);
  });
});

describe('ids', () => {
  it.each([
    ['prod', 'prod', 'prod'],
    ['prod/web', 'prod', 'web'],
  ])('%s', (id, cluster, name) => {
    expect([clusterName(id), childName(id)]).toEqual([cluster, name]);
  });
});
