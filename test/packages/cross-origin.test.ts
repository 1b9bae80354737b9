// A page of another origin in a real browser: one of the list works with the API, streams included, and another one reads
// nothing.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CHROMIUM, missingChromium } from '../support/chromium.ts';
import { isLeftOut } from '../support/left-out.ts';
import { type ServiceProcess, startServiceProcess } from '../support/service-process.ts';

/** What the page does with plain `fetch`: a preflight comes before each of these, but the refused simple one. */
const script = (endpoint: string, token: string) => `
const call = (method, path, body, headers = {}) =>
  fetch('${endpoint}' + path, {
    method,
    headers: { authorization: 'Bearer ${token}', ...(body ? { 'content-type': 'application/merge-patch+json' } : {}), ...headers },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
async function story() {
  const told = [];
  const asJson = { 'content-type': 'application/json', 'idempotency-key': 'page' };
  const create = () => call('POST', '/clusters', { name: 'page', topology: 'development' }, asJson);
  const made = await create();
  const again = await create();
  told.push(made.status, made.headers.get('location').startsWith('/v1/operations/op-'), again.headers.get('idempotency-replayed'));
  const changed = await call('PATCH', '/clusters/page', { displayName: 'Page' }, { 'if-match': made.headers.get('etag') });
  told.push(changed.status, changed.headers.get('ratelimit') !== null);
  const refused = await call('GET', '/clusters/gone');
  told.push(refused.status, refused.headers.get('x-request-id') !== null);
  const stream = await call('GET', '/clusters/page/events', undefined, { accept: 'text/event-stream' });
  const { value } = await stream.body.getReader().read();
  told.push(new TextDecoder().decode(value).includes('event: event'));
  return told.join(' ');
}
story().catch((error) => error.name).then((told) => fetch('/told', { method: 'POST', body: told }));
`;

interface Page {
  readonly server: Server;
  readonly origin: string;
  /** What the script says in the end. */
  readonly told: Promise<string>;
  show(script: string): void;
}

async function openPage(): Promise<Page> {
  let shown = '';
  let tell: (text: string) => void = () => {};
  const told = new Promise<string>((resolve) => {
    tell = resolve;
  });
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    if (request.url === '/told') tell(Buffer.concat(chunks).toString());
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(`<!doctype html><title>page</title><script type="module">${shown}</script>`);
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const show = (text: string) => {
    shown = text;
  };
  return { server, origin, told, show };
}

let scratch: string;
let listed: Page;
let stranger: Page;
let service: ServiceProcess;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'hikube-origins-'));
  [listed, stranger] = await Promise.all([openPage(), openPage()]);
  const environment = { HIKUBE_CORS_ORIGINS: listed.origin };
  service = await startServiceProcess({ store: 'memory', speed: 3600, environment });
});
afterAll(async () => {
  await service.stop();
  for (const { server } of [listed, stranger]) {
    server.close();
    server.closeAllConnections();
  }
  await rm(scratch, { recursive: true, force: true });
});

async function visit(page: Page, profile: string): Promise<string> {
  page.show(script(service.endpoint, service.token));
  const words = ['--headless', '--no-sandbox', '--disable-gpu', '--remote-debugging-port=0'];
  const browser = spawn(CHROMIUM, [...words, `--user-data-dir=${join(scratch, profile)}`, page.origin], {
    stdio: 'ignore',
  });
  const ended = new Promise<never>((_resolve, reject) => {
    browser.once('exit', (code) => reject(new Error(`Chromium ended with ${code} before it said anything.`)));
  });
  ended.catch(() => {});
  try {
    return await Promise.race([page.told, ended]);
  } finally {
    browser.kill();
    await ended.catch(() => {});
  }
}

const leftOut = isLeftOut('A page of another origin', missingChromium());

test.skipIf(leftOut)(
  'a page of the list creates, repeats, patches, is refused and follows; another reads nothing',
  async () => {
    expect(await visit(listed, 'listed')).toBe('202 true true 202 true 404 true true');
    expect(await visit(stranger, 'stranger')).toBe('TypeError');
  },
);
