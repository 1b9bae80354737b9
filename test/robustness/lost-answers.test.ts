// Connections that end in the middle of an answer, and servers that never answer, over real sockets. Signals and
// time-outs must fire although the garbage of requests under way is collected all the time.
import { createServer, type RequestListener, type Server } from 'node:http';
import { connect, createServer as createTcpServer } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type ClientOptions, ConnectionError, createClient } from '@hikube/sdk';
import { afterEach, expect, test } from 'vitest';
import { scaled } from '../support/scale.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const servers: Server[] = [];
const timers: NodeJS.Timeout[] = [];
afterEach(async () => {
  for (const timer of timers.splice(0)) clearInterval(timer);
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as { port: number }).port}/v1`;
}

const clientOf = (endpoint: string, options: ClientOptions = {}) =>
  createClient({ endpoint, token: 't', retry: { baseDelayMs: 1 }, ...options });

const settled = (call: PromiseLike<unknown>) =>
  call.then(
    () => 'answered',
    (error: unknown) => error,
  );

const CALLS = scaled(200, 20);

/** A server that takes requests and never answers, and a client under whose requests garbage is collected. */
async function silence(options: ClientOptions) {
  let taken = 0;
  const endpoint = await serve(() => {
    taken += 1;
  });
  const client = clientOf(endpoint, { ...options, retry: { maxRetries: 0 } });
  timers.push(setInterval(collectGarbage, 10));
  const isTaken = async (calls: number) => {
    while (taken < calls) await new Promise((resolve) => setTimeout(resolve, 5));
    // The requests are old garbage by now, if nothing holds them.
    for (let pass = 0; pass < 5; pass += 1) collectGarbage();
  };
  return { client, isTaken };
}

test('a time-out fires for each of many calls, while garbage is collected', async () => {
  const { client } = await silence({ timeoutMs: 300 });
  const ends = await Promise.all(Array.from({ length: CALLS }, () => settled(client.tenant())));
  expect(ends.filter((end) => end instanceof ConnectionError)).toHaveLength(CALLS);
  console.log(`time-outs under garbage collection: ${CALLS} concurrent calls, ${CALLS} ended`);
});

test('an abort ends each of many calls and waits, while garbage is collected', async () => {
  const { client, isTaken } = await silence({ timeoutMs: 600_000 });
  const stop = new AbortController();
  const { signal } = stop;
  const calls = Array.from({ length: CALLS }, (_, index) =>
    settled(index % 2 === 0 ? client.tenant({ signal }) : client.operations.resume('op-1').wait({ signal })),
  );
  await isTaken(CALLS);
  const reason = new Error('enough');
  stop.abort(reason);
  expect((await Promise.all(calls)).filter((end) => end === reason)).toHaveLength(CALLS);
  console.log(`aborts under garbage collection: ${CALLS} concurrent calls, ${CALLS} ended`);
});

test('an answer that is cut off is asked for again, and a write keeps its key', async () => {
  const keys: unknown[] = [];
  const endpoint = await serve((request, response) => {
    keys.push(request.headers['idempotency-key']);
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '100' });
    if (keys.length < 3) {
      response.write('{"id":', () => request.socket.destroy());
    } else {
      response.end(`{"id":"tok-1"${' '.repeat(100 - 15)} }`);
    }
  });
  const client = clientOf(endpoint);
  expect(await client.tokens.create({ scopes: ['read'] })).toEqual({ id: 'tok-1' });
  expect(keys).toHaveLength(3);
  expect(new Set(keys).size).toBe(1);
  expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
});

test('an answer that is always cut off is a ConnectionError without words of the runtime', async () => {
  let asked = 0;
  const endpoint = await serve((request, response) => {
    asked += 1;
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.write('{"id":', () => request.socket.destroy());
  });
  const error = await settled(clientOf(endpoint).tenant());
  expect(error).toBeInstanceOf(ConnectionError);
  expect((error as ConnectionError).retryable).toBe(true);
  expect(String(error)).toMatch(
    /Cannot reach http:\/\/127\.0\.0\.1:\d+: the connection was cut \(UND_ERR_SOCKET\)\./,
  );
  expect(asked).toBe(5);
});

test('https to a port that speaks http says so', async () => {
  const endpoint = (await serve((_request, response) => response.end())).replace('http:', 'https:');
  const error = await settled(clientOf(endpoint).tenant());
  expect(String(error)).toContain('If the server there speaks http, write http:// in place of https://');
});

test('a local port on which nothing listens leads to npm start', async () => {
  const probe = createTcpServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  await new Promise((resolve) => connect(port, '127.0.0.1').once('error', resolve));
  const error = await settled(clientOf(`http://localhost:${port}/v1`).tenant());
  expect(String(error)).toContain('Start the service with `npm start`');
});
