// A cluster may grant a token for less than was asked, and says so in its answer only; and it has a clock of its own.
import { createVirtualClock } from '@hikube/service/platform';
import { expect, test } from 'vitest';
import { createClient } from '../kubernetes/client.ts';
import { issueAccess } from './access.ts';

const NOW = Date.parse('2026-03-02T08:00:00Z');

/** @param most seconds that the API server grants */
async function issued(seconds: number, most: number) {
  const clock = createVirtualClock(NOW);
  const fetch = async (request: Request): Promise<Response> => {
    if (request.method === 'GET') return Response.json({ items: [] });
    const { spec } = (await request.json()) as { spec?: { expirationSeconds: number } };
    if (!request.url.endsWith('/token')) return Response.json({ metadata: { name: 'made' } });
    const expirationSeconds = Math.min(spec!.expirationSeconds, most);
    return Response.json({ spec: { expirationSeconds }, status: { token: 't' } });
  };
  const door = { client: createClient({ fetch, clock }), server: 's', certificateAuthority: 'PEM' };
  return issueAccess(door, { id: 'kc_1', role: 'view', expiresAt: NOW + seconds * 1000 }, clock);
}

test('a credential ends when it was asked to, or when the cluster says', async () => {
  expect((await issued(7200, 86_400)).expiresAt).toBeUndefined();
  expect((await issued(7200, 3600)).expiresAt).toBe(NOW + 3_600_000);
  // Tokens live for ten minutes at least; the account ends sooner.
  expect((await issued(300, 3600)).expiresAt).toBeUndefined();
});

test.each([3_600_000, -3_600_000])(
  'access ends on the clock of the cluster, where ours is %i ms ahead',
  async (ahead) => {
    const clock = createVirtualClock(NOW + ahead);
    const accounts = { ended: NOW - 60_000, open: NOW + 60_000 };
    const items = Object.entries(accounts).map(([name, at]) => ({
      metadata: {
        name: `hikube-${name}`,
        annotations: { 'hikube.io/expires-at': new Date(at).toISOString() },
      },
    }));
    const deleted: string[] = [];
    let endsAt = Number.NaN;
    const fetch = async (request: Request): Promise<Response> => {
      const headers = { date: new Date(NOW).toUTCString() };
      const path = new URL(request.url).pathname;
      if (request.method === 'GET') return Response.json({ items }, { headers });
      if (request.method === 'DELETE') {
        if (path.includes('serviceaccounts')) deleted.push(path.split('/').at(-1)!);
        return Response.json({ kind: 'Status', status: 'Success' }, { headers });
      }
      const { metadata } = (await request.json()) as { metadata?: { annotations?: Record<string, string> } };
      const written = metadata?.annotations?.['hikube.io/expires-at'];
      if (written !== undefined) endsAt = Date.parse(written);
      const token = path.endsWith('/token');
      return Response.json(token ? { status: { token: 't' } } : { metadata: { name: 'made' } }, { headers });
    };
    const door = { client: createClient({ fetch, clock }), server: 's', certificateAuthority: 'PEM' };
    await issueAccess(door, { id: 'kc_1', role: 'view', expiresAt: clock.now() + 900_000 }, clock);
    expect(deleted).toEqual(['hikube-ended']);
    expect(Math.abs(endsAt - NOW - 900_000)).toBeLessThan(1_000);
  },
);
