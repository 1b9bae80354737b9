// What the schema says and the rules of the domain judge: whoever sends a value that the schema excludes is refused, at
// its place, with the sentence of the rule.
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestService, type TestService } from '../support/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
  await service.finish((await service.api('POST', '/clusters', { body: { name: 'prod' } })).body as never);
});
afterAll(() => service.dispose());

const manifest = (changes: object) => ({
  apiVersion: 'apps.cozystack.io/v1alpha1',
  kind: 'Kubernetes',
  ...changes,
});
const UPGRADES = '/clusters/prod/version-upgrades';
const GROUPS = '/clusters/prod/node-groups';
const MANIFEST = '/clusters/prod/manifest';

/** What is sent, and where the answer points, by the place in the contract. */
const SAMPLES: Record<
  string,
  [method: 'POST' | 'PATCH' | 'PUT', path: string, body: object, pointer: string][]
> = {
  'ControlPlane.etcdMembers enum': [
    ['POST', '/clusters', { name: 'a', controlPlane: { etcdMembers: 2 } }, '/controlPlane/etcdMembers'],
    ['PATCH', '/clusters/prod', { controlPlane: { etcdMembers: 4 } }, '/controlPlane/etcdMembers'],
  ],
  'Cluster.version pattern': [
    ['POST', '/clusters', { name: 'a', version: 'latest' }, '/version'],
    ['PATCH', '/clusters/prod', { version: '1.34.2.1' }, '/version'],
  ],
  'Cluster.labels pattern': [
    ['POST', '/clusters', { name: 'a', labels: { team: 'a b' } }, '/labels/team'],
    ['PATCH', '/clusters/prod', { labels: { team: '-' } }, '/labels/team'],
  ],
  'VersionUpgrade.targetVersion pattern': [['POST', UPGRADES, { targetVersion: '1' }, '/targetVersion']],
  'VersionUpgradeCreate if': [
    ['POST', UPGRADES, { targetVersion: '1.34', start: 'at' }, '/startAt'],
    ['POST', UPGRADES, { targetVersion: '1.34', startAt: '2026-12-24T03:00:00Z' }, '/startAt'],
    [
      'POST',
      UPGRADES,
      { targetVersion: '1.34', start: 'window', startAt: '2026-12-24T03:00:00Z' },
      '/startAt',
    ],
  ],
  'NodeGroup.labels pattern': [
    ['POST', GROUPS, { name: 'web', labels: { team: 'a b' } }, '/labels/team'],
    [
      'PATCH',
      '/clusters/prod',
      { nodeGroups: { web: { labels: { team: '-' } } } },
      '/nodeGroups/web/labels/team',
    ],
  ],
  'NodeTaint.key pattern': [
    ['POST', GROUPS, { name: 'web', taints: [{ key: 'a b', effect: 'NoSchedule' }] }, '/taints/0/key'],
  ],
  'NodeTaint.value pattern': [
    [
      'POST',
      GROUPS,
      { name: 'web', taints: [{ key: 'a', value: '-', effect: 'NoSchedule' }] },
      '/taints/0/value',
    ],
  ],
  'Manifest required': [['PUT', MANIFEST, { kind: 'Kubernetes', spec: {} }, '/apiVersion']],
  'Manifest.apiVersion enum': [['PUT', MANIFEST, manifest({ apiVersion: 'v1' }), '/apiVersion']],
  'Manifest.kind enum': [['PUT', MANIFEST, manifest({ kind: 'Cluster' }), '/kind']],
};

describe.each(Object.entries(SAMPLES))('%s', (_place, samples) => {
  test.each(samples)('%s %s %j is refused', async (method, path, body, pointer) => {
    const { body: problem } = await service.api.refused('validation_failed', method, path, { body });
    expect(problem.errors.map((error) => error.pointer)).toContain(pointer);
  });
});

test('every place that the contract leaves to the domain has a sample', async () => {
  const folder = new URL('../../openapi/schemas/', import.meta.url);
  const names = ['cluster', 'version-upgrade', 'manifest', 'node-group', 'addon', 'common'];
  const texts = await Promise.all(names.map((name) => readFile(new URL(`${name}.yaml`, folder), 'utf8')));
  const marked = texts.join('').split('x-hikube-explained').length - 1;
  expect(Object.keys(SAMPLES)).toHaveLength(marked);
});

test.each(['abc', '"a" "b"', '"a",', 'W/abc'])('If-Match %j is refused', async (value) => {
  const headers = { 'if-match': value };
  await service.api.refused('invalid_parameter', 'PATCH', '/clusters/prod', { body: {}, headers });
});
