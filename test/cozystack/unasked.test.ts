// A cluster of somebody else that is written to for one thing: what nobody asked for stays, in the eyes of the chart.
import { readFileSync } from 'node:fs';
import type { Schema as ServedSchema } from '@hikube/kubernetes-api';
import { clusterOf, readShape, specOf } from '@hikube/platform-cozystack';
import { describe, expect, test } from 'vitest';
import { withDefaults } from '../doubles/cozystack/applications/defaults.ts';
import { mergedValues } from '../doubles/cozystack/releases/values.ts';

const RELEASES = ['1.1.2', '1.4.0', '1.6.2', '3c780ac'];
const WEB = { minReplicas: 2, maxReplicas: 3, instanceType: 's1.large', roles: [], resources: {} };
// Said, so that the group of the chart is not what differs.
const NO_MORE = { minReplicas: 0, maxReplicas: 4, instanceType: 'u1.medium', roles: ['db'], resources: {} };

type Case = [what: string, stored: object, meant?: object];

/** What is stored, and what it is for the chart; the same where nothing else is said. */
const CASES: readonly Case[] = [
  ['the group of the chart with other bounds', { nodeGroups: { web: WEB, md0: { maxReplicas: 4 } } }],
  ['the group of the chart with room for one', { nodeGroups: { web: WEB, md0: { maxReplicas: 1 } } }],
  ['the group of the chart with nothing in it', { nodeGroups: { web: WEB, md0: {} } }],
  [
    'settings of an add-on that is off',
    {
      nodeGroups: { web: WEB, md0: NO_MORE },
      addons: {
        certManager: { enabled: false, valuesOverride: { 'cert-manager': { replicaCount: 2 } } },
        ingressNginx: { exposeMethod: 'LoadBalancer', hosts: ['a.example'] },
      },
    },
  ],
  [
    'numbers that are texts',
    {
      controlPlane: { replicas: '3' },
      nodeGroups: { web: { ...WEB, minReplicas: '2', maxReplicas: '12' }, md0: NO_MORE },
    },
    {
      controlPlane: { replicas: 3 },
      nodeGroups: { web: { ...WEB, minReplicas: 2, maxReplicas: 12 }, md0: NO_MORE },
    },
  ],
  [
    'switches that are texts',
    { nodeGroups: { web: WEB, md0: NO_MORE }, addons: { certManager: { enabled: 'true' } } },
    { nodeGroups: { web: WEB, md0: NO_MORE }, addons: { certManager: { enabled: true } } },
  ],
  [
    'a version that is a number',
    { version: 1.34, nodeGroups: { web: WEB, md0: NO_MORE } },
    { version: 'v1.34', nodeGroups: { web: WEB, md0: NO_MORE } },
  ],
  [
    'a GPU of which somebody knows more',
    { nodeGroups: { web: { ...WEB, gpus: [{ name: 'nvidia.com/A', note: 1 }] }, md0: NO_MORE } },
  ],
];

describe.each(RELEASES)('%s', (release) => {
  const { schema, shape } = openRelease(release);

  test.each(CASES)('%s', (_what, stored, meant = stored) => {
    const asMeant = mergedValues(schema, withDisk(meant));
    const served = withDefaults(withDisk(stored), schema);
    const written = specOf(clusterOf(served, shape), shape, served);
    expect(plain(mergedValues(schema, written))).toEqual(plain(asMeant));
  });

  /** In the words of the release. */
  function withDisk(values: object): Record<string, unknown> {
    const copy = JSON.parse(JSON.stringify(values)) as {
      nodeGroups: Record<string, Record<string, unknown>>;
    };
    for (const [name, group] of Object.entries(copy.nodeGroups))
      if (name !== 'md0' || Object.keys(group).length > 0) group[shape.diskKey] = '20Gi';
    return copy;
  }

  /** As the server fills it in; an empty list and none are the same, and so are an empty size and none. */
  function plain(values: object): object {
    const full = withDefaults(values, schema) as { nodeGroups: Record<string, Record<string, unknown>> };
    for (const group of Object.values(full.nodeGroups)) {
      group['resources'] ??= {};
      for (const key of ['roles', 'gpus']) group[key] ??= [];
    }
    return full;
  }
});

function openRelease(release: string) {
  const file = new URL(
    `../../platforms/cozystack/schemas/kubernetes-${release}.schema.json`,
    import.meta.url,
  );
  const schema = JSON.parse(readFileSync(file, 'utf8')) as ServedSchema;
  const kind = { group: 'apps.cozystack.io', kind: 'Kubernetes', version: 'v1alpha1' };
  const schemas = { Kubernetes: { properties: { spec: schema }, 'x-kubernetes-group-version-kind': [kind] } };
  return { schema, shape: readShape({ components: { schemas } })! };
}
