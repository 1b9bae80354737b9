import { describe, expect, test } from 'vitest';
import { HIKUBE } from '../catalogue/profiles.test.support.ts';
import { planUpgrade, type UpgradePlanInput } from './upgrade-plan.ts';

const INPUT: UpgradePlanInput = {
  current: '1.33',
  nodeGroups: [
    { name: 'web', nodes: 3, readyNodes: 3, version: '1.33.8' },
    { name: 'idle', nodes: 0, version: null },
  ],
  controlPlaneReplicas: 3,
  catalogue: HIKUBE,
};

const codes = (findings: readonly { readonly pointer: string; readonly code: string }[]) =>
  findings.map((finding) => [finding.pointer, finding.code]);

describe('planUpgrade', () => {
  test('goes to the next minor, control plane first, then the groups', () => {
    expect(planUpgrade(INPUT)).toEqual({
      currentVersion: '1.33',
      targetVersion: '1.34',
      allowedTargets: ['1.34'],
      steps: [
        {
          name: 'Upgrade the control plane to 1.34, 3 API servers one by one',
          kind: 'ControlPlane',
          group: null,
          nodes: 0,
        },
        {
          name: 'Replace the nodes of web, at most 1 extra node and 1 missing node at once',
          kind: 'NodeGroup',
          group: 'web',
          nodes: 3,
        },
        {
          name: 'Replace the nodes of idle, at most 1 extra node and 1 missing node at once',
          kind: 'NodeGroup',
          group: 'idle',
          nodes: 0,
        },
      ],
      nodesRolled: 3,
      blockers: [],
      warnings: [],
    });
  });

  test('the newest cluster has nothing to do', () => {
    expect(planUpgrade({ ...INPUT, current: '1.35' })).toMatchObject({
      currentVersion: '1.35',
      targetVersion: null,
      allowedTargets: [],
      steps: [],
      nodesRolled: 0,
      blockers: [],
    });
  });

  test('the version that it has is no upgrade', () => {
    expect(planUpgrade({ ...INPUT, target: 'v1.33.8' })).toMatchObject({
      targetVersion: '1.33',
      steps: [],
      blockers: [],
    });
  });

  test('starts after the queue', () => {
    expect(planUpgrade({ ...INPUT, queued: ['1.34'] })).toMatchObject({
      currentVersion: '1.34',
      targetVersion: '1.35',
    });
  });

  test('a skip is a blocker with the allowed targets', () => {
    const plan = planUpgrade({ ...INPUT, target: '1.35' });
    expect(codes(plan.blockers)).toEqual([['/targetVersion', 'version_skip']]);
    expect(plan.blockers[0]?.allowed).toEqual(['1.34']);
  });

  test('a text that is no version is a blocker, with no steps', () => {
    const plan = planUpgrade({ ...INPUT, target: 'latest' });
    expect(plan).toMatchObject({ targetVersion: null, steps: [] });
    expect(codes(plan.blockers)).toEqual([['/targetVersion', 'invalid_version']]);
  });

  test('nodes that are too old are a blocker', () => {
    const old = (version: string) =>
      planUpgrade({ ...INPUT, nodeGroups: [{ name: 'old', nodes: 1, version }] });
    expect(codes(old('1.30.14').blockers)).toEqual([['/nodeGroups/old', 'version_skew']]);
    expect(old('1.31.14').blockers).toEqual([]);
  });

  test('no pace at all is a blocker', () => {
    expect(codes(planUpgrade({ ...INPUT, maxSurge: 0, maxUnavailable: 0 }).blockers)).toEqual([
      ['/maxUnavailable', 'upgrade_cannot_proceed'],
    ]);
  });

  test('warns of what an operator would look at', () => {
    const gpus = [{ name: 'nvidia.com/AD102GL_L40S' }];
    const plan = planUpgrade({
      ...INPUT,
      nodeGroups: [
        { name: 'ml', nodes: 2, readyNodes: 1, group: { gpus } },
        { name: 'db', nodes: 1 },
      ],
    });
    expect(codes(plan.warnings)).toEqual([
      ['/nodeGroups/ml', 'gpu_reserve'],
      ['/nodeGroups/ml', 'nodes_not_ready'],
    ]);
    const tight = planUpgrade({ ...INPUT, maxSurge: 0, nodeGroups: [{ name: 'db', nodes: 1 }] });
    expect(codes(tight.warnings)).toEqual([['/nodeGroups/db', 'no_fault_tolerance']]);
  });
});
