// What is released together has one version.
import { expect, test } from 'vitest';
import { differingVersions, versionFindings } from './versions.ts';

test('names the file that says another version', () => {
  const whole = { file: 'package.json', version: '0.2.0' };
  const parts = [
    { file: 'sdk/package.json', version: '0.2.0' },
    { file: 'openapi/openapi.yaml', version: '0.1.0' },
  ];
  expect(differingVersions(whole, parts)).toEqual([
    'openapi/openapi.yaml is of version 0.1.0, and package.json of 0.2.0: they are released together, so write the same in both (versions)',
  ]);
});

test('here all are the same', async () => {
  expect(await versionFindings()).toEqual([]);
});
