import { describe, expect, test } from 'vitest';
import { Reader, type Source } from './coalesce.ts';

const never = new AbortController().signal;

function setup(over: Partial<Source<string>> = {}) {
  const calls: string[] = [];
  let now = 0;
  let timers: (() => void)[] = [];
  const source: Source<string> = {
    one: async (key) => {
      calls.push(`one ${key}`);
      if (key === 'gone') throw new Error('404');
      return `one:${key}`;
    },
    all: async () => {
      calls.push('all');
      return new Map(Array.from({ length: 20 }, (_, i) => [`k${i}`, `all:k${i}`]));
    },
    ...over,
  };
  const time = { now: () => now, after: (_ms: number, action: () => void) => timers.push(action) };
  const reader = new Reader(source, time);
  return {
    calls,
    reader,
    read: (...keys: string[]) => keys.map((key) => reader.read(key, never)),
    /** Lets the waiting reads go. */
    flush: () => {
      const due = timers;
      timers = [];
      for (const action of due) action();
    },
    pass: (ms: number) => {
      now += ms;
    },
  };
}

const keys = (count: number) => Array.from({ length: count }, (_, i) => `k${i}`);

describe('Reader', () => {
  test('a few reads are a few GETs', async () => {
    const { read, flush, calls } = setup();
    const reads = read(...keys(7));
    flush();
    expect(await Promise.all(reads)).toEqual(keys(7).map((key) => `one:${key}`));
    expect(calls).toHaveLength(7);
  });

  test('the first waits for nobody', async () => {
    const { read, calls } = setup();
    expect(await Promise.all(read('k3'))).toEqual(['one:k3']);
    expect(calls).toEqual(['one k3']);
  });

  test('eight at once are a GET and a list, which serves those that come after', async () => {
    const { read, flush, calls } = setup();
    const reads = read(...keys(8));
    flush();
    expect(await Promise.all(reads)).toEqual([
      'one:k0',
      ...keys(8)
        .slice(1)
        .map((key) => `all:${key}`),
    ]);
    expect(await Promise.all(read('k9', 'k10'))).toEqual(['all:k9', 'all:k10']);
    expect(calls).toEqual(['one k0', 'all']);
  });

  test('eight that trickle in are a list too', async () => {
    const { read, flush, pass, calls } = setup();
    for (const key of keys(20)) {
      const [value] = read(key);
      flush();
      await value;
      pass(100);
    }
    expect(calls).toEqual([...keys(7).map((key) => `one ${key}`), 'all']);
  });

  test('reads that have little to do with each other never are', async () => {
    const { read, flush, pass, calls } = setup();
    for (const key of keys(20)) {
      const [value] = read(key);
      flush();
      await value;
      pass(10_001);
    }
    expect(calls).toEqual(keys(20).map((key) => `one ${key}`));
  });

  test('absence from the list is confirmed', async () => {
    const { read, flush, calls } = setup();
    const reads = read(...keys(8), 'new', 'gone');
    flush();
    expect(await reads[8]).toBe('one:new');
    await expect(reads[9]).rejects.toThrow('404');
    expect(calls).toEqual(['one k0', 'all', 'one new', 'one gone']);
  });

  test('a source may say what absence means', async () => {
    const { read, flush, calls } = setup({ absent: 'none' });
    const reads = read(...keys(8), 'new');
    flush();
    expect(await reads[8]).toBe('none');
    expect(calls).toEqual(['one k0', 'all']);
  });

  test('a list that fails costs nothing but itself', async () => {
    const failing = setup({ all: () => Promise.reject(new Error('503')) });
    const reads = failing.read(...keys(8));
    failing.flush();
    expect(await Promise.all(reads)).toEqual(keys(8).map((key) => `one:${key}`));
  });

  test('a write, or ten seconds, end the list', async () => {
    const { reader, read, flush, pass, calls } = setup();
    const reads = read(...keys(8));
    flush();
    await Promise.all(reads);
    reader.forget();
    const [after] = read('k1');
    flush();
    expect(await after).toBe('one:k1');

    const again = read(...keys(8));
    flush();
    await Promise.all(again);
    pass(10_001);
    const [late] = read('k1');
    flush();
    expect(await late).toBe('one:k1');
    expect(calls.filter((call) => call === 'all')).toHaveLength(2);
  });
});
