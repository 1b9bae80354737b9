import { expect, test } from 'vitest';
import { commitWithRetry } from './commit.ts';
import type { CommitResult } from './store.ts';

const BATCH = { writes: [] };
const exhausted = () => new Error('Too many rivals.');

/** A store in which the first so many commits lose. */
function storeThatLoses(times: number) {
  const seen = { commits: 0 };
  const commit = async (): Promise<CommitResult> => {
    seen.commits += 1;
    return seen.commits > times
      ? { ok: true, revisions: [], sequence: 0 }
      : { ok: false, conflict: 'fence', lease: 'one' };
  };
  return { seen, commit };
}

test('decides again after each lost race and gives the result that was committed', async () => {
  const store = storeThatLoses(3);
  let decided = 0;
  let waited = 0;
  const decide = async () => {
    decided += 1;
    return { batch: BATCH, result: decided };
  };
  const lost = async () => {
    waited += 1;
  };
  const result = await commitWithRetry(store, decide, { exhausted, lost });
  expect({ result, waited, commits: store.seen.commits }).toEqual({ result: 4, waited: 3, commits: 4 });
});

test('commits nothing where there is nothing to write', async () => {
  const store = storeThatLoses(0);
  expect(await commitWithRetry(store, async () => ({ result: 'as it was' }), { exhausted })).toBe(
    'as it was',
  );
  expect(store.seen.commits).toBe(0);
});

test('gives up with the words of the caller', async () => {
  const store = storeThatLoses(Number.POSITIVE_INFINITY);
  const attempt = commitWithRetry(store, async () => ({ batch: BATCH, result: 1 }), { exhausted });
  await expect(attempt).rejects.toThrow('Too many rivals.');
  expect(store.seen.commits).toBe(20);
});
