import { describe, expect, it } from 'vitest';
import { createVirtualClock } from '../../clock.ts';
import type { ClusterName } from '../reconcile.ts';
import { WorkQueue } from './work-queue.ts';

const cluster = (name: string, tenant = 'demo'): ClusterName => ({ tenant, name });

/** A queue whose work ends when the test says so. */
function setUp(concurrency = 2, concurrencyOfTenant = concurrency) {
  const clock = createVirtualClock(0);
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const queue = new WorkQueue({
    clock,
    concurrency,
    concurrencyOfTenant,
    work: ({ name }) => {
      begun.push(name);
      return new Promise((resolve) => ends.set(name, resolve));
    },
  });
  const end = async (name: string) => {
    ends.get(name)?.();
    await clock.advance(0);
  };
  return { clock, queue, begun, end };
}

describe('WorkQueue', () => {
  it('works on several, but not on more than it may', async () => {
    const { queue, begun, end } = setUp(2);
    for (const name of ['a', 'b', 'c']) queue.add(cluster(name));
    expect(begun).toEqual(['a', 'b']);
    await end('a');
    expect(begun).toEqual(['a', 'b', 'c']);
  });

  it('keeps a place for others, however long the work of one tenant takes', async () => {
    const { queue, begun, end } = setUp(3, 2);
    for (const name of ['a', 'b', 'c', 'd']) queue.add(cluster(name, 'silent'));
    expect(begun).toEqual(['a', 'b']);
    queue.add(cluster('x', 'other'));
    queue.add(cluster('y', 'other'));
    expect(begun).toEqual(['a', 'b', 'x']);
    await end('x');
    expect(begun).toEqual(['a', 'b', 'x', 'y']);
    await end('a');
    expect(begun).toEqual(['a', 'b', 'x', 'y', 'c']);
    expect(queue.isIdle).toBe(false);
  });

  it('works on one once, however often it is added', async () => {
    const { queue, begun, end } = setUp(1);
    queue.add(cluster('a'));
    queue.add(cluster('b'));
    queue.add(cluster('b'));
    await end('a');
    await end('b');
    expect(begun).toEqual(['a', 'b']);
  });

  it('works again on what was added meanwhile, and never at the same time', async () => {
    const { queue, begun, end } = setUp(4);
    queue.add(cluster('a'));
    queue.add(cluster('a'));
    queue.add(cluster('a'));
    expect(begun).toEqual(['a']);
    await end('a');
    expect(begun).toEqual(['a', 'a']);
    await end('a');
    expect(begun).toEqual(['a', 'a']);
    expect(queue.isIdle).toBe(true);
  });

  it('keeps clusters of the same name in two tenants apart', () => {
    const { queue, begun } = setUp();
    queue.add(cluster('a', 'one'));
    queue.add(cluster('a', 'two'));
    expect(begun).toEqual(['a', 'a']);
  });

  it('waits for the time, the earliest counts', async () => {
    const { clock, queue, begun, end } = setUp();
    queue.addAt(cluster('a'), 1_000);
    queue.addAt(cluster('a'), 5_000);
    await clock.advance(999);
    expect(begun).toEqual([]);
    await clock.advance(1);
    expect(begun).toEqual(['a']);
    await end('a');
    queue.addAt(cluster('a'), 9_000);
    queue.addAt(cluster('a'), 7_000);
    await clock.advanceTo(7_000);
    expect(begun).toEqual(['a', 'a']);
    await end('a');
    await clock.advanceTo(20_000);
    expect(begun).toEqual(['a', 'a']);
  });

  it('forgets the time of what is worked on anyway', async () => {
    const { clock, queue, begun, end } = setUp();
    queue.addAt(cluster('a'), 1_000);
    queue.add(cluster('a'));
    await end('a');
    await clock.advance(2_000);
    expect(begun).toEqual(['a']);
    expect(queue.delayed).toBe(0);
  });

  it('tells when there is nothing to do', async () => {
    const { queue, end } = setUp();
    await queue.idle();
    queue.add(cluster('a'));
    let isIdle = false;
    void queue.idle().then(() => {
      isIdle = true;
    });
    await end('b');
    expect(isIdle).toBe(false);
    await end('a');
    expect(isIdle).toBe(true);
  });

  it('stops: finishes what was begun, begins nothing', async () => {
    const { clock, queue, begun, end } = setUp(1);
    queue.add(cluster('a'));
    queue.add(cluster('b'));
    queue.add(cluster('a'));
    queue.addAt(cluster('c'), 1_000);
    let hasStopped = false;
    void queue.stop().then(() => {
      hasStopped = true;
    });
    await clock.advance(2_000);
    expect(hasStopped).toBe(false);
    await end('a');
    expect(hasStopped).toBe(true);
    queue.add(cluster('d'));
    queue.addAt(cluster('e'), 3_000);
    await clock.advance(5_000);
    expect(begun).toEqual(['a']);
  });
});
