import { expect, test } from 'vitest';
import { Turns } from './turns.ts';

/** A promise that is settled from outside. */
function gate() {
  let open: () => void = () => {};
  let fail: (error: Error) => void = () => {};
  const passed = new Promise<void>((resolve, reject) => {
    open = resolve;
    fail = reject;
  });
  return { passed, open, fail };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('callers of one name run one after the other, in order', async () => {
  const turns = new Turns();
  const gates = [gate(), gate(), gate()];
  const begun: number[] = [];
  const ended = gates.map((each, index) =>
    turns.take('demo', () => {
      begun.push(index);
      return each.passed.then(() => index);
    }),
  );
  await turn();
  expect(begun).toEqual([0]);
  gates[0]!.open();
  await turn();
  expect(begun).toEqual([0, 1]);
  for (const each of gates) each.open();
  expect(await Promise.all(ended)).toEqual([0, 1, 2]);
});

test('one that fails lets the next one run', async () => {
  const turns = new Turns();
  const failed = turns.take('demo', () => Promise.reject(new Error('lost')));
  const next = turns.take('demo', async () => 'won');
  await expect(failed).rejects.toThrow('lost');
  expect(await next).toBe('won');
});

test('other names do not wait', async () => {
  const turns = new Turns();
  const held = gate();
  const first = turns.take('demo', () => held.passed);
  expect(await turns.take('other', async () => 1)).toBe(1);
  held.open();
  await first;
});
