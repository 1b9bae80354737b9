import { describe, expect, test } from 'vitest';
import { rollingChanges } from './rolling.ts';

const GPU = { name: 'nvidia.com/AD102GL_L40S' };
const OTHER = { name: 'nvidia.com/H100_94GB' };
const SIZE = { cpu: '4', memory: '8Gi' };

describe('rollingChanges', () => {
  test.each([
    [
      { minReplicas: 1, maxReplicas: 2 },
      { minReplicas: 5, maxReplicas: 9 },
    ],
    [{}, { instanceType: 'u1.medium', diskSize: '20Gi', roles: [], gpus: [] }],
    [{ diskSize: '1Gi' }, { diskSize: '1024Mi' }],
    [{ roles: ['a', 'b'] }, { roles: ['b', 'a'] }],
    [{ gpus: [GPU, OTHER] }, { gpus: [OTHER, GPU] }],
    [{ resources: SIZE }, { resources: { cpu: '4000m', memory: '8192Mi' } }],
    [
      { resources: SIZE, instanceType: 's1.large' },
      { resources: SIZE, instanceType: 'm1.large' },
    ],
    [{ resources: {} }, {}],
    [{ labels: { a: 'b' } }, { labels: {} }],
  ])('%j to %j replaces no node', (before, after) => {
    expect(rollingChanges(before, after)).toEqual([]);
  });

  test.each([
    [{ instanceType: 's1.large' }, { instanceType: 's1.xlarge' }, ['instanceType']],
    [{}, { instanceType: 's1.large' }, ['instanceType']],
    [{ diskSize: '20Gi' }, { diskSize: '30Gi' }, ['diskSize']],
    [{ roles: ['a'] }, { roles: [] }, ['roles']],
    [{ gpus: [GPU] }, { gpus: [GPU, GPU] }, ['gpus']],
    [{ resources: SIZE }, { resources: { cpu: '8', memory: '8Gi' } }, ['resources']],
    [{ resources: SIZE }, { resources: { cpu: '4', memory: '9Gi' } }, ['resources']],
    [{ instanceType: 's1.large' }, { instanceType: 's1.large', resources: SIZE }, ['resources']],
    [{ resources: SIZE }, { resources: null }, ['resources']],
    [{ resources: SIZE }, { instanceType: 's1.large' }, ['instanceType', 'resources']],
  ])('%j to %j replaces them because of %j', (before, after, expected) => {
    expect(rollingChanges(before, after)).toEqual(expected);
  });
});
