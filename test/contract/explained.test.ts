// What the schema says and the rules of the domain judge: whoever sends a value that the schema excludes is refused, at
// its place, with the sentence of the rule.
import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
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
  'Cluster.etcdMembers enum': [
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
  'VersionUpgradeCreate then': [['POST', UPGRADES, { targetVersion: '1.34', start: 'at' }, '/startAt']],
  'VersionUpgradeCreate else': [
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
    const { code, detail } = problem.errors.find((error) => error.pointer === pointer) ?? {};
    // A rule says what to do; what only the shape is refused for has the words of the schema.
    expect({ code, detail }).toMatchObject({ code: expect.any(String), detail: expect.stringMatching(/\S/) });
    expect(detail).not.toMatch(/^must (?:match|be equal)|pattern/);
  });
});

/** Names such as `NodeTaint.key pattern`, for each keyword that is left to the rules; a condition alone excludes nothing. */
function placesIn(schema: unknown, name: string): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { 'x-hikube-explained': keywords = [], ...parts } = schema as Record<string, unknown>;
  const judged = (keywords as readonly string[]).filter((keyword) => keyword !== 'if');
  const own = judged.map((keyword) => `${name} ${keyword}`);
  const inner = Object.entries(parts).flatMap(([key, part]) =>
    key === 'properties'
      ? Object.entries(part as object).flatMap(([property, each]) =>
          placesIn(each, `${name.split('.')[0]}.${property}`),
        )
      : placesIn(part, name),
  );
  return [...own, ...inner];
}

test('every place that the contract leaves to the domain has a sample, and no other', async () => {
  const folder = new URL('../../openapi/schemas/', import.meta.url);
  const files = (await readdir(folder)).filter((file) => file.endsWith('.yaml'));
  const texts = await Promise.all(files.map((file) => readFile(new URL(file, folder), 'utf8')));
  const places = texts.flatMap((text) =>
    Object.entries(parse(text) as object).flatMap(([name, schema]) => placesIn(schema, name)),
  );
  expect(Object.keys(SAMPLES).sort()).toEqual(places.sort());
});

test.each(['abc', '"a" "b"', '"a",', 'W/abc'])('If-Match %j is refused', async (value) => {
  const headers = { 'if-match': value };
  await service.api.refused('invalid_parameter', 'PATCH', '/clusters/prod', { body: {}, headers });
});
