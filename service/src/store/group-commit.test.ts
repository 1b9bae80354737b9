// Group commit against fakes of a database: what is grouped, who waits, and who gets which error.
import { describe, expect, it } from 'vitest';
import { StoreError } from './errors.ts';
import { type EncodedBatch, GroupCommit } from './group-commit.ts';
import type { Batch, CommitResult } from './store.ts';

function batchOf(id: string, body: object | string = {}): Batch {
  return { writes: [{ key: { tenant: 'a', kind: 'cluster', id }, body, expect: 'any' }] };
}

function idOf({ batch }: EncodedBatch): string {
  return batch.writes[0]!.key.id;
}

/** Answers each batch with the number of its group, and remembers the groups. */
function fakeDatabase(failure: (ids: string[]) => Error | undefined = () => undefined) {
  const groups: string[][] = [];
  const run = async (group: readonly EncodedBatch[]): Promise<CommitResult[]> => {
    const ids = group.map(idOf);
    groups.push(ids);
    const error = failure(ids);
    if (error !== undefined) throw error;
    return group.map(() => ({ ok: true, revisions: [], sequence: groups.length }));
  };
  return { groups, commits: new GroupCommit({ run, defer: queueMicrotask }) };
}

describe('group commit', () => {
  it('joins what is committed at the same time, in order', async () => {
    const { groups, commits } = fakeDatabase();
    const results = await Promise.all(['a', 'b', 'c'].map((id) => commits.commit(batchOf(id))));
    expect(groups).toEqual([['a', 'b', 'c']]);
    expect(results.map((result) => result.ok && result.sequence)).toEqual([1, 1, 1]);
    await commits.commit(batchOf('d'));
    expect(groups).toEqual([['a', 'b', 'c'], ['d']]);
  });

  it('gathers the next group while one is under way', async () => {
    const groups: string[][] = [];
    let finish: (() => void) | undefined;
    const commits = new GroupCommit({
      defer: queueMicrotask,
      run: async (group) => {
        groups.push(group.map(idOf));
        if (groups.length === 1) await new Promise<void>((resolve) => (finish = resolve));
        return group.map(() => ({ ok: true, revisions: [], sequence: 0 }));
      },
    });
    const first = commits.commit(batchOf('a'));
    await new Promise((resolve) => setImmediate(resolve));
    const others = [commits.commit(batchOf('b')), commits.commit(batchOf('c'))];
    finish!();
    await Promise.all([first, ...others]);
    expect(groups).toEqual([['a'], ['b', 'c']]);
  });

  it('bounds a group by its batches and by its text', async () => {
    const { groups, commits } = fakeDatabase();
    await Promise.all(Array.from({ length: 100 }, (_, n) => commits.commit(batchOf(`${n}`))));
    expect(groups.map((group) => group.length)).toEqual([64, 36]);
    groups.length = 0;
    const large = 'x'.repeat(1_000_000);
    await Promise.all(Array.from({ length: 10 }, (_, n) => commits.commit(batchOf(`${n}`, large))));
    expect(groups.map((group) => group.length)).toEqual([8, 2]);
  });

  it('tells everybody when the storage is gone, and does not try again', async () => {
    const gone = new StoreError('unavailable', 'gone');
    const { groups, commits } = fakeDatabase(() => gone);
    const results = await Promise.allSettled(['a', 'b'].map((id) => commits.commit(batchOf(id))));
    expect(results).toEqual([
      { status: 'rejected', reason: gone },
      { status: 'rejected', reason: gone },
    ]);
    expect(groups).toEqual([['a', 'b']]);
  });

  it('fails only the batch that cannot be stored', async () => {
    const full = new StoreError('disk_full', 'full');
    const { groups, commits } = fakeDatabase((ids) => (ids.includes('b') ? full : undefined));
    const results = await Promise.allSettled(['a', 'b', 'c'].map((id) => commits.commit(batchOf(id))));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(groups).toEqual([['a', 'b', 'c'], ['a'], ['b'], ['c']]);
  });

  it('refuses a body that is no JSON before it joins a group', async () => {
    const { groups, commits } = fakeDatabase();
    expect(() => commits.commit(batchOf('a', (() => 1) as unknown as object))).toThrow(StoreError);
    await commits.commit(batchOf('b'));
    expect(groups).toEqual([['b']]);
  });

  it('is idle once everything was answered', async () => {
    const { groups, commits } = fakeDatabase();
    await commits.idle();
    commits.commit(batchOf('a'));
    await commits.idle();
    expect(groups).toEqual([['a']]);
  });
});
