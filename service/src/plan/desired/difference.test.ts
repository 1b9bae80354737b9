import type { Catalogue } from '@hikube/domain';
import hikube from '@hikube/openapi/catalogue/hikube-1.1.2.json' with { type: 'json' };
import { describe, expect, test } from 'vitest';
import {
  completeAddon,
  completeCluster,
  completeNodeGroup,
  type Desired,
  type SparseCluster,
} from './desired.ts';
import { differenceOf, fieldsOfDifference, isEmpty } from './difference.ts';

function desired(cluster: SparseCluster = {}, groups: object = {}, addons: object = {}): Desired {
  return {
    cluster: completeCluster(cluster, hikube as Catalogue),
    nodeGroups: new Map(Object.entries(groups).map(([name, group]) => [name, completeNodeGroup(group)])),
    addons: new Map(Object.entries(addons).map(([id, addon]) => [id, completeAddon(addon)])),
  };
}

describe('differenceOf', () => {
  test.each<[string, Desired, Desired]>([
    ['the same', desired(), desired()],
    [
      'another spelling of a quantity',
      desired({}, { web: { diskSize: '20Gi' } }),
      desired({}, { web: { diskSize: '20480Mi' } }),
    ],
    [
      'a set in another order',
      desired({}, { web: { roles: ['a', 'b'] } }),
      desired({}, { web: { roles: ['b', 'a'] } }),
    ],
    [
      'values under the name of the chart',
      desired({}, {}, { velero: { valuesOverride: { a: 1 } } }),
      desired({}, {}, { velero: { valuesOverride: { velero: { a: 1 } } } }),
    ],
  ])('%s is no difference', (_name, before, after) => {
    expect(isEmpty(differenceOf('prod', before, after))).toBe(true);
  });

  test('names every place as a pointer from the cluster', () => {
    const before = desired({ labels: { a: '1' } }, { web: {}, old: {} }, { flux: {} });
    const after = desired(
      { labels: { a: '2' }, displayName: 'x' },
      { web: { maxReplicas: 3 }, fresh: {} },
      { velero: {} },
    );
    expect(fieldsOfDifference(differenceOf('prod', before, after))).toEqual([
      '/displayName',
      '/labels/a',
      '/nodeGroups/web/maxReplicas',
      '/nodeGroups/fresh',
      '/nodeGroups/old',
      '/addons/velero',
      '/addons/flux',
    ]);
  });
});
