// What a request asks of the store, counted: these numbers are the same on every machine, so that a request that becomes
// dearer shows without a clock. Whoever changes one on purpose changes it here, and says why.
import type { Operation } from '@hikube/openapi/types';
import type { Store } from '@hikube/service';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestService, type TestService } from '../support/service.ts';

/** More than a page. */
const CLUSTERS = 60;

let service: TestService;
let counts: Record<string, number> = {};

beforeAll(async () => {
  service = await startTestService({ wrapStore: counted });
  for (let index = 0; index < CLUSTERS; index += 1) {
    const body = { name: `c-${index}`, topology: 'development' };
    await service.finish((await service.api<Operation>('POST', '/clusters', { body })).body);
  }
});
afterAll(() => service.dispose());

function counted(store: Store): Store {
  return new Proxy(store, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        counts[String(name)] = (counts[String(name)] ?? 0) + 1;
        return value.apply(target, args) as unknown;
      };
    },
  });
}

const labels = { team: 'a' };

test.each([
  ['GET', '/clusters/c-1', undefined, { get: 1, getMany: 1 }],
  ['GET', '/clusters/none', undefined, { get: 1, getMany: 1 }],
  // A page of fifty asks as often as a page of one.
  ['GET', '/clusters?limit=50', undefined, { get: 1, list: 1, getMany: 1 }],
  ['GET', '/clusters?limit=1', undefined, { get: 1, list: 1, getMany: 1 }],
  ['PATCH', '/previews/clusters/c-1', { labels }, { get: 3, getMany: 2, list: 3, count: 1 }],
  ['POST', '/previews/clusters', { name: 'new' }, { get: 3, getMany: 2, list: 3, count: 1 }],
] as const)('%s %s', async (method, path, body, expected) => {
  counts = {};
  await service.api(method, path, body === undefined ? {} : { body });
  expect(counts).toEqual(expected);
});

test('no request becomes dearer because there are more clusters', async () => {
  const paths = ['/clusters/c-1', '/clusters?limit=50'];
  const ask = async () => {
    counts = {};
    for (const path of paths) await service.api('GET', path);
    return { ...counts };
  };
  const before = await ask();
  for (let index = 0; index < CLUSTERS / 2; index += 1) {
    const body = { name: `more-${index}`, topology: 'development' };
    await service.finish((await service.api<Operation>('POST', '/clusters', { body })).body);
  }
  expect(await ask()).toEqual(before);
});
