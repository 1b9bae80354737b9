import { describe, expect, it } from 'vitest';
import { createVirtualClock } from '../clock.ts';
import { createMemoryStore } from '../store/memory/memory-store.ts';
import type { DocumentKey, Store } from '../store/store.ts';
import { loadCluster } from './aggregate.ts';
import { childName, clusterName } from './keys.ts';
import { override } from './testing/records.ts';
import { Writer } from './testing/writer.ts';

function setUp() {
  const clock = createVirtualClock(Date.parse('2026-03-02T08:00:00Z'));
  const store = createMemoryStore({ clock });
  return { clock, store, writer: new Writer(store, clock), other: new Writer(store, clock, 'other') };
}

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
    const { clock, store, writer, other } = setUp();
    const first = await writer.createCluster('prod', { web: {}, api: {} }, ['flux']);
    await clock.advance(1_000);
    await writer.createCluster('prod-2', { other: {} });
    await other.createCluster('prod', { foreign: {} });
    const second = await writer.upgrade('prod');
    const loaded = await loadCluster(store, 'demo', 'prod');
    if (!loaded.found) throw new Error('not found');
    const { state, revisions } = loaded.aggregate;
    expect(state.ref).toMatchObject({ tenant: 'demo', name: 'prod' });
    expect(state.nodeGroups.map(({ name }) => name)).toEqual(['api', 'web']);
    expect(state.addons.map(({ name }) => name)).toEqual(['flux']);
    expect(state.operations.map(({ id }) => id)).toEqual([first, second]);
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
    const { store, writer } = setUp();
    const id = await writer.createCluster('prod');
    const ending: Store = override(store, {
      async getMany<Body>(keys: readonly DocumentKey[]) {
        await writer.endOperation(id);
        return store.getMany<Body>(keys);
      },
    });
    const loaded = await loadCluster(ending, 'demo', 'prod');
    if (!loaded.found) throw new Error('not found');
    expect(loaded.aggregate.state.operations).toEqual([]);
  });

  it('takes four calls, and one more for upgrades, whatever the cluster holds', async () => {
    const { store, writer } = setUp();
    const groups = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`g${index}`, {}]));
    await writer.createCluster('prod', groups, ['flux', 'cert-manager']);
    const { calls, counted } = counting(store);
    await loadCluster(counted, 'demo', 'prod');
    expect(calls).toEqual(['list', 'getMany', 'list', 'list']);
    await writer.upgrade('prod');
    await loadCluster(counted, 'demo', 'prod');
    expect(calls.slice(4)).toEqual(['list', 'getMany', 'list', 'list', 'getMany']);
  });

  it('finds the target of every operation that it finds, whatever is written meanwhile', async () => {
    const { store, writer } = setUp();
    await writer.createCluster('prod');
    let count = 0;
    const busy = new Proxy(store, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        return async (...input: unknown[]) => {
          count += 1;
          const call = count;
          await writer.createNodeGroup('prod', `before-${call}`);
          const answer: unknown = await member.apply(target, input);
          await writer.createNodeGroup('prod', `after-${call}`);
          return answer;
        };
      },
    });
    const loaded = await loadCluster(busy, 'demo', 'prod');
    if (!loaded.found) throw new Error('not found');
    const { operations, nodeGroups } = loaded.aggregate.state;
    const targets = operations
      .filter(({ kind }) => kind === 'nodeGroup.create')
      .map(({ target }) => target.name);
    expect(targets).toEqual(['before-1']);
    expect(nodeGroups.map(({ name }) => name)).toEqual(expect.arrayContaining(targets));
  });

  it('does not take over what an earlier cluster of the name was seen with', async () => {
    const { store, writer } = setUp();
    await writer.createCluster('prod');
    const status = { uid: 'another', cluster: {}, nodeGroups: {}, addons: {} };
    const key = { tenant: 'demo', kind: 'clusterStatus', id: 'prod' };
    await store.commit({ writes: [{ key, body: status, expect: 'absent' }] });
    const loaded = await loadCluster(store, 'demo', 'prod');
    expect(loaded.found && loaded.aggregate.state.status).toBeUndefined();
    expect(loaded.found && loaded.aggregate.revisions.of(key)).toBeTypeOf('number');
  });

  it('finds operations of a cluster that is gone', async () => {
    const { store, writer } = setUp();
    const id = await writer.createCluster('prod');
    await store.commit({
      writes: [{ key: { tenant: 'demo', kind: 'cluster', id: 'prod' }, delete: true, expect: 'any' }],
    });
    const loaded = await loadCluster(store, 'demo', 'prod');
    expect(!loaded.found && loaded.orphans.operations.map((operation) => operation.id)).toEqual([id]);
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
