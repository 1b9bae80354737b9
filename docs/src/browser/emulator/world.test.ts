// Every sample of the portal can be pressed: each is sent, as it is printed, to an emulator in which nothing was before.
import { expect, test } from 'vitest';
import { requestOf } from '../../reference/curl-request.ts';
import { readSources } from '../../sources.ts';
import type { Outcome, Trial } from './trial.ts';
import { createWorld } from './world.ts';

const { contract } = await readSources();
const samples = contract.operations.map((operation) => {
  const sample = operation['x-codeSamples']?.find(({ label }) => label === 'curl');
  return { operationId: operation.operationId, trial: requestOf(sample?.source ?? '') };
});

test('every operation has a sample that can be read', () => {
  expect(samples.filter(({ trial }) => trial === undefined)).toEqual([]);
  expect(samples.length).toBeGreaterThan(60);
});

test.each(samples)('$operationId', async ({ trial }) => {
  const world = await createWorld();
  const ready = (await world.answer({ ask: 'prepare', trial: trial! })) as Trial;
  expect(`${ready.path} ${ready.body ?? ''}`).not.toMatch(/\$[A-Z]/);
  const { status, text } = (await world.answer({ ask: 'send', trial: ready })) as Outcome;
  expect(status, text).toBeLessThan(300);
  await world.close();
});

test('a site that is away and a clock that goes on are seen by the API', async () => {
  const world = await createWorld();
  const send = async (method: string, path: string): Promise<unknown> =>
    JSON.parse(((await world.answer({ ask: 'send', trial: { method, path, headers: {} } })) as Outcome).text);
  await world.answer({ ask: 'sites', down: ['gland'] });
  const before = (await world.answer({ ask: 'now' })) as number;
  await world.answer({ ask: 'advance', ms: 60_000 });
  expect((await world.answer({ ask: 'now' })) as number).toBe(before + 60_000);
  const { items } = (await send('GET', '/sites')) as { items: { name: string; available: boolean }[] };
  expect(items.filter(({ available }) => !available).map(({ name }) => name)).toEqual(['gland']);
  await world.close();
});
