import { describe, expect, test } from 'vitest';
import { HIKUBE } from '../catalogue/profiles.test.support.ts';
import { clusterDemand, NO_DEMAND, nodesDemand } from './demand.ts';
import { checkQuota, quotaItems } from './quota.ts';

const groups = (maxReplicas: number) =>
  clusterDemand({ web: { instanceType: 's1.large', maxReplicas } }, HIKUBE);

describe('checkQuota', () => {
  test('takes what fits exactly', () => {
    const change = { others: NO_DEMAND, before: NO_DEMAND, after: groups(5) };
    expect(checkQuota({ clusters: '1', nodes: '5', cpu: '20', memory: '40Gi', gpus: '0' }, change)).toEqual(
      [],
    );
  });

  test('refuses what does not fit, one finding for each resource', () => {
    const change = { others: groups(3), before: NO_DEMAND, after: groups(3) };
    const findings = checkQuota({ clusters: '2', cpu: '20', memory: '47Gi' }, change, '/nodeGroups');
    expect(findings).toEqual([
      {
        pointer: '/nodeGroups',
        code: 'quota_exceeded',
        severity: 'error',
        detail:
          'The quota for cpu is 20, but with every node group at its maximum the tenant would take 24; ' +
          'lower maxReplicas, or choose a smaller instanceType or fewer resources, or ask for a higher quota.',
        params: { resource: 'cpu', limit: '20', needed: '24' },
      },
      {
        pointer: '/nodeGroups',
        code: 'quota_exceeded',
        severity: 'error',
        detail:
          'The quota for memory is 47Gi, but with every node group at its maximum the tenant would take 48Gi; ' +
          'lower maxReplicas, or choose a smaller instanceType or fewer resources, or ask for a higher quota.',
        params: { resource: 'memory', limit: '47Gi', needed: '48Gi' },
      },
    ]);
  });

  test.each([
    ['clusters', 'the tenant would have 2; delete a cluster that is not needed any more, or ask'],
    ['nodes', 'would take 10; lower maxReplicas, or ask'],
    ['gpus', 'would take 5; lower maxReplicas, or list fewer gpus, or ask'],
  ])('says of %s what helps against it, and nothing else', (resource, text) => {
    const many = clusterDemand(
      { web: { instanceType: 's1.large', maxReplicas: 5, gpus: [{ name: 'a' }] } },
      HIKUBE,
    );
    const others = { ...groups(5), gpus: 0n };
    const [finding] = checkQuota({ [resource]: '1' }, { others, before: NO_DEMAND, after: many });
    expect(finding?.detail).toContain(text);
    expect(finding?.detail.includes('maxReplicas')).toBe(resource !== 'clusters');
  });

  test('a tenant above its quota may shrink and stay', () => {
    const quota = { nodes: '2' };
    expect(checkQuota(quota, { others: NO_DEMAND, before: groups(9), after: groups(5) })).toEqual([]);
    expect(checkQuota(quota, { others: NO_DEMAND, before: groups(9), after: groups(9) })).toEqual([]);
    expect(checkQuota(quota, { others: NO_DEMAND, before: groups(9), after: groups(10) })).toHaveLength(1);
  });

  test('extra nodes during replacement only warn', () => {
    const surge = nodesDemand({ instanceType: 's1.large' }, 1, HIKUBE);
    const change = { others: NO_DEMAND, before: groups(5), after: groups(5), surge };
    expect(checkQuota({ nodes: '6', cpu: '20' }, change)).toEqual([
      {
        pointer: '',
        code: 'quota_at_surge',
        severity: 'warning',
        detail:
          'While nodes are replaced the tenant may need 24 of cpu, and its quota is 20; the replacement waits ' +
          'until there is room.',
      },
    ]);
  });

  test('what has no limit, or one that is no quantity, is not limited', () => {
    const change = { others: NO_DEMAND, before: NO_DEMAND, after: groups(1000) };
    expect(checkQuota({}, change)).toEqual([]);
    expect(checkQuota({ nodes: 'plenty' }, change)).toEqual([]);
  });
});

test('quotaItems lists the limits in the order of the contract', () => {
  const used = nodesDemand({ instanceType: 's1.large' }, 2, HIKUBE);
  expect(quotaItems({ memory: '64Gi', nodes: '8' }, used, groups(5))).toEqual([
    { resource: 'nodes', limit: '8', used: '2', requested: '5' },
    { resource: 'memory', limit: '64Gi', used: '16Gi', requested: '40Gi' },
  ]);
});
