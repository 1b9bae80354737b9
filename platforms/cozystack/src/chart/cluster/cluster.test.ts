// What is found on the platform, whoever made it.
import { expect, test } from 'vitest';
import { shapeOf } from '../testing/schemas.ts';
import { clusterOf } from './cluster.ts';

test('a cluster that nobody said anything of is the one of the chart', () => {
  const found = clusterOf({}, shapeOf('1.6.2'));
  expect(found).toMatchObject({
    version: '1.35',
    topology: 'production',
    controlPlane: { replicas: 2, etcdMembers: 3 },
    storageClass: 'replicated',
    host: '',
    addons: [],
  });
  expect(found.nodeGroups).toMatchObject([
    { name: 'md0', uid: '', generation: 0, minReplicas: 0, maxReplicas: 10, roles: ['ingress-nginx'] },
  ]);
});

test('the group that comes along is shown beside those that were named, until it is made harmless', () => {
  const names = (nodeGroups: object, release: '1.1.2' | '1.6.2') =>
    clusterOf({ nodeGroups }, shapeOf(release)).nodeGroups.map(({ name }) => name);
  expect(names({ web: {} }, '1.1.2')).toEqual(['web', 'md0']);
  expect(names({ web: {} }, '1.6.2')).toEqual(['web']);
  const harmless = { minReplicas: 0, maxReplicas: 1, instanceType: 'u1.medium', ephemeralStorage: '20Gi' };
  expect(names({ web: {}, md0: { ...harmless, resources: {}, roles: [] } }, '1.1.2')).toEqual(['web']);
  expect(names({ md0: { ...harmless, maxReplicas: 2 } }, '1.1.2')).toEqual(['md0']);
});

test('a version that YAML has made a number of is the one that is offered', () => {
  const versionOf = (version: unknown, release: '1.1.2' | '1.6.2') =>
    clusterOf({ version }, shapeOf(release)).version;
  expect(versionOf(1.34, '1.1.2')).toBe('1.34');
  // Of 1.30 YAML leaves 1.3.
  expect(versionOf(1.3, '1.1.2')).toBe('1.30');
  expect(versionOf('1.3', '1.1.2')).toBe('1.3');
  expect(versionOf(1.3, '1.6.2')).toBe('1.3');
});

test('reads whatever stands there', () => {
  const found = clusterOf(
    {
      version: 'newest',
      controlPlane: { replicas: 'many' },
      nodeGroups: {
        web: {
          minReplicas: 'one',
          resources: { cpu: 4, memory: '8Gi' },
          gpus: [{ name: 'nvidia.com/A' }, 7],
        },
        none: null,
        text: 'text',
      },
      addons: { certManager: { enabled: 'yes' }, velero: { enabled: true, valuesOverride: 'x' }, fluxcd: [] },
    },
    shapeOf('1.6.2'),
  );
  expect(found).toMatchObject({ version: 'newest', controlPlane: { replicas: 2 } });
  expect(found.nodeGroups.map(({ name, minReplicas }) => [name, minReplicas])).toEqual([
    ['web', 0],
    ['none', 0],
    ['text', 0],
  ]);
  expect(found.nodeGroups[0]).toMatchObject({
    resources: { cpu: '4', memory: '8Gi' },
    gpus: ['nvidia.com/A'],
  });
  expect(found.addons).toEqual([{ id: 'velero', uid: '', generation: 0 }]);
});
