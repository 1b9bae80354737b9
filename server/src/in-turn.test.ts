import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { createSeededRandom, createVirtualClock } from '@hikube/service';
import { afterEach, expect, test } from 'vitest';
import { addressOf } from './address.ts';
import { tooFarAhead } from './client-errors.ts';
import { answerInTurn, MOST_WAITING } from './in-turn.ts';

let server: Server;
const sockets: Socket[] = [];
/** The server's end of each connection that is open. */
const accepted = new Set<Socket>();
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

type Answer = (incoming: IncomingMessage, outgoing: ServerResponse) => void;

async function start(answer: Answer, choices: { unreadMs?: number; mostConnections?: number } = {}) {
  const tools = { random: createSeededRandom(1), clock: createVirtualClock(0) };
  server = createServer({ keepAliveTimeout: 100_000 });
  answerInTurn(server, {
    mostConnections: 10,
    answer,
    tooMany: () => tooFarAhead(MOST_WAITING, tools),
    ...choices,
  });
  accepted.clear();
  server.on('connection', (socket) => {
    accepted.add(socket);
    socket.once('close', () => accepted.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** A connection, and what came back on it; `paused` never reads. */
function open(port: number, { paused = false } = {}) {
  const socket = connect({ port, host: '127.0.0.1' });
  sockets.push(socket);
  const heard = { text: '', closed: false };
  socket.setEncoding('latin1');
  socket.on('error', () => {});
  socket.once('close', () => {
    heard.closed = true;
  });
  if (paused) socket.pause();
  else
    socket.on('data', (chunk) => {
      heard.text += chunk;
    });
  return { socket, heard };
}

const request = (path: number) => `GET /${path} HTTP/1.1\r\nHost: x\r\n\r\n`;
const requests = (count: number) => Array.from({ length: count }, (_, index) => request(index)).join('');

test('requests that are sent ahead are begun one at a time, and answered in order', async () => {
  let underWay = 0;
  let most = 0;
  const port = await start((incoming, outgoing) => {
    underWay += 1;
    most = Math.max(most, underWay);
    setImmediate(() => {
      underWay -= 1;
      outgoing.end(`<${incoming.url}>`);
    });
  });
  const { socket, heard } = open(port);
  socket.write(requests(MOST_WAITING));
  await expect.poll(() => heard.text).toContain(`</${MOST_WAITING - 1}>`);
  const expected = Array.from({ length: MOST_WAITING }, (_, index) => `</${index}>`);
  expect(heard.text.match(/<[^>]+>/g)).toEqual(expected);
  expect(most).toBe(1);
  socket.write(request(99));
  await expect.poll(() => heard.text).toContain('</99>');
});

test('bodies of requests that wait are read in their turn', async () => {
  const port = await start((incoming, outgoing) => {
    let size = 0;
    incoming.on('data', (chunk) => {
      size += chunk.length;
    });
    incoming.on('end', () => outgoing.end(`<${size}>`));
  });
  const { socket, heard } = open(port);
  const body = (size: number) =>
    `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${size}\r\n\r\n${'x'.repeat(size)}`;
  socket.write(body(10) + body(200_000) + body(30));
  await expect.poll(() => heard.text.match(/<\d+>/g)).toEqual(['<10>', '<200000>', '<30>']);
});

test('who sends too far ahead hears so once, and is cut off', async () => {
  let begun = 0;
  const port = await start(() => {
    begun += 1;
  });
  const { socket, heard } = open(port);
  socket.write(requests(3_000));
  await expect.poll(() => heard.closed).toBe(true);
  expect(begun).toBe(1);
  expect(heard.text.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 429']);
  expect(JSON.parse(heard.text.split('\r\n\r\n')[1]!)).toMatchObject({
    code: 'rate_limited',
    detail: 'More than 32 requests wait on this connection: wait for answers before you send more.',
  });
});

test.each([
  ['one after the other', 1],
  ['all at once', 40],
])('of what is sent ahead by %s, little becomes a request', async (_name, connections) => {
  const port = await start(() => {}, { mostConnections: 100 });
  let made = 0;
  server.on('request', () => {
    made += 1;
  });
  const opened = Array.from({ length: connections }, () => open(port));
  for (const { socket } of opened) socket.write(requests(20_000));
  await expect.poll(() => opened.filter(({ heard }) => !heard.closed)).toEqual([]);
  expect(made / connections).toBeLessThan(4 * MOST_WAITING);
});

test('who sends bodies ahead is answered to the last request, in whatever pieces they come', async () => {
  const port = await start((incoming, outgoing) => {
    incoming.resume();
    incoming.on('end', () => setImmediate(() => outgoing.end(`<${incoming.url}>`)));
  });
  const { socket, heard } = open(port);
  const body = 'x'.repeat(5_000);
  const all = Array.from(
    { length: 20 },
    (_, index) => `POST /${index} HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
  socket.write(all.join(''));
  await expect.poll(() => heard.text).toContain('</19>');
  expect(heard.text.match(/<[^>]+>/g)).toEqual(all.map((_, index) => `</${index}>`));
});

test('in the middle of an answer, it is cut off without another one', async () => {
  const port = await start((_incoming, outgoing) => {
    outgoing.writeHead(200, { 'Content-Length': 100 });
    outgoing.write('begun ');
  });
  const { socket, heard } = open(port);
  socket.write(request(0));
  await expect.poll(() => heard.text).toContain('begun');
  socket.write(requests(3_000));
  await expect.poll(() => heard.closed).toBe(true);
  expect(heard.text.match(/HTTP\/1\.1/g)).toHaveLength(1);
});

test('an answer that nobody reads ends its connection; one that is held goes on', async () => {
  const begun: string[] = [];
  const port = await start(
    (incoming, outgoing) => {
      if (incoming.url === '/0') outgoing.end(Buffer.alloc(20_000_000));
      begun.push(incoming.url ?? '');
    },
    { unreadMs: 54_321 },
  );
  const unread = open(port, { paused: true });
  const held = open(port);
  const idle = open(port);
  unread.socket.write(request(0));
  held.socket.write(request(1));
  await expect.poll(() => [...begun].sort()).toEqual(['/0', '/1']);
  await expect.poll(() => accepted.size).toBe(3);
  // Node waits that long and then says so, of each of them.
  expect(server.timeout).toBe(54_321);
  for (const socket of accepted) server.emit('timeout', socket);
  await expect.poll(() => [accepted.size, idle.heard.closed]).toEqual([1, true]);
  expect(held.heard.closed).toBe(false);
});

test('connections beyond the bound are closed at once', async () => {
  const port = await start((_incoming, outgoing) => outgoing.end('ok'), { mostConnections: 2 });
  const [first, second] = [open(port), open(port)];
  first.socket.write(request(0));
  second.socket.write(request(0));
  await expect.poll(() => first.heard.text + second.heard.text).toMatch(/ok.*ok/s);
  const third = open(port);
  third.socket.write(request(0));
  await expect.poll(() => third.heard.closed).toBe(true);
  expect([first.heard.closed, second.heard.closed, third.heard.text]).toEqual([false, false, '']);
});

test.each([
  [0, '198.51.100.1', '127.0.0.1'],
  [1, '198.51.100.1', '198.51.100.1'],
  [1, 'invented, 198.51.100.1', '198.51.100.1'],
  [2, 'invented, 198.51.100.1, 10.0.0.1', '198.51.100.1'],
  [1, undefined, '127.0.0.1'],
  [3, '198.51.100.1', '127.0.0.1'],
])('behind %i proxies that say %j, the address is %s', (proxies, told, address) => {
  const incoming = { socket: { remoteAddress: '127.0.0.1' }, headers: { 'x-forwarded-for': told } };
  expect(addressOf(incoming as unknown as IncomingMessage, proxies)).toBe(address);
});
