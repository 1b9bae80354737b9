// Processes that answer requests, and what each answer takes of their CPU. A client in this process asks; what it takes
// itself is in none of the figures.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { cpuOf } from '../yardstick/meter.ts';

/** A process that listens, and how to ask it. */
export interface Served {
  readonly pid: number;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A server with nothing in it: it answers every request with the same bytes. The floor of every answer. */
export async function startBare(body: string): Promise<Served & { stop(): Promise<void> }> {
  const child = spawn(process.execPath, ['-e', BARE], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(body);
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    pid: child.pid ?? 0,
    url: `http://127.0.0.1:${String(port).trim()}/`,
    headers: {},
    stop: async () => {
      child.kill();
      await once(child, 'exit');
    },
  };
}

/** As many headers as the service sends, so that only what stands behind them differs. */
const BARE = `
let body = '';
process.stdin.on('data', (chunk) => { body += chunk; }).on('end', () => {
  const headers = { 'content-type': 'application/json', etag: '"1"', 'x-request-id': 'req-000000000000000000000000',
    'cache-control': 'no-store', 'ratelimit': '"token";r=1999;t=1', 'ratelimit-policy': '"token";q=2000;w=4' };
  const server = require('node:http').createServer((_, answer) => { answer.writeHead(200, headers); answer.end(body); });
  server.listen(0, '127.0.0.1', () => console.log(server.address().port));
});`;

/** Several connections, so that a server never waits for the client. */
const agent = new Agent({ keepAlive: true, maxSockets: 8 });

/** Milliseconds of CPU that the process took for each of `count` requests. */
export async function cpuOfEach({ pid, url, headers }: Served, count: number): Promise<number> {
  const before = await cpuOf(pid);
  let left = count;
  await Promise.all(
    Array.from({ length: agent.maxSockets }, async () => {
      while (left-- > 0) await get(url, headers);
    }),
  );
  return ((await cpuOf(pid)) - before) / count;
}

/** The body of an answer. @throws when it is none of success */
export function get(url: string, headers: Readonly<Record<string, string>>): Promise<string> {
  return new Promise((resolve, reject) => {
    request(url, { headers, agent }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk) => {
        text += chunk;
      });
      answer.once('end', () =>
        answer.statusCode === 200 ? resolve(text) : reject(new Error(`${answer.statusCode}: ${text}`)),
      );
    })
      .once('error', reject)
      .end();
  });
}

/** Ends the connections that are kept. */
export const closeConnections = (): void => agent.destroy();
