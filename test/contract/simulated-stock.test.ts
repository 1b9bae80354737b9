// How many cards the simulated world has, set over HTTP as the console sets it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestService, type TestService } from '../support/service.ts';
import { createWorldCalls, type WorldReply } from '../support/simulated-world.ts';

const L40S = 'nvidia.com/AD102GL_L40S';

let service: TestService;
let world: (method: string, path: string, body?: unknown) => Promise<WorldReply>;

beforeAll(async () => {
  service = await startTestService();
  world = createWorldCalls(service, await service.token({ tenant: 'demo', scopes: ['admin'] }));
});
afterAll(() => service.dispose());

test('what is set is what there is, and other cards stay', async () => {
  const before = (await world('GET', '/stock')).body['stock'] as Record<string, number>;
  const changed = await world('PUT', '/stock', { gpuType: L40S, count: 3 });
  expect(changed.status).toBe(200);
  expect(changed.body).toEqual({ stock: { ...before, [L40S]: 3 } });
  expect(await world('GET', '/stock')).toEqual(changed);
});

test.each([
  [{ gpuType: 'nvidia.com/none', count: 3 }, '/gpuType'],
  [{ gpuType: L40S, count: -1 }, '/count'],
  [{ gpuType: L40S, count: 1.5 }, '/count'],
  [{ gpuType: L40S }, '/count'],
  [{ gpuType: L40S, count: 1, more: 1 }, '/more'],
])('%j is refused at %s', async (body, pointer) => {
  const refused = await world('PUT', '/stock', body);
  expect(refused.status).toBe(422);
  expect(refused.body).toMatchObject({ code: 'validation_failed', errors: [{ pointer }] });
});
