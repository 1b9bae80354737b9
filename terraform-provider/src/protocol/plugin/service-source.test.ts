import { expect, test } from 'vitest';
import { loadOnce } from './service-source.ts';

test('a ready service is given as it is', () => {
  const service = {};
  expect(loadOnce(service)()).toBe(service);
});

test('a loader runs once, when it is first needed', async () => {
  let loads = 0;
  const get = loadOnce(async () => {
    loads++;
    return {};
  });
  expect(loads).toBe(0);
  expect(await get()).toBe(await get());
  expect(loads).toBe(1);
});

test('a loader that fails fails every time, with its reason', async () => {
  const get = loadOnce(() => {
    throw new Error('no file');
  });
  await expect(get()).rejects.toThrow('no file');
  await expect(get()).rejects.toThrow('no file');
});
