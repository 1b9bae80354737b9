// Documents that are kept in memory are those of the database, whatever becomes of a write.
import { expect, it } from 'vitest';
import { createVirtualClock } from '../../clock.ts';
import { temporaryDirectory } from '../testing/temporary.ts';
import { openSqliteStore } from './sqlite-store.ts';

const clock = createVirtualClock(0);
const key = (id: string) => ({ tenant: 't', kind: 'cluster', id });
const open = (maxBytes?: number) =>
  openSqliteStore({
    directory: temporaryDirectory(),
    clock,
    ...(maxBytes === undefined ? {} : { maxBytes }),
  });

it('what is read again is the same frozen value, and another one once it was written', async () => {
  const store = await open();
  await store.commit({ writes: [{ key: key('a'), body: { n: 1 }, expect: 'absent' }] });
  const first = await store.get(key('a'));
  expect(await store.get(key('a'))).toBe(first);
  expect(await store.list({ kind: 'cluster', limit: 9 })).toEqual([first]);
  expect([first, first?.key, first?.body].map((each) => Object.isFrozen(each))).toEqual([true, true, true]);
  await store.commit({ writes: [{ key: key('a'), body: { n: 2 }, expect: 1 }] });
  expect((await store.get(key('a')))?.body).toEqual({ n: 2 });
  await store.close();
});

it('a batch that did not fit on the disk has changed nothing of what is read', async () => {
  const store = await open(400_000);
  const body = { text: 'what was acknowledged' };
  await store.commit({ writes: [{ key: key('a'), body, expect: 'absent' }] });
  const before = await store.getMany([key('a'), key('b'), key('c')]);
  const tooMuch = store.commit({
    writes: [
      { key: key('a'), body: { text: 'what was not' }, expect: 1 },
      { key: key('b'), body: {}, expect: 'absent' },
      { key: key('c'), body: { text: 'x'.repeat(2_000_000) }, expect: 'absent' },
    ],
  });
  await expect(tooMuch).rejects.toMatchObject({ code: 'disk_full' });
  expect(await store.getMany([key('a'), key('b'), key('c')])).toEqual(before);
  expect((await store.list({ kind: 'cluster', limit: 9 })).map((each) => each.body)).toEqual([body]);
  await store.commit({ writes: [{ key: key('a'), delete: true, expect: 1 }] });
  expect(await store.get(key('a'))).toBeUndefined();
  await store.close();
});
