// A credential that ends while something goes on is no reason to fail.
import { createVirtualClock, type VirtualClock } from '@hikube/service/platform';
import { beforeEach, describe, expect, test } from 'vitest';
import { createClient } from '../kubernetes/client.ts';
import { authenticated } from './authenticated.ts';
import { createCredentials } from './credentials.ts';

const START = Date.parse('2026-11-28T09:00:00Z');
const LIVES_MS = 60_000;
const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: 'login', args: [], env: {} };

let clock: VirtualClock;
beforeEach(() => {
  clock = createVirtualClock(START);
});

/** A server that takes what a command gave within the last minute, unless it was revoked, and counts what is asked of both. */
function worldOf() {
  const seen = { runs: 0, running: 0, mostRunning: 0, refused: 0, bodies: [] as string[] };
  const ends = new Map<string, number>();
  const run = async (): Promise<string> => {
    seen.runs += 1;
    seen.running += 1;
    seen.mostRunning = Math.max(seen.mostRunning, seen.running);
    await new Promise((resolve) => setImmediate(resolve));
    seen.running -= 1;
    const token = `t${seen.runs}`;
    const end = clock.now() + LIVES_MS;
    ends.set(token, end);
    const status = { token, expirationTimestamp: new Date(end).toISOString() };
    return JSON.stringify({ status });
  };
  const credentials = createCredentials(
    { server: 'https://api.example.test', exec },
    { clock, environment: {}, run },
  );
  const fetch = authenticated(
    credentials,
    async (_request, body, { token = '' }) => {
      if (!((ends.get(token) ?? 0) > clock.now())) {
        seen.refused += 1;
        return Response.json({ kind: 'Status', reason: 'Unauthorized' }, { status: 401 });
      }
      seen.bodies.push(body?.toString() ?? '');
      return Response.json({});
    },
    clock,
  );
  const revoke = (): void => ends.clear();
  return { seen, client: createClient({ fetch, clock }), revoke };
}

describe('credentials of 60 seconds', () => {
  test('last for 40 minutes of work, and are asked for by one at a time', async () => {
    const { seen, client } = worldOf();
    for (let second = 0; second < 40 * 60; second += 5) {
      await Promise.all([client.get('/a'), client.get('/b'), client.write('PUT', '/c', { second })]);
      await clock.advance(5_000);
    }
    expect(seen).toMatchObject({ refused: 0, mostRunning: 1, runs: 80 });
  });

  test('that are revoked are asked for once more, by one for all, and what was sent is sent again', async () => {
    const { seen, client, revoke } = worldOf();
    await client.get('/a');
    revoke();
    seen.bodies.length = 0;
    await Promise.all([client.write('PUT', '/a', { a: 1 }), client.get('/b'), client.get('/c')]);
    expect(seen).toMatchObject({ runs: 2, mostRunning: 1 });
    expect(seen.refused).toBeGreaterThan(0);
    expect(seen.bodies).toContain('{"a":1}');
  });
});

test('what is refused with a new credential, too, is refused', async () => {
  let runs = 0;
  const run = async (): Promise<string> => {
    runs += 1;
    return JSON.stringify({ status: { token: `t${runs}` } });
  };
  const credentials = createCredentials(
    { server: 'https://api.example.test', exec },
    { clock, environment: {}, run },
  );
  const fetch = authenticated(
    credentials,
    async () => Response.json({ kind: 'Status' }, { status: 401 }),
    clock,
  );
  const refused = createClient({ fetch, clock }).get('/a');
  await expect(refused).rejects.toMatchObject({ kind: 'unauthorized' });
  expect(runs).toBe(2);
});

test('a token that stands in the kubeconfig is not sent again', async () => {
  let sent = 0;
  const credentials = createCredentials(
    { server: 'https://api.example.test', token: 'fixed' },
    { clock, environment: {} },
  );
  const fetch = authenticated(
    credentials,
    async () => {
      sent += 1;
      return Response.json({ kind: 'Status' }, { status: 401 });
    },
    clock,
  );
  await expect(createClient({ fetch, clock }).get('/a')).rejects.toMatchObject({ kind: 'unauthorized' });
  expect(sent).toBe(1);
});
