import { expect, test } from 'vitest';
import { createVirtualClock } from '../clock.ts';
import { createSeededRandom } from '../random.ts';
import { createIdSource } from './ids.ts';

test('ids begin with their time and are as the contract wants them', () => {
  const ids = createIdSource(createVirtualClock(1_770_000_000_000), createSeededRandom(1));
  const id = ids.next('op');
  expect(id).toMatch(/^op-[a-z0-9]{20}$/);
  expect(id.slice(0, 13)).toBe('op-01kge3h900');
});

test('ids are in strict order, within a millisecond and when the clock goes back', async () => {
  const clock = createVirtualClock(1_770_000_000_000);
  let now = clock.now();
  const ids = createIdSource({ ...clock, now: () => now }, createSeededRandom(2));
  const made: string[] = [];
  for (let index = 0; index < 500; index += 1) {
    made.push(ids.next('op'));
    if (index % 100 === 50) now += 1;
    if (index === 200) now -= 5000;
  }
  expect(made).toEqual([...new Set(made)].sort());
});

test('ids of different processes differ', () => {
  const clock = createVirtualClock(0);
  const sources = [1, 2].map((seed) => createIdSource(clock, createSeededRandom(seed)));
  expect(sources[0]!.next('op')).not.toBe(sources[1]!.next('op'));
});
