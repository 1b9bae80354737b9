import { describe, expect, test } from 'vitest';
import { HIKUBE } from '../catalogue/profiles.test.support.ts';
import { formatQuantity } from '../values/quantity.ts';
import { computeImpact } from './impact.ts';

const WEB = { minReplicas: 2, maxReplicas: 10, instanceType: 's1.large' };
const DB = { minReplicas: 3, maxReplicas: 5, instanceType: 'm1.large' };
const BEFORE = { version: '1.33', nodeGroups: { web: WEB, db: DB }, addons: { flux: {} } };
const NODES = { web: 4, db: 3 };

const impactOf = (after: Readonly<Record<string, unknown>>) =>
  computeImpact({
    cluster: 'shop',
    before: BEFORE,
    after: { ...BEFORE, ...after },
    nodes: NODES,
    catalogue: HIKUBE,
  });

describe('computeImpact', () => {
  test('no change has no impact', () => {
    const impact = impactOf({ version: 'v1.33.8' });
    expect(impact).toMatchObject({ changes: [], nodesRolled: 0, nodeGroupsRolled: [], warnings: [] });
  });

  test('bounds change in place', () => {
    const impact = impactOf({ nodeGroups: { web: { ...WEB, maxReplicas: 12 }, db: DB } });
    expect(impact.changes).toEqual([
      { action: 'update', kind: 'NodeGroup', name: 'web', fields: ['/maxReplicas'], rollsNodes: false },
    ]);
    expect([impact.nodesRolled, impact.warnings]).toEqual([0, []]);
  });

  test('another instance type replaces the nodes of its group', () => {
    const impact = impactOf({ nodeGroups: { web: { ...WEB, instanceType: 's1.xlarge' }, db: DB } });
    expect(impact.changes).toEqual([
      { action: 'update', kind: 'NodeGroup', name: 'web', fields: ['/instanceType'], rollsNodes: true },
    ]);
    expect([impact.nodesRolled, impact.nodeGroupsRolled]).toEqual([4, ['web']]);
    expect([formatQuantity(impact.surge.nodes), formatQuantity(impact.surge.cpu)]).toEqual(['1', '8']);
    expect(impact.warnings).toEqual([
      {
        pointer: '/nodeGroups/web',
        code: 'nodes_roll',
        severity: 'warning',
        detail: 'Changing instanceType replaces 4 nodes of web, one after the other.',
      },
    ]);
  });

  test('what the nodes run decides about them, and what is stored about the change', () => {
    const after = { ...BEFORE, nodeGroups: { web: { ...WEB, instanceType: 's1.xlarge' }, db: DB } };
    const input = { cluster: 'shop', before: BEFORE, after, nodes: NODES, catalogue: HIKUBE };
    const impact = computeImpact({ ...input, rolling: { web: [] } });
    expect(impact.changes).toEqual([
      { action: 'update', kind: 'NodeGroup', name: 'web', fields: ['/instanceType'], rollsNodes: false },
    ]);
    expect([impact.nodesRolled, impact.warnings]).toEqual([0, []]);
    const other = computeImpact({ ...input, rolling: { web: ['diskSize'] } });
    expect(other.warnings[0]?.detail).toMatch(/^Changing diskSize replaces 4 nodes/);
  });

  test('an upgrade replaces every node', () => {
    const impact = impactOf({ version: '1.34' });
    expect(impact.changes).toEqual([
      { action: 'update', kind: 'Cluster', name: 'shop', fields: ['/version'], rollsNodes: true },
    ]);
    expect([impact.nodesRolled, impact.nodeGroupsRolled]).toEqual([7, ['web', 'db']]);
    expect(formatQuantity(impact.surge.nodes)).toBe('2');
  });

  test('a maximum below the size removes nodes', () => {
    const impact = impactOf({ nodeGroups: { web: { ...WEB, maxReplicas: 3 }, db: DB } });
    expect(impact.warnings).toEqual([
      {
        pointer: '/nodeGroups/web',
        code: 'nodes_deleted',
        severity: 'warning',
        detail: 'maxReplicas of web is below its size, so 1 node is drained and removed.',
      },
    ]);
  });

  test('children come and go', () => {
    const impact = impactOf({
      nodeGroups: { web: WEB, new: { minReplicas: 1 } },
      addons: { monitoring: {} },
    });
    expect(impact.changes).toEqual([
      { action: 'create', kind: 'NodeGroup', name: 'new', fields: [], rollsNodes: false },
      { action: 'delete', kind: 'NodeGroup', name: 'db', fields: [], rollsNodes: false },
      { action: 'create', kind: 'Addon', name: 'monitoring', fields: [], rollsNodes: false },
      { action: 'delete', kind: 'Addon', name: 'flux', fields: [], rollsNodes: false },
    ]);
    expect(impact.warnings.map((finding) => finding.detail)).toEqual([
      'db is deleted, so 3 nodes are drained and removed.',
    ]);
  });

  test('creation replaces nothing', () => {
    const impact = computeImpact({ cluster: 'shop', after: BEFORE });
    expect(impact.changes.map((change) => `${change.action} ${change.kind} ${change.name}`)).toEqual([
      'create Cluster shop',
      'create NodeGroup web',
      'create NodeGroup db',
      'create Addon flux',
    ]);
    expect([impact.nodesRolled, impact.warnings]).toEqual([0, []]);
  });

  test('deletion removes everything', () => {
    const impact = computeImpact({ cluster: 'shop', before: BEFORE, nodes: NODES });
    expect(impact.changes.map((change) => `${change.action} ${change.kind} ${change.name}`)).toEqual([
      'delete Cluster shop',
      'delete NodeGroup web',
      'delete NodeGroup db',
      'delete Addon flux',
    ]);
    expect(impact.warnings.map((finding) => finding.code)).toEqual(['nodes_deleted', 'nodes_deleted']);
  });

  test('a group of unknown size counts with its minimum', () => {
    const after = { ...BEFORE, nodeGroups: { web: { ...WEB, diskSize: '50Gi' }, db: DB } };
    expect(computeImpact({ cluster: 'shop', before: BEFORE, after }).nodesRolled).toBe(2);
  });

  test('the surge never exceeds the group', () => {
    const after = { ...BEFORE, version: '1.34' };
    const pace = { maxSurge: 10, maxUnavailable: 0 };
    const impact = computeImpact({ cluster: 'shop', before: BEFORE, after, nodes: NODES, pace });
    expect(formatQuantity(impact.surge.nodes)).toBe('7');
  });

  test('the surge is that of the rollout of each group, and alone it rolls nothing', () => {
    const web = { ...WEB, rollout: { maxSurge: 3, maxUnavailable: 1 } };
    const alone = { ...BEFORE, nodeGroups: { web, db: DB } };
    const idle = computeImpact({ cluster: 'shop', before: BEFORE, after: alone, nodes: NODES });
    expect([idle.nodesRolled, idle.warnings, formatQuantity(idle.surge.nodes)]).toEqual([0, [], '0']);
    const after = { ...BEFORE, nodeGroups: { web: { ...web, diskSize: '50Gi' }, db: DB } };
    const impact = computeImpact({ cluster: 'shop', before: BEFORE, after, nodes: NODES });
    expect(formatQuantity(impact.surge.nodes)).toBe('3');
    expect(impact.warnings[0]?.detail).toMatch(/, at most 3 extra nodes and 1 missing node at once\.$/);
  });
});
