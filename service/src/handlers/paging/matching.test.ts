// Lists with filters at 10,000 clusters: what one request reads is bounded, nothing is read twice, and nothing is missed.
import { beforeAll, describe, expect, test } from 'vitest';
import { createVirtualClock } from '../../clock.ts';
import { childKey, clusterKey, operationKey } from '../../model/keys.ts';
import { clusterRecord, operationRecord, START, uid } from '../../model/testing/records.ts';
import { MAX_WRITES } from '../../store/limits.ts';
import { createMemoryStore } from '../../store/memory/memory-store.ts';
import type { Store, Write } from '../../store/store.ts';
import { countedStore } from '../../store/testing/counted.ts';
import { pageOfClusters } from './lists.ts';
import { LOOKED_AT_MAX } from './matching.ts';
import { type OperationFilter, pageOfOperations } from './operations.ts';
import type { Page, PageRequest } from './page.ts';

const CLUSTERS = 10_000;
const caller = { tenant: 'demo', token: 'tok-1', scopes: ['read'] as const };

let read: { documents: number };
let store: Store;

const nameOf = (index: number) => `c${String(index).padStart(5, '0')}`;
const operationId = (index: number) => `op-${String(index).padStart(12, '0')}`;

/** One of a thousand is of the team `rare`; each has one operation, and one of a hundred of these runs. */
function recordsOf(index: number): readonly Write[] {
  const name = nameOf(index);
  const labels = { team: index % 1000 === 999 ? 'rare' : 'shop', ring: String(index % 2) };
  const cluster = clusterRecord({ name, uid: uid(String(index)), labels });
  const isOpen = index % 100 === 0;
  const operation = operationRecord(index % 5 === 0 ? 'Cluster.update' : 'Cluster.create', {
    id: operationId(index),
    status: isOpen ? 'running' : 'succeeded',
    target: { kind: 'Cluster', cluster: name, name, uid: uid(String(index)) },
  });
  const put = (key: Write['key'], body: object): Write => ({ key, body, expect: 'absent' });
  return [
    put(clusterKey('demo', 'Cluster', name), cluster),
    put(operationKey('demo', operation.id), operation),
    put(childKey('demo', 'clusterOperation', name, operation.id), {}),
    ...(isOpen ? [put(childKey('demo', 'openOperation', name, operation.id), {})] : []),
  ];
}

beforeAll(async () => {
  const inner = createMemoryStore({ clock: createVirtualClock(START) });
  const writes = Array.from({ length: CLUSTERS }, (_, index) => recordsOf(index)).flat();
  for (let at = 0; at < writes.length; at += MAX_WRITES)
    await inner.commit({ writes: writes.slice(at, at + MAX_WRITES) });
  ({ store, read } = countedStore(inner));
});

/** Every item, page by page, and what was read for each page. */
async function all<Item>(page: (request: PageRequest) => Promise<Page<Item>>, limit = 50) {
  const items: Item[] = [];
  const reads: number[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    read.documents = 0;
    const found = await page({ limit, ...(cursor === undefined ? {} : { cursor }) });
    reads.push(read.documents);
    items.push(...found.items);
    cursor = found.nextCursor;
  }
  return { items, reads, sum: reads.reduce((sum, each) => sum + each, 0) };
}

describe('clusters by labels', () => {
  const select = (labels: string) => (request: PageRequest) =>
    pageOfClusters({ store, caller } as never, { ...request, labels }, ({ name }) => name);

  test.each([
    ['team=rare', 10],
    ['team!=shop', 10],
    ['team in (rare,none),ring=1', 10],
    ['team notin (shop)', 10],
    ['team=none', 0],
    ['!team', 0],
  ])('%s: %i, each cluster read once, and a bounded number for a page', async (labels, count) => {
    const { items, reads, sum } = await all(select(labels));
    expect(items).toHaveLength(count);
    expect(items).toEqual([...new Set(items)].sort());
    expect(Math.max(...reads)).toBeLessThanOrEqual(LOOKED_AT_MAX);
    expect(sum).toBe(CLUSTERS);
    expect(reads.length).toBeLessThanOrEqual(CLUSTERS / LOOKED_AT_MAX + 1);
  });

  test('what is common is found in the first chunk of each page', async () => {
    const page = select('team=shop');
    read.documents = 0;
    const first = await page({ limit: 50 });
    expect([first.items.length, read.documents]).toEqual([50, 200]);
  });
});

describe('operations', () => {
  const filtered = (filter: OperationFilter) => (request: PageRequest) =>
    pageOfOperations({ store, caller }, filter, request);

  test('that are open are found by their marks, whatever else there is', async () => {
    const { items, reads } = await all(filtered({ statuses: ['running', 'pending'] }));
    expect(items).toHaveLength(CLUSTERS / 100);
    expect(items.map(({ id }) => id)).toEqual(
      items
        .map(({ id }) => id)
        .sort()
        .reverse(),
    );
    // The marks, and the operations of a page.
    expect(Math.max(...reads)).toBeLessThanOrEqual(CLUSTERS / 100 + 200);
  });

  test('of a kind, or in several statuses, are read once', async () => {
    const { items, reads, sum } = await all(filtered({ kinds: ['Cluster.update'] }), 200);
    expect(items).toHaveLength(CLUSTERS / 5);
    expect(Math.max(...reads)).toBeLessThanOrEqual(LOOKED_AT_MAX);
    expect(sum).toBeLessThanOrEqual(CLUSTERS + 200 * reads.length);
    const both = await all(filtered({ statuses: ['running', 'succeeded'] }), 200);
    expect(both.items).toHaveLength(CLUSTERS);
  });

  test('on one object of a cluster cost what the cluster has', async () => {
    const filter = { cluster: nameOf(4), uid: uid('4') };
    const { items, sum } = await all(filtered(filter));
    expect(items.map(({ id }) => id)).toEqual([operationId(4)]);
    expect(sum).toBe(2);
    expect((await all(filtered({ ...filter, uid: uid('5') }))).items).toEqual([]);
  });
});
