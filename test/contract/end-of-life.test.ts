// What previews say of versions that are near the end of their life, by the clock of the service.
import type { Impact, Operation, UpgradePlan } from '@hikube/openapi/types';
import { afterEach, expect, test } from 'vitest';
import { startTestService, type TestService } from '../support/service.ts';

let service: TestService | undefined;
afterEach(() => service?.dispose());

async function at(startsAt: string): Promise<TestService> {
  service = await startTestService({ startsAt });
  return service;
}

const told = (warnings: Impact['warnings']) => warnings.map(({ pointer, code }) => `${code} ${pointer}`);

test.each([
  ['2026-08-27T23:00:00Z', '1.34', []],
  ['2026-08-28T01:00:00Z', '1.34', ['version_near_end_of_life /version']],
  ['2026-10-27T01:00:00Z', '1.34', ['version_end_of_life /version']],
  ['2027-02-01T01:00:00Z', '1.35', []],
])('at %s a cluster of %s is previewed with the warnings %j', async (startsAt, version, expected) => {
  const { api } = await at(startsAt);
  const body = { name: 'prod', version };
  const { body: impact } = await api<Impact>('POST', '/previews/clusters', { body });
  expect(told(impact.warnings)).toEqual(expected);
});

test('whoever moves to such a version is told, and whoever changes something else is not', async () => {
  const { api, finish } = await at('2026-11-01T00:00:00Z');
  const create = { name: 'prod', version: '1.33' };
  const { body: operation } = await api<Operation>('POST', '/clusters', { body: create });
  await finish(operation);
  const preview = async (method: string, path: string, body: object) =>
    told((await api<Impact>(method, `/previews${path}`, { body })).body.warnings);

  expect(await preview('PATCH', '/clusters/prod', { version: '1.34' })).toEqual([
    'version_end_of_life /version',
  ]);
  expect(await preview('POST', '/clusters/prod/version-upgrades', { targetVersion: '1.34' })).toEqual([
    'version_end_of_life /targetVersion',
  ]);
  const { body: plan } = await api<UpgradePlan>('GET', '/clusters/prod/upgrade-plan?to=1.34');
  expect(told(plan.warnings)).toEqual(['version_end_of_life /targetVersion']);
  expect(await preview('PATCH', '/clusters/prod', { displayName: 'Shop' })).toEqual([]);
});
