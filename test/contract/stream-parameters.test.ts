// What means something for a page or for a wait, and nothing for a stream, is refused there by name; and the other way round.
import type { ClusterEventList, Operation, Problem } from '@hikube/openapi/types';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestService, type TestService } from '../support/service.ts';

let service: TestService;
let operation: string;
beforeEach(async () => {
  service = await startTestService();
  operation = (await service.api<Operation>('POST', '/clusters', { body: { name: 'prod' } })).body.id;
  await service.clock.advance(60_000);
});
afterEach(() => service.dispose());

test.each([
  ['/events?cursor=abc', 'cursor', 'Last-Event-ID'],
  ['/clusters/prod/events?cursor=abc', 'cursor', 'Last-Event-ID'],
  ['/events?limit=10', 'limit', 'goes on'],
  ['/clusters/prod/events?type=Normal&limit=50', 'limit', 'goes on'],
  ['/operations/OPERATION?wait=10s', 'wait', 'until the operation has ended'],
])('%s', async (path, name, instead) => {
  const { status, body } = await service.api<Problem>('GET', path.replace('OPERATION', operation), {
    headers: { accept: 'text/event-stream' },
  });
  expect(status).toBe(400);
  expect(body.code).toBe('invalid_parameter');
  expect(body.errors).toMatchObject([{ pointer: name, code: 'not_supported' }]);
  expect(body.detail).toContain(instead);
});

test.each(['/events', '/clusters/prod/events'])('Last-Event-ID for a page of %s', async (path) => {
  const { body: page } = await service.api<ClusterEventList>('GET', '/events');
  const headers = { 'last-event-id': page.items[0]!.id };
  const refused = await service.api.refused('invalid_parameter', 'GET', path, { headers });
  expect(refused.body.errors).toMatchObject([{ pointer: 'Last-Event-ID', code: 'not_supported' }]);
  expect(refused.body.detail).toContain('Accept: text/event-stream');
});
