// Idempotency keys over the death of the service: five requests with one key, the service killed among them, and again
// when it is back. One object, one answer, whoever heard it when.
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Problem } from '@hikube/openapi/types';
import { createClient, type Hikube } from '@hikube/sdk';
import { type Store, systemClock } from '@hikube/service';
import { openSqliteStore } from '@hikube/service/sqlite';
import { expect, test } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { describeWithPostgres, openPostgresStore } from '../support/postgres.ts';
import { scaled, scaledTimeout } from '../support/scale.ts';
import { type ServiceProcess, startServiceProcess } from '../support/service-process.ts';
import { addTenant, liftQuota } from '../support/stored.ts';

/** On each store. */
const KEYS = scaled(250, 25);
const KEYS_PER_KILL = 25;
const AT_ONCE = 5;
const TOKEN = 'idempotency-over-a-kill';
const TIMEOUT = scaledTimeout(300_000);

interface Setting {
  readonly name: string;
  openStore(): Promise<Store>;
  start(port: number): Promise<ServiceProcess>;
}

test(`${KEYS} keys over kills of the service, on SQLite`, { timeout: TIMEOUT }, async () => {
  const scratch = await mkdtemp(join(tmpdir(), 'hikube-keys-'));
  const directory = join(scratch, 'data');
  try {
    await survives({
      name: 'SQLite',
      openStore: () => openSqliteStore({ directory, clock: systemClock }),
      start: (port) => startServiceProcess({ dataDirectory: directory, port, token: TOKEN, speed: 2_000 }),
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
});

describeWithPostgres('idempotency on PostgreSQL', {}, (server) => {
  test(`${KEYS} keys over kills of the service`, { timeout: TIMEOUT }, async () => {
    const { url } = server();
    const environment = {
      HIKUBE_STORE: 'postgres',
      DATABASE_URL: url,
      HIKUBE_SECRET_KEYS: Buffer.alloc(32, 7).toString('base64'),
    };
    await survives({
      name: 'PostgreSQL',
      openStore: () => openPostgresStore({ url, clock: systemClock }),
      start: (port) => startServiceProcess({ port, token: TOKEN, speed: 2_000, environment }),
    });
  });
});

async function survives({ name, openStore, start }: Setting): Promise<void> {
  const store = await openStore();
  await liftQuota(store, 'demo');
  const stranger = await addTenant(store, 'stranger');
  await store.close();
  const totals = { kills: 0, cutOff: 0, heardBefore: 0, replayed: 0, reused: 0, strangers: 0 };
  let service = await start(await freePort());
  try {
    for (let first = 0; first < KEYS; first += KEYS_PER_KILL) {
      const keys = Array.from({ length: Math.min(KEYS_PER_KILL, KEYS - first) }, (_, index) => first + index);
      const answers = new Map(keys.map((key) => [key, new Set<string>()]));
      const request = async (target: ServiceProcess, key: number) => {
        const answer = await send(target, TOKEN, key);
        if (answer === undefined) {
          totals.cutOff += 1;
          return;
        }
        answers.get(key)!.add(answer.identity);
        if (answer.isReplay) totals.replayed += 1;
        heard += 1;
        if (heard === last) freeze();
      };
      // Somewhere among the answers, and not at a time, which another machine would spend differently. It stands still
      // then, whatever it was doing, and hears no more of the requests that come last: some are cut off in every round.
      let heard = 0;
      const last = 1 + Math.floor(Math.random() * 0.3 * AT_ONCE * keys.length);
      let freeze: () => void = () => {};
      const frozen = new Promise<void>((resolve) => {
        freeze = () => {
          process.kill(service.pid, 'SIGSTOP');
          resolve();
        };
      });
      const sent = keys.flatMap((key) => Array.from({ length: AT_ONCE - 1 }, () => request(service, key)));
      await frozen;
      const written = requestsWritten(keys.length);
      sent.push(...keys.map((key) => request(service, key)));
      await written;
      const killed = service.kill();
      await Promise.all(sent);
      await killed;
      totals.kills += 1;
      totals.heardBefore += [...answers.values()].filter(({ size }) => size > 0).length;
      service = await start(service.port);
      await Promise.all(keys.flatMap((key) => Array.from({ length: AT_ONCE }, () => request(service, key))));
      for (const [key, identities] of answers) {
        expect([...identities], `the answers to key ${key}`).toEqual([expect.stringMatching(/^202 /)]);
        await expectRefusalOfAnother(service, key);
        totals.reused += 1;
        const foreign = await send(service, stranger, key);
        expect(foreign).toMatchObject({ isReplay: false, identity: expect.stringMatching(/^202 /) });
        expect(identities.has(foreign!.identity)).toBe(false);
        totals.strangers += 1;
      }
    }
    await expectOneEach(createClient({ endpoint: service.endpoint, token: TOKEN }));
  } finally {
    await service.stop();
  }
  console.log(
    `idempotency over restarts on ${name}: ${KEYS} keys × ${AT_ONCE} at once and ${AT_ONCE} again, ${totals.kills} kills, ` +
      `${totals.cutOff} requests cut off, ${totals.heardBefore} keys answered before the kill, ${totals.replayed} replays; ` +
      `${KEYS} objects, 0 different answers, ${totals.reused} of ${KEYS} other bodies refused, ` +
      `${totals.strangers} of ${KEYS} keys free for another tenant`,
  );
  expect(totals.cutOff).toBeGreaterThanOrEqual(KEYS);
  expect(totals.heardBefore).toBeGreaterThan(0);
}

/** Resolves once that many requests have left this process. */
function requestsWritten(count: number): Promise<void> {
  const channel = 'undici:client:sendHeaders';
  return new Promise((resolve) => {
    let rest = count;
    const onWritten = () => {
      rest -= 1;
      if (rest > 0) return;
      unsubscribe(channel, onWritten);
      resolve();
    };
    subscribe(channel, onWritten);
  });
}

interface Answer {
  /** Status, headers that count and body: equal for equal answers. */
  readonly identity: string;
  readonly isReplay: boolean;
}

/** Creates a cluster. @returns undefined when the connection broke */
async function send({ endpoint }: ServiceProcess, token: string, key: number): Promise<Answer | undefined> {
  try {
    const answer = await post(endpoint, token, key, '');
    const { headers } = answer;
    const identity = `${answer.status} ${headers.get('location')} ${headers.get('etag')} ${await answer.text()}`;
    return { identity, isReplay: headers.get('idempotency-replayed') === 'true' };
  } catch (error) {
    // What `fetch` throws when a connection is refused, reset or closed, also in the middle of an answer.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

async function expectRefusalOfAnother({ endpoint }: ServiceProcess, key: number): Promise<void> {
  const answer = await post(endpoint, TOKEN, key, 'another body');
  expect((await answer.json()) as Problem).toMatchObject({ status: 422, code: 'idempotency_key_reused' });
}

function post(endpoint: string, token: string, key: number, displayName: string): Promise<Response> {
  return fetch(`${endpoint}/clusters`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': `key-${key}`,
    },
    body: JSON.stringify({ name: `c${key}`, displayName, topology: 'development' }),
  });
}

/** Each key has made one cluster and one operation. */
async function expectOneEach(hikube: Hikube): Promise<void> {
  const names = (await hikube.clusters.list({ limit: 200 }).toArray()).map(({ name }) => name);
  const expected = Array.from({ length: KEYS }, (_, key) => `c${key}`);
  expect(names.sort()).toEqual(expected.sort());
  const made = (await hikube.operations.list({ limit: 200 }).toArray()).map(({ target }) => target.name);
  expect(made.sort()).toEqual(expected);
}
