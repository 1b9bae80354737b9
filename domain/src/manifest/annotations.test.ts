import { describe, expect, test } from 'vitest';
import { readSpec, told } from './manifest.test.support.ts';

/** Reads a manifest with these annotations under our prefix; the cluster comes without name, labels and groups. */
function readAnnotations(texts: Readonly<Record<string, unknown>>, spec: unknown = {}) {
  const entries = Object.entries(texts).map(([name, text]) => [`platform.hikube.cloud/${name}`, text]);
  const reading = readSpec(spec, { annotations: Object.fromEntries(entries) });
  const { name: _name, labels: _labels, nodeGroups: _groups, ...cluster } = reading.cluster;
  const place = '/metadata/annotations/platform.hikube.cloud~1';
  return {
    cluster,
    notes: told(reading).map((note) => note.replaceAll(place, '')),
    findings: reading.findings.map(({ pointer, code }) => `${code} ${pointer.replace(place, '')}`),
    reading,
  };
}

describe('what the form lacks is read from annotations', () => {
  test.each([
    ['display-name', 'Shop', { displayName: 'Shop' }],
    ['topology', 'development', { topology: 'development' }],
    ['site', 'gland', { site: 'gland' }],
    ['etcd-members', '5', { controlPlane: { etcdMembers: 5 } }],
    ['etcd-members', 5, { controlPlane: { etcdMembers: 5 } }],
    ['exposure', 'load-balancer', { network: { exposure: 'load-balancer' } }],
    ['deletion-protection', 'true', { deletionProtection: true }],
    ['deletion-protection', false, { deletionProtection: false }],
    ['deletion-volumes', 'retain', { deletion: { volumes: 'retain' } }],
    ['maintenance', '{"autoPatch":true}', { maintenance: { autoPatch: true } }],
    ['addons', '{"dashboard":{}}', { addons: { dashboard: {} } }],
    ['addons', '{"dashboard":null}', { addons: { dashboard: null } }],
  ])('%s: %s', (name, text, expected) => {
    const { cluster, notes, findings } = readAnnotations({ [name]: text });
    expect(cluster).toEqual({ addons: {}, ...expected });
    expect([notes, findings]).toEqual([[], []]);
  });

  test('beside what the form has', () => {
    const { cluster } = readAnnotations({ 'etcd-members': '1' }, { controlPlane: { replicas: 2 } });
    expect(cluster).toEqual({ addons: {}, controlPlane: { replicas: 2, etcdMembers: 1 } });
  });
});

describe('an annotation is refused', () => {
  test.each([
    ['topology', 'large'],
    ['topology', null],
    ['site', ''],
    ['etcd-members', 'three'],
    ['etcd-members', '-1'],
    ['deletion-protection', 'yes'],
    ['deletion-protection', 'constructor'],
    ['exposure', { public: true }],
    ['deletion-volumes', 'keep'],
    ['maintenance', 'never'],
    ['maintenance', '[]'],
    ['maintenance', '{"autoPatch":'],
    ['addons', `${'{"a":'.repeat(33)}1${'}'.repeat(33)}`],
    ['addons', `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
  ])('%s: %.30j', (name, text) => {
    const { findings, cluster } = readAnnotations({ [name]: text });
    expect(findings).toEqual([`invalid_value ${name}`]);
    expect(cluster).toEqual({ addons: {} });
  });

  test('with the sentence that helps', () => {
    const { reading } = readAnnotations({ topology: 'large' });
    expect(reading.findings[0]?.detail).toBe(
      'The annotation platform.hikube.cloud/topology takes production or development, not "large".',
    );
    expect(reading.findings[0]?.allowed).toEqual(['production', 'development']);
  });
});

test('other annotations are told to have no effect', () => {
  const annotations = {
    'kubectl.kubernetes.io/last-applied-configuration': '{}',
    'platform.hikube.cloud/topolgy': 'production',
    'platform.hikube.cloud/constructor': 'x',
  };
  const { notes, findings } = readSpec({}, { annotations });
  expect(findings).toEqual([]);
  expect(notes.map(({ detail }) => detail)).toEqual([
    'Annotations are not kept, except those that carry settings of the cluster.',
    'No setting travels in an annotation of this name; did you mean topology?',
    'No setting travels in an annotation of this name; there are display-name, topology, site, etcd-members, exposure, ' +
      'deletion-protection, deletion-volumes, maintenance, addons, node-groups.',
  ]);
});

describe('node groups in the annotation', () => {
  const spec = { nodeGroups: { web: { minReplicas: 1, maxReplicas: 2 } } };

  test('complete those of the form, which wins', () => {
    const text = JSON.stringify({ web: { labels: { tier: 'edge' }, maxReplicas: 9 } });
    expect(readAnnotations({ 'node-groups': text }, spec).reading.cluster['nodeGroups']).toEqual({
      web: { minReplicas: 1, maxReplicas: 2, labels: { tier: 'edge' } },
    });
  });

  test('that the manifest does not have are told to have no effect', () => {
    const { reading } = readAnnotations({ 'node-groups': '{"gone":{"labels":{}}}' }, spec);
    expect(Object.keys(reading.cluster['nodeGroups'] as object)).toEqual(['web']);
    expect(reading.notes.map(({ detail }) => detail)).toEqual([
      'The annotation has settings of the node group gone, which the manifest does not have; they have no effect.',
    ]);
  });

  test('must be objects', () => {
    const { reading } = readAnnotations({ 'node-groups': '{"web":1}' }, spec);
    expect(reading.findings.map(({ code }) => code)).toEqual(['invalid_type']);
  });
});

describe('add-ons in the annotation', () => {
  const issuers = { ca: { type: 'private-ca', secretName: 'ca' } };

  test('complete those of the form, which wins', () => {
    const addons = {
      'cert-manager': { version: '1.19.3', options: { certManager: { issuers } }, valuesOverride: {} },
    };
    const spec = { addons: { certManager: { enabled: true, valuesOverride: { 'cert-manager': { a: 1 } } } } };
    expect(readAnnotations({ addons: JSON.stringify(addons) }, spec).cluster['addons']).toEqual({
      'cert-manager': {
        version: '1.19.3',
        options: { certManager: { issuers } },
        valuesOverride: { 'cert-manager': { a: 1 } },
      },
    });
  });

  test('do not enable what the form does not', () => {
    const { cluster, notes } = readAnnotations({ addons: '{"cert-manager":{"version":"1.19.3"}}' });
    expect(cluster).toEqual({ addons: {} });
    expect(notes).toEqual(['ignored addons']);
  });

  test('enable the vertical pod autoscaler alone, which the form cannot', () => {
    const { cluster, notes } = readAnnotations({ addons: '{"vertical-pod-autoscaler":{}}' });
    expect([cluster, notes]).toEqual([{ addons: { 'vertical-pod-autoscaler': {} } }, []]);
  });

  test('with a name that breaks objects are only names', () => {
    const { cluster } = readAnnotations({ addons: '{"__proto__":{"polluted":true},"nfs":{}}' });
    expect(Object.keys(cluster['addons'] as object)).toEqual(['__proto__', 'nfs']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
