// Hints: what changed while nobody watched is found by listing after every connection.
import { createVirtualClock } from '@hikube/service/platform';
import { expect, test } from 'vitest';
import { createClient } from './client.ts';
import { watchObjects } from './watch.ts';

interface Item {
  readonly metadata: { readonly name: string; readonly resourceVersion: string };
}

const item = (name: string, resourceVersion: string): Item => ({ metadata: { name, resourceVersion } });

/** A server whose lists and streams are scripted; a stream stays open until it is closed. */
function serverOf(lists: (readonly Item[])[]) {
  const streams: ReadableStreamDefaultController<Uint8Array>[] = [];
  let listed = 0;
  const fetch = async (request: Request): Promise<Response> => {
    if (!request.url.includes('watch=true')) {
      const items = lists[Math.min(listed, lists.length - 1)]!;
      listed += 1;
      return Response.json({ metadata: { resourceVersion: '9' }, items });
    }
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        streams.push(controller);
        request.signal.addEventListener('abort', () => controller.error(new Error('aborted')));
      },
    });
    return new Response(body);
  };
  const send = (text: string): void => streams.at(-1)!.enqueue(new TextEncoder().encode(text));
  return { fetch, send, streams };
}

/** Watches such a server, and keeps what it is told of: the name and the version of each. */
function watching(lists: (readonly Item[])[]) {
  const server = serverOf(lists);
  const clock = createVirtualClock(0);
  const told: string[] = [];
  const end = watchObjects<Item>({
    client: createClient({ fetch: server.fetch, clock }),
    clock,
    path: '/x',
    changed: ({ metadata }) => told.push(`${metadata.name}@${metadata.resourceVersion}`),
  });
  return { ...server, clock, told, end };
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

test('lists anew after every connection, and tells what is new, changed and gone', async () => {
  const { send, streams, clock, told, end } = watching([[item('a', '1'), item('b', '1')], [item('b', '2')]]);
  const names = (): string[] => told.splice(0).map((each) => each.split('@')[0] ?? '');
  await turns();
  expect(names()).toEqual(['a', 'b']);
  // A line may come in pieces, and a bookmark is nobody's.
  send(`${JSON.stringify({ type: 'BOOKMARK', object: item('', '5') })}\n{"type":"MODIFIED","object":`);
  send(`${JSON.stringify(item('a', '3'))}}\n`);
  await turns();
  expect(names()).toEqual(['a']);
  streams.at(-1)!.close();
  await turns();
  await clock.advance(5_000);
  await turns();
  expect(names()).toEqual(['a', 'b']);
  end();
  await turns();
  await clock.advance(3_600_000);
  expect(streams).toHaveLength(2);
});

test('what a connection tells once more as it was listed is no news', async () => {
  const { send, told, end } = watching([[item('a', '1')]]);
  await turns();
  for (const version of ['1', '1', '2', '2'])
    send(`${JSON.stringify({ type: 'ADDED', object: item('a', version) })}\n`);
  await turns();
  expect(told).toEqual(['a@1', 'a@2']);
  end();
});

test('what is told under a version that no list shows is news once, and what follows is news again', async () => {
  const { send, streams, clock, told, end } = watching([[item('a', '7'), item('b', '8')], [item('a', '7')]]);
  const say = async (name: string, version: string): Promise<readonly string[]> => {
    send(`${JSON.stringify({ type: 'MODIFIED', object: item(name, version) })}\n`);
    await turns();
    return told.splice(0);
  };
  await turns();
  expect(told.splice(0)).toEqual(['a@7', 'b@8']);
  // A workload of `a` changed: the application is told under the version of that. Versions are numbers: 10 comes after 9.
  expect(await say('a', '10')).toEqual(['a@10']);
  expect(await say('a', '9')).toEqual([]);
  streams.at(-1)!.close();
  await clock.advance(5_000);
  await turns();
  // The list has `a` as it was before, and `b` no more.
  expect(told.splice(0)).toEqual(['b@8']);
  expect(await say('a', '10')).toEqual([]);
  expect(await say('a', '11')).toEqual(['a@11']);
  // One that comes back under its name is new, whatever the version of the one before.
  expect(await say('b', '12')).toEqual(['b@12']);
  end();
});

test('a connection that is half open is noticed within a minute, and a list follows', async () => {
  const { streams, clock, told, end } = watching([[item('a', '1')], [item('a', '2')]]);
  await turns();
  await clock.advance(60_000);
  await turns();
  expect(told).toEqual(['a@1', 'a@2']);
  expect(streams).toHaveLength(2);
  end();
});

test.each([
  ['cannot be reached', () => Promise.reject(new TypeError('fetch failed'))],
  ['says that it cannot', async () => Response.json({ kind: 'Status' }, { status: 503 })],
  ['refuses the credential', async () => Response.json({ kind: 'Status' }, { status: 401 })],
  ['lists, and ends every watch at once', async () => Response.json({ metadata: {}, items: [] })],
] as const)('a server that %s is asked once in 5 s at most', async (_what, answer) => {
  const clock = createVirtualClock(0);
  const at: number[] = [];
  const fetch = (request: Request): Promise<Response> => {
    if (!request.url.includes('watch=true')) at.push(clock.now());
    return answer();
  };
  const client = createClient({ fetch, clock });
  const end = watchObjects<Item>({ client, clock, path: '/x', changed: () => undefined });
  for (let second = 0; second < 600; second += 1) {
    await turns();
    await clock.advance(1_000);
  }
  end();
  const between = at.slice(1).map((time, index) => time - at[index]!);
  expect(Math.min(...between)).toBeGreaterThanOrEqual(5_000);
  // Nor is it forgotten.
  expect(Math.max(...between)).toBeLessThanOrEqual(60_000);
});
