// What a request asks of the embedded database and puts on the wire, counted: like the calls of the store, these numbers
// are the same on every machine. A statement more, a commit more or a heavier answer shows without a clock.
import { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Operation } from '@hikube/openapi/types';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestService, type TestService } from '../support/service.ts';

/** More than a page. */
const CLUSTERS = 60;

let service: TestService;
let counted = { reads: 0, writes: 0, transactions: 0 };
const giveBack: (() => void)[] = [];

/** Looks at every call of a method on the way; taken back when the tests of this file have ended. */
function observe<T extends object>(
  prototype: T,
  name: string & keyof T,
  seen: (first: unknown) => void,
): void {
  const original = prototype[name] as (...args: unknown[]) => unknown;
  const put = (value: unknown) =>
    Object.defineProperty(prototype, name, { value, writable: true, configurable: true });
  put(function (this: T, ...args: unknown[]) {
    seen(args[0]);
    return original.apply(this, args);
  });
  giveBack.push(() => put(original));
}

beforeAll(async () => {
  for (const name of ['get', 'all', 'iterate'] as const)
    observe(StatementSync.prototype, name, () => {
      counted.reads += 1;
    });
  observe(StatementSync.prototype, 'run', () => {
    counted.writes += 1;
  });
  observe(DatabaseSync.prototype, 'exec', (text) => {
    if (/^\s*BEGIN/i.test(String(text))) counted.transactions += 1;
  });
  service = await startTestService({ store: 'sqlite' });
  for (let index = 0; index < CLUSTERS; index += 1) {
    const body = { name: `c-${index}`, topology: 'development' };
    await service.finish((await service.api<Operation>('POST', '/clusters', { body })).body);
  }
});
afterAll(async () => {
  await service.dispose();
  for (const each of giveBack) each();
});

const labels = { team: 'a' };

test.each([
  // What was read or written not long ago is kept: the token, the cluster, and what is seen of it.
  ['GET', '/clusters/c-1', undefined, { reads: 0, writes: 0, transactions: 0 }, 3_300],
  ['GET', '/clusters/c-1/node-groups', undefined, { reads: 1, writes: 0, transactions: 0 }, 100],
  // Which clusters are on the page; what they are is kept.
  ['GET', '/clusters?limit=50', undefined, { reads: 1, writes: 0, transactions: 0 }, 165_000],
  ['GET', '/clusters?limit=1', undefined, { reads: 1, writes: 0, transactions: 0 }, 3_400],
  ['PATCH', '/previews/clusters/c-1', { labels }, { reads: 6, writes: 0, transactions: 0 }, 800],
  // Each new document is looked up before, and each one told to those who follow changes, in one transaction; what is read
  // after it is the first look of the reconciler.
  [
    'POST',
    '/clusters',
    { name: 'new', topology: 'development' },
    { reads: 22, writes: 13, transactions: 1 },
    500,
  ],
  ['PATCH', '/clusters/c-2', { labels }, { reads: 14, writes: 11, transactions: 1 }, 500],
] as const)('%s %s', async (method, path, body, expected, bytes) => {
  counted = { reads: 0, writes: 0, transactions: 0 };
  const { text } = await service.api(method, path, body === undefined ? {} : { body });
  expect(counted).toEqual(expected);
  expect(Buffer.byteLength(text)).toBeLessThan(bytes);
});
