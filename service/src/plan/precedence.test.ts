import { expect, test } from 'vitest';
import { createVirtualClock } from '../clock.ts';
import { clusterKey } from '../model/keys.ts';
import { createSeededRandom } from '../random.ts';
import { createMemoryStore } from '../store/memory/memory-store.ts';
import { Precedence } from './precedence.ts';

const KEY = clusterKey('demo', 'writeTurn', 'prod');

function setUp() {
  const clock = createVirtualClock(Date.parse('2026-03-02T08:00:00Z'));
  const store = createMemoryStore({ clock });
  const join = () => new Precedence({ store, clock, random: createSeededRandom('turns') }, KEY);
  const loses = async (who: Precedence, times: number) => {
    for (let time = 0; time < times; time += 1) await Promise.all([who.lost(), clock.advance(1_000)]);
  };
  return { clock, store, join, loses };
}

test('two losses may be bad luck, three give a turn', async () => {
  const { store, join, loses } = setUp();
  const unlucky = join();
  await loses(unlucky, 2);
  expect(await store.get(KEY)).toBeUndefined();
  await loses(unlucky, 1);
  expect((await store.get(KEY))?.revision).toBe(unlucky.own);
  await unlucky.await();
});

test('the others wait until that turn is over', async () => {
  const { clock, store, join, loses } = setUp();
  const unlucky = join();
  await loses(unlucky, 3);
  let isThrough = false;
  const waiting = join()
    .await()
    .then(() => {
      isThrough = true;
    });
  await clock.advance(1_000);
  expect(isThrough).toBe(false);
  await unlucky.end();
  expect(await store.get(KEY)).toBeUndefined();
  await clock.advance(1_000);
  await waiting;
});

test('nobody waits for a turn that a crash left behind', async () => {
  const { clock, store, join, loses } = setUp();
  await loses(join(), 3);
  const waiting = join().await();
  await clock.advance(60_000);
  await waiting;
  expect(await store.get(KEY)).toBeUndefined();
});
