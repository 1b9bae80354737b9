// A cluster may grant a token for less than was asked, and says so in its answer only.
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
