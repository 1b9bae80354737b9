import { createVirtualClock } from '@hikube/service/platform';
import { expect, test } from 'vitest';
import type { KubernetesObject } from './resource.ts';
import { SharedTexts } from './shared-texts.ts';
import { watchStream } from './watch.ts';

test('a text is kept once, as long as somebody needs it', () => {
  const texts = new SharedTexts();
  texts.take('a');
  texts.take('a');
  texts.take('b');
  expect(texts.size).toBe(2);
  texts.drop('a');
  expect(texts.size).toBe(2);
  texts.drop('a');
  texts.drop('never taken');
  expect(texts.size).toBe(1);
});

const object = (name: string) => ({ metadata: { name, uid: `uid-${name}` } }) as unknown as KubernetesObject;
const names = (from: number) => Array.from({ length: 100 }, (_, index) => object(`web-${from + index}`));

test('200 watches of 100 objects keep 100 texts, through changes, and none when they are over', async () => {
  const texts = new SharedTexts();
  const clock = createVirtualClock(0);
  let objects = names(0);
  const wakes: (() => void)[] = [];
  const watches = Array.from({ length: 200 }, () =>
    watchStream({
      clock,
      from: { objects: [], resourceVersion: '0' },
      look: async () => ({ objects, resourceVersion: '1' }),
      check: async () => {},
      subscribe: (listener) => {
        wakes.push(listener);
        return () => {};
      },
      present: (each) => each,
      bookmark: undefined,
      timeoutMs: 60_000,
      stopping: new AbortController().signal,
      texts,
      ended: () => {},
    }),
  );
  const readers = watches.map((watch) => watch.getReader());
  const readAll = (count: number) =>
    Promise.all(
      readers.map(async (reader) => {
        for (let index = 0; index < count; index += 1) await reader.read();
      }),
    );
  await readAll(100);
  expect(texts.size).toBe(100);
  objects = names(50);
  for (const wake of wakes) wake();
  await readAll(100);
  expect(texts.size).toBe(100);
  for (const reader of readers) await reader.cancel();
  expect(texts.size).toBe(0);
});
