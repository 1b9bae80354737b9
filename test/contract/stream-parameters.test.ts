// What means something for a page or for a wait, and nothing for a stream, is refused there by name.
import type { Operation, Problem } from '@hikube/openapi/types';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestService, type TestService } from '../support/service.ts';

let service: TestService;
let operation: string;
beforeEach(async () => {
  service = await startTestService();
  operation = (await service.api<Operation>('POST', '/clusters', { body: { name: 'prod' } })).body.id;
});
afterEach(() => service.dispose());

test.each([
  ['/events?cursor=abc', 'cursor', 'Last-Event-ID'],
  ['/clusters/prod/events?cursor=abc', 'cursor', 'Last-Event-ID'],
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
