// No input makes a rule throw: any JSON in any place, values that are not known yet, and names that break objects.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HIKUBE } from './catalogue/profiles.test.support.ts';
import * as domain from './index.ts';
import { FINDING_CODES, type Finding, UNKNOWN } from './index.ts';

const KEYS = [
  ...[
    'name',
    'labels',
    'version',
    'topology',
    'controlPlane',
    'replicas',
    'etcdMembers',
    'storageClass',
    'host',
  ],
  ...['network', 'exposure', 'maintenance', 'window', 'days', 'startTime', 'durationMinutes', 'timeZone'],
  ...['autoPatch', 'exclusions', 'start', 'end', 'nodeGroups', 'addons', 'web', 'minReplicas', 'maxReplicas'],
  ...['instanceType', 'resources', 'cpu', 'memory', 'diskSize', 'roles', 'gpus', 'valuesOverride', 'options'],
  ...[
    'cert-manager',
    'certManager',
    'issuers',
    'type',
    'email',
    'flux',
    'gitRepository',
    'url',
    'ingress',
    'hosts',
  ],
  ...['cilium', 'ingress-nginx', 'global', 'targetVersion', 'startAt', 'maxSurge', 'maxUnavailable'],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', '', 'a/b', '~'],
];

const VALUES = [
  ...['1.34', 'v1.34.2', '1.99', 's1.large', 'nope', '20Gi', '-1', '1e999', '03:30', 'mon', 'Europe/Zurich'],
  ...['2026-01-01T00:00:00Z', 'production', 'replicated', 'proxied', 'lets-encrypt', '', '\u0000', '\ud800'],
  ...[0, -1, 3, 1.5, 1e308, true, false, null, UNKNOWN],
];

// Trees whose keys and leaves are those that the rules look at, so that the search goes deep.
const tree = fc.letrec<{ node: unknown }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    fc.constantFrom<unknown>(...VALUES),
    fc.jsonValue({ maxDepth: 1 }),
    fc.array(tie('node'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...KEYS), tie('node'), { maxKeys: 6, noNullPrototype: false }),
  ),
})).node;

function expectWellFormed(findings: readonly Finding[]): void {
  for (const finding of findings) {
    expect(FINDING_CODES).toContain(finding.code);
    expect(domain.pointerTokens(finding.pointer)).toBeDefined();
    expect(finding.detail).toMatch(/^.{5,}[.?]$/s);
    expect(finding.detail.length).toBeLessThan(1024);
  }
}

const CHECKS: Readonly<Record<string, (value: unknown, other: unknown) => readonly Finding[]>> = {
  checkCluster: (value) => domain.checkCluster(value, HIKUBE),
  'checkCluster offline': (value) => domain.checkCluster(value),
  checkNodeGroup: (value, name) => domain.checkNodeGroup(name, value, { catalogue: HIKUBE, addonIds: [] }),
  checkAddon: (value, id) =>
    domain.checkAddon(id, value, { catalogue: HIKUBE, addonIds: [], nodeGroups: [] }),
  'checkAddon cert-manager': (value) => domain.checkAddon('cert-manager', value),
  'checkAddon flux': (value) => domain.checkAddon('flux', value),
  checkMaintenance: (value) => domain.checkMaintenance(value),
  checkVersionUpgrade: (value, maintenance) => domain.checkVersionUpgrade(value, { maintenance }),
  checkVersionChange: (value, target) => domain.checkVersionChange(value, target, [value], HIKUBE),
  checkChange: (value, after) => domain.checkChange('Cluster', value, after),
};

describe('every rule answers with well-formed findings', () => {
  test.each(Object.entries(CHECKS))('%s', (_name, check) => {
    fc.assert(
      fc.property(tree, tree, (value, other) => expectWellFormed(check(value, other))),
      { numRuns: 300 },
    );
  });
});

test('findings repeat no more of a long text than a reader needs', () => {
  const text = 'x'.repeat(100_000);
  const leaves = Object.fromEntries(KEYS.slice(0, 40).map((key) => [key, text]));
  for (const check of Object.values(CHECKS)) expectWellFormed(check(leaves, text));
  expectWellFormed(domain.checkCluster({ nodeGroups: { web: leaves }, addons: { flux: leaves } }, HIKUBE));
});

test('a catalogue of a thousand names is not listed whole', () => {
  const instanceTypes = Array.from({ length: 1000 }, (_, index) => ({
    name: `x${index}.large`,
    family: `x${index}`,
    vcpus: 1,
    memory: '1Gi',
  }));
  const [finding] = domain.checkInstanceType('nope', { instanceTypes });
  expect(finding?.allowed).toHaveLength(100);
  expect(finding?.detail).toBe(
    'There is no instance type "nope"; choose one of x0.large, x1.large, x2.large, x3.large, x4.large, x5.large, ' +
      'x6.large, x7.large, x8.large, x9.large, x10.large, x11.large and 988 more.',
  );
});

const object = fc.dictionary(fc.constantFrom(...KEYS), tree, { noNullPrototype: false });

describe('every other function answers too', () => {
  test('about two states of a cluster', () => {
    fc.assert(
      fc.property(object, object, (before, after) => {
        expectWellFormed(domain.computeImpact({ cluster: 'x', before, after, catalogue: HIKUBE }).warnings);
        expect(domain.changedFields('Cluster', 'x', before, before)).toEqual([]);
        expect(domain.rollingChanges(before, before)).toEqual([]);
        domain.clusterDemand(after, HIKUBE);
        domain.controlPlaneSize(after);
        expect(domain.equalValues('cert-manager', before, before)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('about a maintenance window', () => {
    fc.assert(
      fc.property(tree, fc.double(), (maintenance, from) => {
        const opening = domain.nextOpening(maintenance, from);
        if (opening !== undefined) expect(opening.end).toBeGreaterThan(opening.start);
      }),
      { numRuns: 300 },
    );
  });

  test('about texts', () => {
    const texts = fc.oneof(fc.constantFrom<unknown>(...VALUES), fc.string(), fc.jsonValue());
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        domain.parseQuantity(a);
        domain.parseDuration(a);
        domain.parseTimestamp(a);
        domain.compareVersions(a, b);
        domain.upgradePath(a, b);
        domain.normaliseJsonText(a);
        expect(domain.equalJson(a, a)).toBe(true);
        expect(domain.equalQuantities(a, a)).toBe(true);
      }),
    );
  });
});

test('nothing was written to the prototype of objects', () => {
  expect(Object.keys(Object.prototype)).toEqual([]);
});
