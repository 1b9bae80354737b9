import { expect, test } from 'vitest';
import { Live } from './live.ts';

const clock = { now: () => 1_000, sleep: () => Promise.resolve() };

test('what was read stays when a later reading fails, and says so', async () => {
  const answers = [() => Promise.resolve('first'), () => Promise.reject(new Error('away'))];
  const live = new Live(() => answers.shift()!(), clock);
  await live.refresh();
  await live.refresh();
  expect(live.reading).toEqual({ data: 'first', at: 1_000, error: new Error('away') });
});

test('whoever asks while a reading is under way gets a later one', async () => {
  let count = 0;
  const live = new Live(async () => ++count, clock);
  const first = live.refresh();
  const second = live.refresh();
  await Promise.all([first, second]);
  expect(live.reading.data).toBe(2);
});

test('nobody is told after the end', async () => {
  const live = new Live(async () => 'late', clock);
  let told = 0;
  live.onChange(() => told++);
  const reading = live.refresh();
  live.close();
  await reading;
  expect([told, live.reading.data]).toEqual([0, undefined]);
});

test('a value is kept until somebody ends it', async () => {
  const end = new AbortController();
  let count = 0;
  const live = new Live(async () => {
    count += 1;
    if (count === 3) end.abort();
    return count;
  }, clock);
  await live.keep(5_000, end.signal);
  expect(count).toBe(3);
});
