// Strangers at the port: wrong tokens slow down the address that they come from, and numbers are not theirs to read.
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Listening, listen } from '@hikube/server';
import { afterEach, expect, test } from 'vitest';
import { startTestService, type TestService } from '../support/service.ts';
import { startServiceProcess } from '../support/service-process.ts';

const GUESSES = 2_000;
const ADMINISTRATOR = 'an-administrator-of-demo';

let service: TestService | undefined;
let listening: Listening | undefined;
afterEach(async () => {
  await listening?.close(0);
  await service?.dispose();
  listening = undefined;
  service = undefined;
});

async function start(trustedProxies: number) {
  service = await startTestService({ config: { guessLimit: { burst: 20, perSecond: 1 } } });
  const { random, clock } = service;
  listening = await listen(service.service, { host: '127.0.0.1', port: 0, random, clock, trustedProxies });
  const base = `${listening.url}/v1/tenant`;
  const ask = (token: string, from?: string) =>
    fetch(base, {
      headers: {
        authorization: `Bearer ${token}`,
        ...(from === undefined ? {} : { 'x-forwarded-for': from }),
      },
    });
  return { ask, service };
}

test('2,000 wrong tokens: 20 are looked at, whoever was right before goes on, nobody new gets in', async () => {
  const { ask, service } = await start(0);
  const fresh = await service.token({ tenant: 'demo', scopes: ['read'] });
  expect((await ask(ADMINISTRATOR)).status).toBe(200);
  const counts: Record<number, number> = {};
  for (let index = 0; index < GUESSES; index += 1) {
    const response = await ask(`hik_${String(index).padStart(60, '0')}`);
    counts[response.status] = (counts[response.status] ?? 0) + 1;
    await response.arrayBuffer();
  }
  expect(counts).toEqual({ 401: 20, 429: GUESSES - 20 });
  expect((await ask(ADMINISTRATOR)).status).toBe(200);
  // A right guess is told no more than a wrong one.
  const guessed = await ask(fresh);
  expect([guessed.status, guessed.headers.get('retry-after')]).toEqual([429, '1']);
  expect(await guessed.json()).toMatchObject({
    code: 'rate_limited',
    detail:
      'Too many wrong tokens came from this address: wait 1 s, and check the token before the next try.',
  });
  await service.clock.advance(1_000);
  expect((await ask(fresh)).status).toBe(200);
  console.log(
    `wrong tokens: ${GUESSES} from one address at once, 20 looked at, ${GUESSES - 20} told to wait`,
  );
});

test('guesses at the same moment, on connections of their own, are no more', async () => {
  const { ask } = await start(0);
  const answers = await Promise.all(Array.from({ length: 100 }, (_, index) => ask(`hik_at-once-${index}`)));
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(20);
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(80);
});

test('an address cannot be invented: X-Forwarded-For counts only as far as proxies are trusted', async () => {
  const direct = await start(0);
  for (let index = 0; index < 25; index += 1) await direct.ask(`hik_wrong-${index}`, `192.0.2.${index}`);
  expect((await direct.ask('hik_wrong-again', '198.51.100.1')).status).toBe(429);
  await listening?.close(0);
  await service?.dispose();
  const proxied = await start(1);
  for (let index = 0; index < 25; index += 1)
    await proxied.ask(`hik_wrong-${index}`, `192.0.2.${index}, 203.0.113.9`);
  expect((await proxied.ask('hik_wrong-again', '203.0.113.9')).status).toBe(429);
  expect((await proxied.ask('hik_wrong-again', '203.0.113.10')).status).toBe(401);
});

test('metrics have a port of their own, and the port of the API has none then', async () => {
  const running = await startServiceProcess({ store: 'memory', environment: { HIKUBE_METRICS_PORT: '0' } });
  try {
    // The log comes on another pipe than the address.
    const portOf = () => /"event":"metrics_listen","port":(\d+)/.exec(running.log())?.[1];
    await expect.poll(portOf).toBeDefined();
    const port = portOf();
    const numbers = await fetch(`http://127.0.0.1:${port}/metrics`);
    expect(numbers.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(await numbers.text()).toContain('hikube_held_requests 0');
    expect((await fetch(`http://127.0.0.1:${port}/v1/clusters`)).status).toBe(404);
    expect((await fetch(new URL('/metrics', running.endpoint))).status).toBe(404);
  } finally {
    await running.stop();
  }
});

test('outside of loopback the port of the API shows no metrics; a weak first token does not start', async () => {
  const strong = 'f0e1d2c3b4a5968778695a4b3c2d1e0f';
  const running = await startServiceProcess({
    store: 'memory',
    token: strong,
    environment: { HOST: '0.0.0.0' },
  });
  try {
    const status = await new Promise((resolve) => {
      request({ port: running.port, host: '127.0.0.1', path: '/metrics' }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      }).end();
    });
    expect(status).toBe(404);
  } finally {
    await running.stop();
  }
  const weak = startServiceProcess({
    store: 'memory',
    token: 'admin-admin',
    environment: { HOST: '0.0.0.0' },
  });
  await expect(weak).rejects.toThrow(/HIKUBE_BOOTSTRAP_TOKEN can be guessed/);
  await expect(weak).rejects.not.toThrow(/admin-admin/);
});

test('a weak first token on loopback is warned of, without repeating it', async () => {
  const running = await startServiceProcess({ store: 'memory', token: 'admin-admin' });
  await expect.poll(() => running.log()).toContain('"event":"weak_bootstrap_token"');
  await running.stop();
  expect(running.log()).not.toContain('admin-admin');
});

test('a weak first token of an earlier start is told, warned of, and kept from other machines', async () => {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'hikube-first-token-'));
  const without = { dataDirectory, environment: { HIKUBE_BOOTSTRAP_TOKEN: '' } };
  try {
    const first = await startServiceProcess(without);
    await first.stop();
    const second = await startServiceProcess({ dataDirectory, token: 'admin-admin' });
    await second.stop();
    expect(second.printed()).toContain('It replaces the first token until now, which is no longer valid.');
    const third = await startServiceProcess(without);
    await expect.poll(() => third.log()).toContain('"event":"weak_bootstrap_token"');
    await third.stop();
    expect(third.printed()).toContain('the one that HIKUBE_BOOTSTRAP_TOKEN named at an earlier start.');
    const open = { ...without.environment, HOST: '0.0.0.0' };
    const refused = startServiceProcess({ dataDirectory, environment: open });
    await expect(refused).rejects.toThrow(/still valid and can be guessed.*or listen on 127\.0\.0\.1 only/);
  } finally {
    await rm(dataDirectory, { recursive: true, force: true });
  }
});

test('a test of many clusters needs only settings', async () => {
  const running = await startServiceProcess({
    store: 'memory',
    speed: 100_000,
    environment: { HIKUBE_RATE_LIMIT: 'off', HIKUBE_QUOTA: 'clusters=1000,nodes=none,cpu=none,memory=none' },
  });
  try {
    const headers = { authorization: `Bearer ${running.token}`, 'content-type': 'application/json' };
    const create = (index: number) =>
      fetch(`${running.endpoint}/clusters`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ name: `c-${index}`, topology: 'development' }),
      });
    const statuses = await Promise.all(Array.from({ length: 120 }, (_, index) => create(index)));
    expect(statuses.filter(({ status }) => status === 202)).toHaveLength(120);
  } finally {
    await running.stop();
  }
});
