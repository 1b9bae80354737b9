import { beforeEach, describe, expect, test } from 'vitest';
import { type ServedCluster, serveCluster } from '../testing/served-cluster.ts';

let cluster: ServedCluster;
let view: string;
beforeEach(async () => {
  cluster = await serveCluster();
  await cluster.setNodes(['web-1', 'web-2']);
  view = await cluster.token('view');
});

/** A watch under way. */
interface Watching {
  /** Waits until that many events have arrived. Looks need real time, because digests are made in another thread. */
  has(count: number): Promise<void>;
  /** Waits for the end. */
  all(): Promise<string[]>;
}

/** Collects the events of a watch. */
async function watch(query: string): Promise<Watching> {
  const answer = await cluster.ask(view, `/api/v1/nodes?watch=true&${query}`);
  const events: string[] = [];
  const ended = (async () => {
    let rest = '';
    for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const { type, object } = JSON.parse(line) as {
          type: string;
          object: { metadata?: { name?: string }; reason?: string };
        };
        events.push(`${type} ${object.metadata?.name ?? object.reason ?? ''}`.trim());
      }
    }
  })();
  return {
    has: async (count) => expect.poll(() => events).toHaveLength(count),
    async all() {
      await ended;
      return events;
    },
  };
}

async function version(): Promise<string> {
  const list = (await (await cluster.ask(view, '/api/v1/nodes')).json()) as {
    metadata: { resourceVersion: string };
  };
  return list.metadata.resourceVersion;
}

describe('a watch', () => {
  test('begins with what is there when it names no version', async () => {
    const events = await watch('timeoutSeconds=10');
    await cluster.clock.advance(10_000);
    expect(await events.all()).toEqual(['ADDED web-1', 'ADDED web-2']);
  });

  test('tells what came, changed and went since a list, also between the list and the watch', async () => {
    const since = await version();
    await cluster.setNodes(['web-1', 'web-3']);
    const events = await watch(`resourceVersion=${since}&timeoutSeconds=10&allowWatchBookmarks=true`);
    await events.has(2);
    await cluster.setNodes(['web-3']);
    await cluster.clock.advance(10_000);
    expect(await events.all()).toEqual(['DELETED web-2', 'ADDED web-3', 'DELETED web-1', 'BOOKMARK']);
  });

  test('is silent while nothing changes', async () => {
    const since = await version();
    const events = await watch(`resourceVersion=${since}&timeoutSeconds=60`);
    await cluster.setControlPlane(3, true);
    await cluster.clock.advance(60_000);
    expect(await events.all()).toEqual([]);
  });

  test('selects', async () => {
    const events = await watch('fieldSelector=metadata.name=web-2&timeoutSeconds=5');
    await cluster.clock.advance(5_000);
    expect(await events.all()).toEqual(['ADDED web-2']);
  });

  test('ends with the access', async () => {
    const events = await watch('timeoutSeconds=3600');
    await events.has(2);
    await cluster.revoke('kc-1');
    await cluster.clock.advance(2_000);
    expect(await events.all()).toEqual(['ADDED web-1', 'ADDED web-2', 'ERROR Unauthorized']);
  });

  test('ends with the time of the access', async () => {
    const events = await watch('timeoutSeconds=3600');
    await cluster.clock.advance(3_600_000);
    expect((await events.all()).at(-1)).toBe('ERROR Unauthorized');
  });

  test('ends with the cluster', async () => {
    const events = await watch('timeoutSeconds=3600');
    cluster.remove();
    await cluster.clock.advance(2_000);
    expect((await events.all()).at(-1)).toBe('ERROR Unauthorized');
  });

  test('ends with the service, and leaves no timer behind', async () => {
    const events = await watch('timeoutSeconds=3600');
    await events.has(2);
    cluster.api.stop();
    expect(await events.all()).toEqual(['ADDED web-1', 'ADDED web-2']);
    expect(cluster.clock.pending).toBe(0);
  });

  test('that nobody reads any more leaves no timer behind', async () => {
    const answer = await cluster.ask(view, '/api/v1/nodes?watch=true');
    await expect.poll(() => cluster.clock.pending).toBeGreaterThan(1);
    await answer.body?.cancel();
    expect(cluster.clock.pending).toBe(0);
  });
});
