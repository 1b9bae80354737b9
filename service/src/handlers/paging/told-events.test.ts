// Events of 10,000 clusters: a page costs what the page holds, and a rare type does not cost a look at every event.
import { beforeAll, expect, test } from 'vitest';
import { createVirtualClock } from '../../clock.ts';
import { eventId, eventWrites } from '../../model/events.ts';
import { START, uid } from '../../model/testing/records.ts';
import { createMemoryStore } from '../../store/memory/memory-store.ts';
import type { Store } from '../../store/store.ts';
import { countedStore } from '../../store/testing/counted.ts';
import type { PageRequest } from './page.ts';
import { type EventFilter, pageOfTold } from './told-events.ts';

const CLUSTERS = 10_000;
const EACH = 3;
const caller = { tenant: 'demo', token: 'tok-1', scopes: ['read'] as const };
const uidOf = (index: number) => uid(String(index));

let store: Store;
let read: { documents: number };
beforeAll(async () => {
  const inner = createMemoryStore({ clock: createVirtualClock(START) });
  for (let index = 0; index < CLUSTERS; index += 1) {
    const events = Array.from({ length: EACH }, (_, number) => ({
      id: eventId(uidOf(index), number + 1),
      cluster: `c${index}`,
      createdAt: new Date(START + index).toISOString(),
      type: index % 1000 === 0 && number === 1 ? ('Warning' as const) : ('Normal' as const),
      reason: 'NodeReady',
      object: { kind: 'Node' as const, cluster: `c${index}`, name: 'a', uid: null },
      message: '',
    }));
    await inner.commit({ writes: eventWrites('demo', uidOf(index), events, START) });
  }
  ({ store, read } = countedStore(inner));
});

async function all(filter: EventFilter, limit: number) {
  const ids: string[] = [];
  const reads: number[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    read.documents = 0;
    const request: PageRequest = { limit, ...(cursor === undefined ? {} : { cursor }) };
    const page = await pageOfTold({ store, caller }, filter, request);
    reads.push(read.documents);
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  return { ids, reads };
}

test('a page reads two chunks, one of what was told and one of events', async () => {
  read.documents = 0;
  const { items } = await pageOfTold({ store, caller }, {}, { limit: 50 });
  expect([items.length, read.documents]).toEqual([50, 400]);
});

test('a rare type is found by what was told, and not event by event', async () => {
  const { ids, reads } = await all({ type: 'Warning' }, 50);
  expect(ids).toEqual(
    Array.from({ length: CLUSTERS / 1000 }, (_, index) => eventId(uidOf(9000 - index * 1000), 2)),
  );
  // Each record of what was told once, and the few events beside a warning.
  expect(Math.max(...reads)).toBeLessThanOrEqual(2000 + 10 * EACH + reads.length);
  expect(reads.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(CLUSTERS + 100);
});

test('one cluster costs what it was told', async () => {
  const { ids, reads } = await all({ cluster: 'c7' }, 50);
  expect(ids).toEqual([3, 2, 1].map((number) => eventId(uidOf(7), number)));
  expect(reads).toEqual([1 + EACH]);
});
