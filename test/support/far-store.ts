// A store that is far away: each call takes its time on a virtual clock, and commits are counted.
import type { Random, Store, VirtualClock } from '@hikube/service';

/** A store at a distance, and what passed through it. */
export interface FarStore {
  readonly store: Store;
  /** Batches of requests that the store was sent, and how many of them it took. */
  readonly counted: { attempts: number; commits: number };
}

const CALLS: ReadonlySet<string | symbol> = new Set(['get', 'getMany', 'list', 'count', 'commit']);

/**
 * @param ms each way together, give or take a quarter
 * @param random draws how much, so that a seed repeats a run
 */
export function farStore(store: Store, clock: VirtualClock, random: Random, ms: number): FarStore {
  const counted = { attempts: 0, commits: 0 };
  const wait = (share: number) => {
    const takes = Math.ceil(ms * share * (0.75 + random.next() / 2));
    return new Promise<void>((resolve) => clock.schedule(clock.now() + takes, resolve));
  };
  async function commit(batch: Parameters<Store['commit']>[0]) {
    const isRequest = batch.writes.some(({ key }) => key.kind === 'operation');
    await wait(0.5);
    const result = await store.commit(batch);
    if (isRequest) counted.attempts += 1;
    if (isRequest && result.ok) counted.commits += 1;
    await wait(0.5);
    return result;
  }
  const far = new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      if (name === 'commit') return commit;
      if (!CALLS.has(name)) return member.bind(target);
      return async (...input: unknown[]) => {
        await wait(0.5);
        const answer: unknown = await member.apply(target, input);
        await wait(0.5);
        return answer;
      };
    },
  });
  return { store: far, counted };
}
