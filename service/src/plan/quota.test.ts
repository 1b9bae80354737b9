import { type Demand, NO_DEMAND } from '@hikube/domain';
import { expect, test } from 'vitest';
import { createVirtualClock } from '../clock.ts';
import { createMemoryStore } from '../store/memory/memory-store.ts';
import { checkedLimits, readLedger, readRequested } from './quota.ts';

const demand = (nodes: bigint): Demand => ({ ...NO_DEMAND, clusters: 1n, nodes });
const store = () => createMemoryStore({ clock: createVirtualClock(0) });

test('limits that would limit nothing are refused', () => {
  const limits = { clusters: '0', cpu: '20k' };
  expect(checkedLimits(limits)).toBe(limits);
  for (const wrong of [{ clusters: 'many' }, { nodes: '-1' }, { clustres: '1' }])
    expect(() => checkedLimits(wrong)).toThrow(RangeError);
});

test('the sum of a tenant is that of its clusters', async () => {
  const it = store();
  for (const [cluster, nodes] of [
    ['a', 3n],
    ['b', 4n],
    ['a', 5n],
  ] as const) {
    const ledger = await readLedger(it, 'demo', cluster);
    expect((await it.commit(ledger.book(demand(nodes), {}))).ok).toBe(true);
  }
  expect(await readRequested(it, 'demo')).toEqual({ ...NO_DEMAND, clusters: 2n, nodes: 9n });
  expect(await readRequested(it, 'other')).toEqual(NO_DEMAND);
});

test('what was added for a cluster is taken away again, exactly', async () => {
  const it = store();
  await it.commit((await readLedger(it, 'demo', 'a')).book(demand(10n ** 30n + 7n), {}));
  const ledger = await readLedger(it, 'demo', 'a');
  expect(ledger.cluster.nodes).toBe(10n ** 30n + 7n);
  await it.commit(ledger.book(NO_DEMAND, {}));
  expect(await readRequested(it, 'demo')).toEqual(NO_DEMAND);
  expect(await it.count({ kind: 'clusterUsage', tenant: 'demo' })).toBe(0);
});

test('the same demand again writes nothing', async () => {
  const it = store();
  await it.commit((await readLedger(it, 'demo', 'a')).book(demand(3n), {}));
  expect((await readLedger(it, 'demo', 'a')).book(demand(3n), {}).writes).toEqual([]);
  expect((await readLedger(it, 'demo', 'b')).book(NO_DEMAND, {}).writes).toEqual([]);
});

test('who book for different clusters at once do not meet', async () => {
  const it = store();
  const [one, other] = [await readLedger(it, 'demo', 'a'), await readLedger(it, 'demo', 'b')];
  expect((await it.commit(one.book(demand(1n), {}))).ok).toBe(true);
  expect((await it.commit(other.book(demand(1n), {}))).ok).toBe(true);
  expect(await readRequested(it, 'demo')).toEqual({ ...NO_DEMAND, clusters: 2n, nodes: 2n });
});

test('of two who book the last room at once, one must look again', async () => {
  const it = store();
  const [one, other] = [await readLedger(it, 'demo', 'a'), await readLedger(it, 'demo', 'b')];
  // In nano units, as all amounts.
  const limits = { nodes: '3n' };
  expect((await it.commit(one.book(demand(2n), limits))).ok).toBe(true);
  expect(await it.commit(other.book(demand(2n), limits))).toMatchObject({ conflict: 'bound' });
  const again = await readLedger(it, 'demo', 'b');
  expect((await it.commit(again.book(demand(1n), limits))).ok).toBe(true);
});

test('of two who book for one cluster at once, one must look again', async () => {
  const it = store();
  const [one, other] = [await readLedger(it, 'demo', 'a'), await readLedger(it, 'demo', 'a')];
  expect((await it.commit(one.book(demand(1n), {}))).ok).toBe(true);
  expect((await it.commit(other.book(demand(2n), {}))).ok).toBe(false);
});

test('what is above a limit that was lowered may shrink, and what does not grow is not looked at', async () => {
  const it = store();
  await it.commit((await readLedger(it, 'demo', 'a')).book({ ...demand(9n), cpu: 1n }, {}));
  const limits = { nodes: '4n', cpu: '5n' };
  const shrunk = (await readLedger(it, 'demo', 'a')).book({ ...demand(6n), cpu: 2n }, limits);
  expect((await it.commit(shrunk)).ok).toBe(true);
  const grown = (await readLedger(it, 'demo', 'a')).book(demand(7n), limits);
  expect(await it.commit(grown)).toMatchObject({ conflict: 'bound' });
});

test('who books nothing new still relies on nobody having booked meanwhile', async () => {
  const it = store();
  await it.commit((await readLedger(it, 'demo', 'a')).book(demand(4n), {}));
  const [one, other] = [await readLedger(it, 'demo', 'a'), await readLedger(it, 'demo', 'a')];
  expect((await it.commit(one.book(demand(2n), {}))).ok).toBe(true);
  expect((await it.commit(other.book(demand(4n), {}))).ok).toBe(false);
});
