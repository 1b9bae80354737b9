import { expect, test } from 'vitest';
import { loadOnce, type ServiceContext } from './service-source.ts';

const context: ServiceContext = { log: () => {} };

test('a ready service is given as it is', () => {
  const service = {};
  expect(loadOnce(service, context)()).toBe(service);
});

test('a loader runs once, when it is first needed, and gets the context', async () => {
  const loads: ServiceContext[] = [];
  const load = async (given: ServiceContext) => {
    loads.push(given);
    return {};
  };
  const get = loadOnce(load, context);
  expect(loads).toEqual([]);
  expect(await get()).toBe(await get());
  expect(loads).toEqual([context]);
});

test('a loader that fails fails every time, with its reason', async () => {
  const load = () => {
    throw new Error('no file');
  };
  const get = loadOnce(load, context);
  await expect(get()).rejects.toThrow('no file');
  await expect(get()).rejects.toThrow('no file');
});
