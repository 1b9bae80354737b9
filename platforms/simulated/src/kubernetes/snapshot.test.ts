import { expect, test } from 'vitest';
import { cluster, group } from '../testing/desired.ts';
import { Simulation } from '../testing/simulation.ts';
import { snapshotOf } from './snapshot.ts';

function nodesOf({ world, environment }: Simulation) {
  return snapshotOf(world, environment, { certificateAuthority: '', revision: 1 }).nodes;
}

const SIZE = { minReplicas: 1, resources: { cpu: '4', memory: '8Gi' } };

test('what pods can use of a node is what the kubelet of its group leaves', () => {
  const simulation = new Simulation(
    cluster({
      nodeGroups: [
        group('default', SIZE),
        group('own', {
          ...SIZE,
          kubelet: {
            systemReservedCpu: '250m',
            systemReservedMemory: '512Mi',
            kubeReservedCpu: '750m',
            kubeReservedMemory: '1Gi',
            evictionHardMemory: '512Mi',
            evictionSoftMemory: '1Gi',
          },
        }),
      ],
    }),
  );
  simulation.settle();
  const byGroup = nodesOf(simulation).map(({ nodeGroup, allocatable }) => [nodeGroup, allocatable]);
  expect(Object.fromEntries(byGroup)).toEqual({
    // Twice 5 % of both, and 7 % of the memory.
    default: { cpu: '3600m', memory: String(Math.floor(8 * 1024 ** 3 * 0.83)) },
    own: { cpu: '3', memory: '6Gi' },
  });
});

test('a node has what it was made with, beside the one that replaces it', () => {
  const wish = (changes: object) => cluster({ nodeGroups: [group('web', { ...SIZE, ...changes })] });
  const simulation = new Simulation(wish({}));
  simulation.settle();
  const kubelet = { systemReservedCpu: '1', kubeReservedCpu: '1' };
  simulation.patch({ nodeGroups: wish({ generation: 2, kubelet }).nodeGroups });
  expect(
    nodesOf(simulation)
      .map(({ allocatable: { cpu } }) => cpu)
      .sort(),
  ).toEqual(['2', '3600m']);
  simulation.settle();
  expect(nodesOf(simulation).map(({ allocatable: { cpu } }) => cpu)).toEqual(['2']);
});
