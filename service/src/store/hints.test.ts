// Hints are merged per turn and never delay or disturb each other.
import { expect, it } from 'vitest';
import { ChangeHints } from './hints.ts';

it('merges what happens in one turn into the latest number', async () => {
  const hints = new ChangeHints();
  const heard: number[] = [];
  hints.add((sequence) => heard.push(sequence));
  hints.announce(1);
  hints.announce(3);
  hints.announce(2);
  expect(heard).toEqual([]);
  await Promise.resolve();
  expect(heard).toEqual([3]);
});

it('does not tell again what it told before', async () => {
  const hints = new ChangeHints();
  const heard: number[] = [];
  hints.add((sequence) => heard.push(sequence));
  for (const sequence of [2, 2, 1, 3]) {
    hints.announce(sequence);
    await Promise.resolve();
  }
  expect(heard).toEqual([2, 3]);
});

it('does not call a listener that another one ended in the same round', async () => {
  const hints = new ChangeHints();
  const heard: string[] = [];
  hints.add(() => {
    heard.push('first');
    stopSecond();
  });
  const stopSecond = hints.add(() => heard.push('second'));
  hints.announce(1);
  await Promise.resolve();
  expect(heard).toEqual(['first']);
});

it('ends one watch of a function that watches twice', async () => {
  const hints = new ChangeHints();
  let calls = 0;
  const listener = (): void => {
    calls += 1;
  };
  const stop = hints.add(listener);
  hints.add(listener);
  stop();
  hints.announce(1);
  await Promise.resolve();
  expect(calls).toBe(1);
  hints.clear();
  expect(hints.watched).toBe(false);
});
