import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { createSeededRandom, createVirtualClock } from '@hikube/service';
import { afterEach, expect, test } from 'vitest';
import { answerClientErrors } from './client-errors.ts';

let server: Server;
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** A server that begins an answer at once and never ends it. */
async function start(): Promise<number> {
  server = createServer({ headersTimeout: 50, connectionsCheckingInterval: 20 }, (_request, answer) => {
    answer.writeHead(200, { 'Content-Length': 100 });
    answer.write('begun ');
  });
  answerClientErrors(server, { random: createSeededRandom(1), clock: createVirtualClock(0) });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** Sends the text and gives everything that comes back until the server closes the connection. */
function send(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    // Half-open: it is the server that ends the connection.
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    let heard = '';
    socket.setEncoding('latin1');
    socket.on('data', (chunk) => {
      heard += chunk;
    });
    socket.on('error', () => {});
    socket.once('end', () => resolve(heard));
    socket.once('close', () => resolve(heard));
    socket.write(text);
  });
}

test.each([
  ['a garbage request line', 'hello\r\n\r\n', 400, 'invalid_parameter', /not valid HTTP/],
  [
    'headers without an end',
    `GET / HTTP/1.1\r\nHost: x\r\nX-A: ${'a'.repeat(17_000)}`,
    400,
    'invalid_parameter',
    /larger than 16 KiB/,
  ],
  ['headers that do not arrive', 'GET / HTTP/1.1\r\nHost: x\r\n', 408, 'request_timeout', /in time/],
])(
  '%s is answered with a problem, and the connection is closed',
  async (_what, text, status, code, detail) => {
    const [head = '', body = ''] = (await send(await start(), text)).split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(head).toMatch(/^content-type: application\/problem\+json$/im);
    expect(head).toMatch(/^connection: close$/im);
    expect(head).toMatch(new RegExp(`^content-length: ${body.length}$`, 'im'));
    expect(head).toMatch(/^date: Thu, 01 Jan 1970 00:00:00 GMT$/im);
    const problem = JSON.parse(body);
    expect(problem).toMatchObject({ status, code, detail: expect.stringMatching(detail) });
    expect(head).toContain(`X-Request-Id: ${problem.requestId}`);
    expect(head + body).not.toMatch(/HPE_|llhttp|node|\bstack\b/i);
  },
);

test('an answer that has begun is broken off, not mixed with another one', async () => {
  const heard = await send(await start(), 'GET / HTTP/1.1\r\nHost: x\r\n\r\nhello\r\n\r\n');
  expect(heard.match(/HTTP\/1\.1/g)).toHaveLength(1);
  expect(heard.split('\r\n\r\n')[1]).toBe('begun ');
});

test('clients that are gone, or never stop talking, do no harm', async () => {
  const port = await start();
  for (let round = 0; round < 20; round += 1) {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {}).resume();
    await new Promise((resolve) => socket.once('connect', resolve));
    socket.write('hello\r\n\r\n'.repeat(10_000));
    if (round % 2 === 0) socket.resetAndDestroy();
    else await new Promise((resolve) => socket.once('close', resolve));
  }
  expect(await send(port, 'hello\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
});
