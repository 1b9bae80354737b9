import { describe, expect, it } from 'vitest';
import type { Template } from '../world.ts';
import { allocatableOf, podsPerNode } from './capacity.ts';

function template(cpu: string, memory: string, gpus = 0): Template {
  const cards = Array<string>(gpus).fill('nvidia.com/H100_94GB');
  return {
    id: 1,
    instanceType: 'x',
    cpu,
    memory,
    explicitSize: false,
    diskSize: '20Gi',
    roles: [],
    gpus: cards,
  };
}

const GI = 1024 ** 3;

describe('what pods can use', () => {
  it.each([
    // Twice 5 %, at least 50m each.
    ['500m', 400],
    ['1', 900],
    ['4', 3600],
    // At most 500m each.
    ['64', 63_000],
  ])('of %s CPU are %i millicores', (cpu, expected) => {
    expect(allocatableOf(template(cpu, '8Gi')).cpuMilli).toBe(expected);
  });

  it.each([
    // Twice 256Mi, and 7 %.
    ['2Gi', 1.36],
    ['8Gi', 6.64],
    // Twice 1Gi at most, and 7 %.
    ['256Gi', 236.08],
  ])('of %s memory are %d GiB', (memory, expected) => {
    expect(allocatableOf(template('4', memory)).memoryBytes / GI).toBeCloseTo(expected, 5);
  });

  it('is what the kubelet of the group leaves', () => {
    const kubelet = { systemReservedCpu: '1', kubeReservedMemory: '2Gi', evictionHardMemory: '1Gi' };
    const { cpuMilli, memoryBytes } = allocatableOf({ ...template('4', '8Gi'), kubelet });
    // The other halves are as the platform reserves them: 200m, and 5 % of 8Gi.
    expect(cpuMilli).toBe(2800);
    expect(memoryBytes / GI).toBeCloseTo(4.6, 5);
  });

  it('is never less than nothing', () => {
    expect(allocatableOf(template('50m', '128Mi'))).toEqual({ cpuMilli: 0, memoryBytes: 0, gpus: 0 });
  });
});

describe('pods on a node of 4 CPU, 8Gi and 2 GPUs', () => {
  const node = allocatableOf(template('4', '8Gi', 2));

  it.each([
    [{ cpu: '1' }, 3],
    [{ cpu: '500m' }, 7],
    [{ cpu: '3600m' }, 1],
    [{ cpu: '3601m' }, 0],
    [{ cpu: '100m', memory: '1Gi' }, 6],
    [{ cpu: '100m', memory: '7Gi' }, 0],
    [{ cpu: '100m', gpus: 1 }, 2],
    [{ cpu: '100m', gpus: 3 }, 0],
    // The kubelet runs no more than 110.
    [{ cpu: '1m' }, 110],
  ])('%j: %i', (request, expected) => {
    expect(podsPerNode({ pods: 1, ...request }, node)).toBe(expected);
  });
});
