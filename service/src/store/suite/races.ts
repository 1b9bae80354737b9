// Many writers at once: exactly one wins a version, and nobody's accepted write is lost.
import { expect, it } from 'vitest';
import type { CommitResult, Store } from '../store.ts';
import { cluster, create, type OpenStore, useStore } from './harness.ts';

export function describeRaces(open: OpenStore): void {
  const current = useStore(open);

  it('lets exactly one of fifty writers of the same revision win, ten times', async () => {
    const { store } = current();
    let revision = await create(store, cluster('prod'));
    for (let round = 0; round < 10; round += 1) {
      const results = await Promise.all(
        Array.from({ length: 50 }, (_, writer) =>
          store.commit({ writes: [{ key: cluster('prod'), body: { round, writer }, expect: revision }] }),
        ),
      );
      const winners = [...results.entries()].filter(([, result]) => result.ok);
      expect(winners).toHaveLength(1);
      const stored = await store.get(cluster('prod'));
      expect(stored?.body).toEqual({ round, writer: winners[0]![0] });
      for (const result of results.filter((loser) => !loser.ok)) {
        expect(result).toMatchObject({ conflict: 'revision', actual: stored?.revision });
      }
      revision = stored!.revision;
    }
  });

  it('loses no increment of a counter', async () => {
    const { store } = current();
    await create(store, cluster('prod'), { count: 0 });
    await Promise.all(Array.from({ length: 10 }, () => increment(store, 5)));
    expect((await store.get(cluster('prod')))?.body).toEqual({ count: 50 });
  });

  it('shows no reader half of a batch', async () => {
    const { store } = current();
    const keys = [cluster('a'), cluster('b')];
    const write = (n: number): Promise<CommitResult> =>
      store.commit({ writes: keys.map((key) => ({ key, body: { n }, expect: 'any' })) });
    await write(0);
    const seen: Promise<void>[] = [];
    for (let n = 1; n <= 20; n += 1) {
      const written = write(n);
      const reads = store.getMany<{ n: number }>(keys).then(([a, b]) => expect(a?.body.n).toBe(b?.body.n));
      seen.push(reads);
      await written;
    }
    await Promise.all(seen);
    expect(seen).toHaveLength(20);
  });
}

async function increment(store: Store, times: number): Promise<void> {
  for (let done = 0; done < times; ) {
    const { body, revision } = (await store.get<{ count: number }>(cluster('prod')))!;
    const write = { key: cluster('prod'), body: { count: body.count + 1 }, expect: revision };
    if ((await store.commit({ writes: [write] })).ok) done += 1;
  }
}
