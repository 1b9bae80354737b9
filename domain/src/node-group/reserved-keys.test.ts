import { describe, expect, test } from 'vitest';
import { reservedNodeLabel, reservedTaint } from './reserved-keys.ts';

describe('labels of nodes', () => {
  test.each([
    'tier',
    'example.ch/tier',
    'notkubernetes.io/tier',
    'node-restriction.kubernetes.io/tenant',
    'node.kubernetes.io/exclude-from-external-load-balancers',
  ])('may have the key %s', (key) => {
    expect(reservedNodeLabel(key)).toBeUndefined();
  });

  test.each([
    ['kubernetes.io/hostname', 'kubernetes.io'],
    ['topology.kubernetes.io/zone', 'kubernetes.io'],
    ['node.kubernetes.io/instance-type', 'kubernetes.io'],
    ['x.k8s.io/a', 'k8s.io'],
    ['apps.cozystack.io/a', 'cozystack.io'],
    ['hikube.cloud/node-group', 'hikube.cloud'],
  ])('may not have the key %s', (key, domain) => {
    expect(reservedNodeLabel(key)).toContain(`under ${domain} are reserved`);
  });

  test('name a role among the roles', () => {
    expect(reservedNodeLabel('node-role.kubernetes.io/edge')).toBe(
      'Role labels come from the roles of a node group; add "edge" to roles in place of this label.',
    );
  });
});

describe('taints of nodes', () => {
  test.each(['dedicated', 'nvidia.com/gpu', 'node-role.kubernetes.io/edge'])('may have the key %s', (key) => {
    expect(reservedTaint(key)).toBeUndefined();
  });

  test.each(['node.kubernetes.io/unschedulable', 'x.k8s.io/a', 'cozystack.io/a', 'a.hikube.cloud/b'])(
    'may not have the key %s',
    (key) => {
      expect(reservedTaint(key)).toMatch(/are reserved/);
    },
  );
});
