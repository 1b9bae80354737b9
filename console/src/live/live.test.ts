import { expect, test } from 'vitest';
import { Live } from './live.ts';

/** A clock that moves when it is told to. */
function clockAt(start: number) {
  let now = start;
  const sleepers = new Map<() => void, number>();
  return {
    now: () => now,
    sleep: (ms: number, signal?: AbortSignal) =>
      new Promise<void>((resolve, reject) => {
        sleepers.set(resolve, now + ms);
        signal?.addEventListener('abort', () => {
          sleepers.delete(resolve);
          reject(signal.reason);
        });
      }),
    async pass(ms: number) {
      now += ms;
      for (const [wake, at] of [...sleepers]) {
        if (at > now) continue;
        sleepers.delete(wake);
        wake();
      }
      // Everything that can settle has settled then.
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

const hangs = (signal: AbortSignal) =>
  new Promise<string>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });

test('what was read stays when a later reading fails, and says so', async () => {
  const answers = [() => Promise.resolve('first'), () => Promise.reject(new Error('away'))];
  const live = new Live(() => answers.shift()!(), clockAt(1_000));
  await live.refresh();
  await live.refresh();
  expect(live.reading).toEqual({ data: 'first', at: 1_000, error: new Error('away') });
});

test('whoever asks while a reading is under way gets a later one', async () => {
  let count = 0;
  const live = new Live(async () => ++count, clockAt(0));
  const first = live.refresh();
  const second = live.refresh();
  await Promise.all([first, second]);
  expect(live.reading.data).toBe(2);
});

test('nobody is told after the end', async () => {
  const live = new Live(async () => 'late', clockAt(0));
  let told = 0;
  live.onChange(() => told++);
  const reading = live.refresh();
  live.close();
  await reading;
  expect([told, live.reading.data]).toEqual([0, undefined]);
});

test('a value is kept until somebody ends it', async () => {
  const clock = clockAt(0);
  const end = new AbortController();
  let count = 0;
  const kept = new Live(async () => ++count, clock).keep(5_000, end.signal);
  await clock.pass(0);
  for (let turn = 0; turn < 3; turn += 1) await clock.pass(5_000);
  end.abort();
  await kept;
  expect(count).toBe(4);
});

test('a reading that is not answered is given up, and the next one is heard out longer', async () => {
  const clock = clockAt(0);
  const answers = [hangs, hangs, async () => 'slow'];
  const live = new Live((signal) => answers.shift()!(signal), clock);
  const first = live.refresh();
  await clock.pass(8_000);
  await first;
  expect(live.reading.error).toMatchObject({ message: 'The service has not answered for 8 seconds.' });
  const second = live.refresh();
  await clock.pass(15_000);
  expect(answers).toHaveLength(1);
  await clock.pass(1_000);
  await second;
  await live.refresh();
  expect(live.reading).toEqual({ data: 'slow', at: 24_000, error: undefined });
});

test('whoever wants a new reading does not wait for one that hangs, and that one has not failed', async () => {
  const answers = [hangs, async () => 'new'];
  const live = new Live((signal) => answers.shift()!(signal), clockAt(0));
  const errors: unknown[] = [];
  live.onChange(() => errors.push(live.reading.error));
  void live.refresh();
  await live.renew();
  expect([live.reading.data, errors]).toEqual(['new', [undefined]]);
});

test('much that happens is one reading a second, and the last of it is read', async () => {
  const clock = clockAt(0);
  let count = 0;
  const live = new Live(async () => ++count, clock);
  for (let turn = 0; turn < 30; turn += 1) {
    live.stir();
    await clock.pass(100);
  }
  await clock.pass(1_000);
  expect(count).toBe(4);
});
