import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import { createClient } from '../client.ts';
import { ConnectionError, NotFoundError, UnexpectedAnswerError } from '../errors.ts';
import { overHttp } from './over-http.ts';

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

/** Where a server listens that answers so. */
async function served(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
}

const clientOf = (endpoint: string) =>
  createClient({
    endpoint,
    token: 't',
    network: overHttp(),
    retry: { maxRetries: 0 },
    fetch: () => Promise.reject(new Error('fetch was used')),
  });

const json = { 'content-type': 'application/json' };

test('sends what fetch would, and reads the answer with its headers', async () => {
  let seen: unknown;
  const endpoint = await served(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    seen = { method: request.method, url: request.url, token: request.headers.authorization, body };
    response.writeHead(201, { ...json, 'x-request-id': 'req-1' }).end('{"name":"Zürich"}');
  });
  const { data, requestId, response } = await clientOf(endpoint)
    .clusters.previewCreate({ name: 'Zürich' } as never)
    .withResponse();
  expect(data).toEqual({ name: 'Zürich' });
  expect([requestId, response.status, response.ok]).toEqual(['req-1', 201, true]);
  expect(seen).toEqual({
    method: 'POST',
    url: '/v1/previews/clusters',
    token: 'Bearer t',
    body: '{"name":"Zürich"}',
  });
});

test('headers leave as the bytes that fetch sends', async () => {
  let seen: unknown;
  const endpoint = await served((request, response) => {
    seen = [request.headers['x-place'], request.headers['x-file']];
    response.writeHead(200, json).end('{}');
  });
  const headers = { 'X-Place': 'Zürich', 'X-File': 'ends with a line break\n' };
  await clientOf(endpoint).clusters.previewCreate({ name: 'é' } as never, { headers });
  expect(seen).toEqual(['Zürich', 'ends with a line break']);
});

test('a refusal is the same error', async () => {
  const problem = { code: 'not_found', detail: 'There is no cluster.', status: 404 };
  const endpoint = await served((_request, response) => {
    response.writeHead(404, { 'content-type': 'application/problem+json' }).end(JSON.stringify(problem));
  });
  await expect(clientOf(endpoint).clusters.get('prod')).rejects.toThrow(NotFoundError);
});

test.each([
  [302, ConnectionError, /answered with a redirect, which is refused/],
  [304, UnexpectedAnswerError, /answered 304, which the API never does/],
])('%d is refused', async (status, Class, message) => {
  const endpoint = await served((_request, response) => {
    response.writeHead(status, { location: 'http://127.0.0.1:1/' }).end();
  });
  const answer = clientOf(endpoint).tenant();
  await expect(answer).rejects.toThrow(Class);
  await expect(answer).rejects.toThrow(message);
});

test('an upgrade that nobody asked for is refused', async () => {
  const endpoint = await served((request) => {
    request.socket.end('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: other\r\n\r\n');
  });
  await expect(clientOf(endpoint).tenant()).rejects.toThrow(/answered 101, which the API never does/);
});

test('an answer of nothing in another form is refused', async () => {
  const endpoint = await served((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end();
  });
  await expect(clientOf(endpoint).clusters.list()).rejects.toThrow(
    'answered text/html where the API answers',
  );
});

test('an answer ends with its connection', async () => {
  const text = JSON.stringify({ id: 'acme', displayName: 'a'.repeat(100_000) });
  const endpoint = await served((request) => {
    request.socket.end(
      `HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/json\r\n\r\n${text}`,
    );
  });
  expect((await clientOf(endpoint).tenant()).id).toBe('acme');
});

test('a Node that cannot give its modules as objects sends with fetch', async () => {
  const { getBuiltinModule } = process;
  Object.assign(process, { getBuiltinModule: undefined });
  try {
    const fetch = () => Promise.resolve(Response.json({ id: 'acme' }));
    const client = createClient({
      endpoint: 'http://127.0.0.1:1/v1',
      token: 't',
      network: overHttp(),
      fetch,
    });
    expect((await client.tenant()).id).toBe('acme');
  } finally {
    Object.assign(process, { getBuiltinModule });
  }
});

test('an answer that ends too early is a lost connection', async () => {
  const endpoint = await served((_request, response) => {
    response.writeHead(200, { ...json, 'content-length': 100 });
    response.write('{');
    setImmediate(() => response.destroy());
  });
  await expect(clientOf(endpoint).tenant()).rejects.toThrow('the connection was cut (ECONNRESET)');
});

test('where nobody listens, it says so', async () => {
  const endpoint = await served(() => {});
  const [server] = servers;
  await new Promise((resolve) => server?.close(resolve));
  await expect(clientOf(endpoint).tenant()).rejects.toThrow('nothing listens there (ECONNREFUSED)');
});

test('a caller that gives up ends the request', async () => {
  const ending = new AbortController();
  let onGone = () => {};
  const gone = new Promise<void>((resolve) => {
    onGone = resolve;
  });
  const endpoint = await served((_request, response) => {
    response.once('close', onGone);
    ending.abort(new Error('enough'));
  });
  await expect(clientOf(endpoint).tenant({ signal: ending.signal })).rejects.toThrow('enough');
  await gone;
});

test('loads nothing of fetch', async () => {
  const endpoint = await served((_request, response) => {
    response.writeHead(200, json).end('{"id":"acme"}');
  });
  const file = (name: string) => JSON.stringify(new URL(name, import.meta.url).href);
  const program = `
    const { createClient } = await import(${file('../client.ts')});
    const { overHttp } = await import(${file('./over-http.ts')});
    const client = createClient({ endpoint: ${JSON.stringify(endpoint)}, token: 't', network: overHttp() });
    const { id } = await client.tenant();
    const loaded = process.moduleLoadList.some((name) => name.includes('undici'));
    console.log(JSON.stringify({ id, loaded }));`;
  const args = ['--conditions=@hikube/source', '--input-type=module', '--eval', program];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  expect(JSON.parse(stdout)).toEqual({ id: 'acme', loaded: false });
});
