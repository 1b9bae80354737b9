import { describe, expect, test } from 'vitest';
import { HIKUBE } from '../catalogue/profiles.test.support.ts';
import { formatQuantity } from '../values/quantity.ts';
import { addDemands, clusterDemand, type Demand, maxNodes, NO_DEMAND, nodesDemand } from './demand.ts';

const written = (demand: Demand) =>
  Object.fromEntries(Object.entries(demand).map(([resource, amount]) => [resource, formatQuantity(amount)]));

describe('nodesDemand', () => {
  test('multiplies the size of a node', () => {
    const group = { instanceType: 'u1.xlarge', gpus: [{ name: 'a' }, { name: 'a' }] };
    expect(written(nodesDemand(group, 3, HIKUBE))).toEqual({
      clusters: '0',
      nodes: '3',
      cpu: '12',
      memory: '48Gi',
      gpus: '6',
    });
  });

  test('counts explicit resources without a catalogue', () => {
    const group = { resources: { cpu: '1500m', memory: '1Gi' } };
    expect(written(nodesDemand(group, 2))).toEqual({
      clusters: '0',
      nodes: '2',
      cpu: '3',
      memory: '2Gi',
      gpus: '0',
    });
  });

  test.each([0, -1, 1.5, Number.NaN])('%d nodes take nothing', (count) => {
    expect(nodesDemand({ instanceType: 'u1.xlarge' }, count, HIKUBE)).toEqual(NO_DEMAND);
  });
});

test('maxNodes is the maximum of the group', () => {
  expect([maxNodes({ maxReplicas: 3 }), maxNodes({}), maxNodes({ maxReplicas: 'x' })]).toEqual([3, 10, 0]);
});

test('a cluster counts itself and its groups at their maximum', () => {
  const groups = {
    web: { maxReplicas: 10, instanceType: 's1.large' },
    gone: null,
    small: { maxReplicas: 1, instanceType: 's1.small' },
  };
  expect(written(clusterDemand(groups, HIKUBE))).toEqual({
    clusters: '1',
    nodes: '11',
    cpu: '41',
    memory: '82Gi',
    gpus: '0',
  });
  expect(written(clusterDemand(undefined))).toMatchObject({ clusters: '1', nodes: '0' });
});

test('addDemands adds each resource', () => {
  const one = nodesDemand({ instanceType: 's1.small' }, 1, HIKUBE);
  expect(addDemands(one, one)).toEqual(nodesDemand({ instanceType: 's1.small' }, 2, HIKUBE));
});
