import { expect, test } from 'vitest';
import { createVirtualClock } from '../clock.ts';
import { createIdSource } from '../model/ids.ts';
import { createSeededRandom } from '../random.ts';
import { createMemoryStore } from '../store/memory/memory-store.ts';
import type { Batch, Store } from '../store/store.ts';
import { type Bootstrap, ensureFirstToken } from './bootstrap.ts';
import { ensureFirstTokens } from './first-tokens.ts';

const NOW = 1_770_000_000_000;
const begin = () => {
  const clock = createVirtualClock(NOW);
  const random = createSeededRandom('tokens');
  const store = createMemoryStore({ clock });
  return { store, random, ids: createIdSource(clock, random), now: NOW };
};
const CONFIGURED = 'f0e1d2c3b4a5968778695a4b3c2d1e0f';
/** The same store, whose commits somebody hears of before they arrive. */
const heard = (store: Store, before: () => unknown): Store =>
  new Proxy(store, {
    get: (target, name) => {
      if (name !== 'commit') return Reflect.get(target, name).bind(target);
      return async (batch: Batch) => {
        await before();
        return target.commit(batch);
      };
    },
  });
const nobody = () => {
  throw new Error('Nobody is to be told.');
};

test('those that are there are told of before the others are made, and all of those are made at once', async () => {
  const tools = begin();
  await ensureFirstToken(tools, { tenant: 'kept' });
  let commits = 0;
  const store = heard(tools.store, () => {
    commits += 1;
  });
  const told: string[] = [];
  const firsts = [
    { tenant: 'acme' },
    { tenant: 'kept' },
    { tenant: 'other' },
    { tenant: 'given', token: CONFIGURED },
  ];
  const tell = ({ origin }: Bootstrap, tenant: string) => told.push(`${tenant} ${origin}`);
  await ensureFirstTokens({ ...tools, store }, firsts, tell);
  expect(told).toEqual(['kept kept', 'given configured', 'acme made', 'other made']);
  // The configured one, and both that were made.
  expect(commits).toBe(2);
});

test('a configured one that is wrong leaves none that nobody has seen', async () => {
  const tools = begin();
  const firsts = [{ tenant: 'acme' }, { tenant: 'other', token: 'short' }];
  await expect(ensureFirstTokens(tools, firsts, nobody)).rejects.toThrow('tenant other must have 8 to 512');
  const told: (readonly [string, Bootstrap['origin']])[] = [];
  await ensureFirstTokens(tools, [{ tenant: 'acme' }], ({ origin }, tenant) => told.push([tenant, origin]));
  expect(told).toEqual([['acme', 'made']]);
});

test('a kept one that is not fit for where the service listens leaves none either', async () => {
  const tools = begin();
  await ensureFirstToken(tools, { tenant: 'kept', token: 'mine-mine' });
  await expect(ensureFirstTokens(tools, [{ tenant: 'acme' }, { tenant: 'kept' }], nobody)).rejects.toThrow(
    'Nobody is to be told.',
  );
  expect(await ensureFirstToken(tools, { tenant: 'acme' })).toMatchObject({ origin: 'made' });
});

test('more tenants than one batch has room for have theirs', async () => {
  const tools = begin();
  const firsts = Array.from({ length: 400 }, (_, index) => ({ tenant: `tenant-${index}` }));
  const made: string[] = [];
  await ensureFirstTokens(tools, firsts, ({ origin }, tenant) => origin === 'made' && made.push(tenant));
  expect(made).toEqual(firsts.map(({ tenant }) => tenant));
});

test('what another process makes at the same moment is kept', async () => {
  const tools = begin();
  let isFirst = true;
  const store = heard(tools.store, async () => {
    if (isFirst) await ensureFirstToken({ ...tools, random: createSeededRandom('them') }, { tenant: 'acme' });
    isFirst = false;
  });
  const told: string[] = [];
  const tell = ({ origin }: Bootstrap, tenant: string) => told.push(`${tenant} ${origin}`);
  await ensureFirstTokens({ ...tools, store }, [{ tenant: 'acme' }, { tenant: 'other' }], tell);
  expect(told).toEqual(['acme kept', 'other made']);
});
