import { describe, expect, test } from 'vitest';
import { manifestOf, readSpec, told } from './manifest.test.support.ts';
import { readManifest } from './read-manifest.ts';

const VERSION = 'apps.cozystack.io/v1alpha1';

describe('what is no manifest of a cluster is refused and not read', () => {
  test.each([
    ['null', null, '', 'invalid_type'],
    ['a text', 'Kubernetes', '', 'invalid_type'],
    ['a list', [manifestOf({})], '', 'invalid_type'],
    ['no apiVersion', { kind: 'Kubernetes', spec: {} }, '/apiVersion', 'invalid_value'],
    [
      'an older apiVersion',
      { ...manifestOf({}), apiVersion: 'apps.cozystack.io/v1' },
      '/apiVersion',
      'invalid_value',
    ],
    ['no kind', { apiVersion: VERSION, spec: {} }, '/kind', 'invalid_value'],
    ['another kind', { ...manifestOf({}), kind: 'VMInstance' }, '/kind', 'invalid_value'],
  ])('%s', (_title, document, pointer, code) => {
    const { cluster, notes, findings } = readManifest(document);
    expect(findings.map((finding) => [finding.pointer, finding.code])).toEqual([[pointer, code]]);
    expect([cluster, notes]).toEqual([{}, []]);
  });

  test('with the sentence that helps', () => {
    const [finding] = readManifest({ ...manifestOf({}), kind: 'Deployment' }).findings;
    expect(finding?.detail).toBe('kind is "Deployment"; a manifest of a cluster has kind: Kubernetes.');
    expect(finding?.allowed).toEqual(['Kubernetes']);
  });
});

describe('the name', () => {
  test('of another cluster refuses the manifest', () => {
    const { findings } = readManifest(manifestOf({}), { name: 'staging' });
    expect(findings).toEqual([
      {
        pointer: '/metadata/name',
        code: 'invalid_value',
        severity: 'error',
        detail:
          'metadata.name is "prod", but the manifest was sent to the cluster "staging"; send it to the path of its ' +
          'own name, or correct the name.',
        allowed: ['staging'],
      },
    ]);
  });

  test('comes from where the manifest was sent when it has none', () => {
    const reading = readManifest({ apiVersion: VERSION, kind: 'Kubernetes', spec: {} }, { name: 'prod' });
    expect(reading.cluster['name']).toBe('prod');
    expect(told(reading)).toEqual(['normalised /metadata/name → prod']);
  });

  test('is needed when nothing else tells it', () => {
    const { findings } = readManifest({ apiVersion: VERSION, kind: 'Kubernetes' });
    expect(findings.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/metadata/name', 'invalid_value'],
    ]);
  });
});

describe('metadata', () => {
  test('keeps labels, as texts', () => {
    const reading = readSpec({}, { labels: { team: 'platform', tier: 1, legacy: true } });
    expect(reading.cluster['labels']).toEqual({ team: 'platform', tier: '1', legacy: 'true' });
    expect(told(reading)).toEqual([
      'normalised /metadata/labels/tier → 1',
      'normalised /metadata/labels/legacy → true',
    ]);
  });

  test('drops labels of the platform and labels without a value', () => {
    const reading = readSpec({}, { labels: { 'app.kubernetes.io/name': 'x', empty: null } });
    expect(reading.cluster['labels']).toEqual({});
    expect(told(reading)).toEqual([
      'ignored /metadata/labels/app.kubernetes.io~1name',
      'ignored /metadata/labels/empty',
    ]);
  });

  test('tells that a namespace, and what a server observed, has no effect', () => {
    const document = {
      ...manifestOf({}, { namespace: 'tenant-x', resourceVersion: '7', uid: 'u', generateName: 'x' }),
      status: { conditions: [{ type: 'Ready' }] },
    };
    const reading = readManifest(document);
    expect(reading.findings).toEqual([]);
    expect(told(reading)).toEqual([
      'ignored /status',
      'ignored /metadata/namespace',
      'ignored /metadata/resourceVersion',
      'ignored /metadata/uid',
      'ignored /metadata/generateName',
    ]);
    expect(reading.notes[1]?.detail).toBe('The tenant comes from the token, so the namespace has no effect.');
  });
});

describe('spec', () => {
  test('that is absent or null is an empty cluster', () => {
    const empty = { name: 'prod', labels: {}, nodeGroups: {}, addons: {} };
    expect(readManifest(manifestOf(null)).cluster).toEqual(empty);
    expect(readManifest({ ...manifestOf({}), spec: undefined }).cluster).toEqual(empty);
  });

  test('with a number as version is refused, because YAML reads 1.30 as 1.3', () => {
    const { cluster, findings } = readSpec({ version: 1.3 });
    expect(findings.map(({ pointer, code }) => [pointer, code])).toEqual([['/spec/version', 'invalid_type']]);
    expect(cluster).not.toHaveProperty('version');
  });

  test('with an empty host, version or class leaves them to the platform', () => {
    const { cluster, findings, notes } = readSpec({ host: '', version: '', storageClass: '' });
    expect(cluster).toEqual({ name: 'prod', labels: {}, nodeGroups: {}, addons: {} });
    expect([findings, notes]).toEqual([[], []]);
  });

  test('leaves what the contract refuses to the contract', () => {
    const { cluster } = readSpec({ version: true, host: 7, nodeGroups: { web: { minReplicas: 'two' } } });
    expect(cluster).toMatchObject({ version: true, host: 7, nodeGroups: { web: { minReplicas: 'two' } } });
  });

  test.each([
    ['nodeGorups', { nodeGorups: { web: {} } }],
    ['addon5', { nodeGroups: {}, addon5: {} }],
  ])('with the slip %s is refused, because its absence would delete', (key, spec) => {
    const { findings } = readSpec(spec);
    expect(findings.map(({ pointer, code }) => [pointer, code])).toEqual([[`/spec/${key}`, 'invalid_value']]);
  });

  test('with a slip beside the right key is accepted, and the slip is told', () => {
    const reading = readSpec({ nodeGroups: { web: {} }, nodeGorups: {} });
    expect(reading.findings).toEqual([]);
    expect(told(reading)).toEqual(['ignored /spec/nodeGorups']);
  });
});

describe('unknown keys of spec are told with where to look', () => {
  test.each([
    ['certManager', 'spec has no "certManager": write addons.certManager.'],
    ['backup', 'spec has no "backup": write addons.velero.'],
    ['storageClas', 'spec has no "storageClas"; did you mean storageClass?'],
    ['whatever', 'spec has no "whatever"; it has no effect.'],
    ['constructor', 'spec has no "constructor"; it has no effect.'],
  ])('%s', (key, detail) => {
    const { notes } = readSpec({ [key]: { enabled: true } });
    expect(notes).toEqual([{ pointer: `/spec/${key}`, code: 'ignored', detail }]);
  });

  test.each([
    ['talos', { version: 'v1.13.6' }, ['ignored /spec/talos']],
    ['oidc', { mode: 'System' }, ['ignored /spec/oidc']],
    ['oidc', { mode: 'None', users: [] }, []],
    ['images', { kubectl: '' }, []],
    ['images', { kubectl: 'registry/kubectl:1' }, ['ignored /spec/images']],
    ['nodeHealthCheck', {}, []],
  ])('a newer %s only when it asks for something (%j)', (key, value, notes) => {
    expect(told(readSpec({ [key]: value }))).toEqual(notes);
  });
});
