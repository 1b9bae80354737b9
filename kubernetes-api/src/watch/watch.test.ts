// Nothing is lost between a list and a watch, and a reader that does not read costs a bounded amount.
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../json/json.ts';
import { createMemoryStorage } from '../storage/memory.ts';
import { type Cluster, CONFIG_MAPS, createCluster, Watch } from '../testing/cluster.ts';

interface Named {
  readonly metadata: { readonly name: string; readonly resourceVersion: string };
  readonly data?: Readonly<Record<string, string>>;
}

/** A sequence that looks like chance and is the same every time. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
}

const INTERLEAVINGS = 1_000;

/** As an informer: lists, watches from there, and lists again when it is told to. */
async function informer(
  cluster: Cluster,
  path: string,
): Promise<{ cache: Map<string, string>; until(version: number): Promise<void>; relists: number }> {
  const cache = new Map<string, string>();
  const state = { cache, relists: 0, until };
  let seen = 0;
  let watch = await begin();
  async function begin(): Promise<Watch> {
    const list = (await cluster.get(path)) as unknown as { metadata: Named['metadata']; items: Named[] };
    cache.clear();
    for (const { metadata, data } of list.items) cache.set(metadata.name, data?.['v'] ?? '');
    seen = Number(list.metadata.resourceVersion);
    return Watch.open(cluster, `${path}?watch=true&resourceVersion=${seen}`);
  }
  async function until(version: number): Promise<void> {
    while (seen < version) {
      const event = await watch.next();
      const { type, object } = (event ?? { type: 'ERROR' }) as unknown as { type: string; object: Named };
      if (type === 'ERROR') {
        state.relists += 1;
        watch = await begin();
        continue;
      }
      if (type === 'DELETED') cache.delete(object.metadata.name);
      else cache.set(object.metadata.name, object.data?.['v'] ?? '');
      seen = Number(object.metadata.resourceVersion);
    }
    watch.close();
  }
  return state;
}

describe('a watch from the version of a list', () => {
  test(`sees every change of ${INTERLEAVINGS} interleavings`, async () => {
    const cluster = createCluster({ storage: createMemoryStorage({ history: 2 }) });
    const next = sequence(7);
    let relists = 0;
    for (let round = 0; round < INTERLEAVINGS; round += 1) {
      const change = async (): Promise<number> => {
        const name = `n${Math.floor(next() * 4)}`;
        const path = `${CONFIG_MAPS}/${name}`;
        const body = { metadata: { name }, data: { v: String(Math.floor(next() * 1e9)) } };
        const choice = next();
        const answer =
          choice < 0.3
            ? await cluster.ask('DELETE', path)
            : choice < 0.6
              ? await cluster.ask('POST', CONFIG_MAPS, body)
              : await cluster.ask('PUT', path, body);
        return Number((answer.body as unknown as Partial<Named>).metadata?.resourceVersion ?? 0);
      };
      const [follower] = await Promise.all([informer(cluster, CONFIG_MAPS), change(), change(), change()]);
      await change();
      const end = await cluster.create(CONFIG_MAPS, { metadata: { generateName: 'end-' } });
      const { metadata } = end as unknown as Named;
      await follower.until(Number(metadata.resourceVersion));
      const list = (await cluster.get(CONFIG_MAPS)) as unknown as { items: Named[] };
      expect(Object.fromEntries(follower.cache)).toEqual(
        Object.fromEntries(list.items.map(({ metadata: one, data }) => [one.name, data?.['v'] ?? ''])),
      );
      relists += follower.relists;
      await cluster.ask('DELETE', `${CONFIG_MAPS}/${metadata.name}`);
    }
    expect(cluster.failures).toEqual([]);
    console.log(
      `kubernetes-api: ${INTERLEAVINGS} interleavings of list, watch and writes, ${relists} lists again, 0 changes lost`,
    );
  });

  test('or is told that its version is too old', async () => {
    const cluster = createCluster({ storage: createMemoryStorage({ history: 5 }) });
    for (let count = 0; count < 50; count += 1)
      await cluster.create(CONFIG_MAPS, { metadata: { name: `n${count}` } });
    const watch = await Watch.open(cluster, `${CONFIG_MAPS}?watch=true&resourceVersion=3`);
    const event = (await watch.next()) as JsonObject;
    expect(event).toMatchObject({ type: 'ERROR', object: { kind: 'Status', code: 410, reason: 'Expired' } });
    expect(await watch.next()).toBeUndefined();
  });
});

describe('a reader that does not read', () => {
  test('is cut off when too much waits for it', async () => {
    const cluster = createCluster({ bounds: { watchBacklog: 10 } });
    const slow = await Watch.open(cluster, `${CONFIG_MAPS}?watch=true`);
    for (let count = 0; count < 40; count += 1)
      await cluster.create(CONFIG_MAPS, { metadata: { name: `n${count}` } });
    const seen: unknown[] = [];
    for (let event = await slow.next(); event !== undefined; event = await slow.next()) seen.push(event);
    expect(seen.length).toBeLessThan(20);
  });

  test('is not punished for a long list that came at once', async () => {
    const cluster = createCluster({ bounds: { watchBacklog: 10 } });
    for (let count = 0; count < 40; count += 1)
      await cluster.create(CONFIG_MAPS, { metadata: { name: `n${count}` } });
    const watch = await Watch.open(
      cluster,
      `${CONFIG_MAPS}?watch=true&sendInitialEvents=true&allowWatchBookmarks=true&resourceVersionMatch=NotOlderThan`,
    );
    const types: unknown[] = [];
    for (let count = 0; count < 41; count += 1) types.push((await watch.next())?.['type']);
    expect(types).toEqual([...Array.from({ length: 40 }, () => 'ADDED'), 'BOOKMARK']);
    watch.close();
  });
});

test('no more watches than the bound, and a place is free again when one ends', async () => {
  const cluster = createCluster({ bounds: { watches: 2 } });
  const path = `${CONFIG_MAPS}?watch=true`;
  const first = await Watch.open(cluster, path);
  await Watch.open(cluster, path);
  const refused = await cluster.ask('GET', path);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1']);
  first.close();
  await Promise.resolve();
  const third = await Watch.open(cluster, path);
  third.close();
});

test('a server that stops ends its watches', async () => {
  const cluster = createCluster();
  const watch = await Watch.open(cluster, `${CONFIG_MAPS}?watch=true`);
  cluster.api.stop();
  expect(await watch.next()).toBeUndefined();
});
