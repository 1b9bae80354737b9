// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Terraform and Helm write references so.
// Clusters that are shown as code, and what is compared of them.
import type { ClusterCreate, Hikube } from '@hikube/sdk';
import { type ClusterParts, definitionOf } from '../../console/src/code/definition.ts';

/** Plain, of other defaults, and with all that is hard to write. */
export const CLUSTERS: readonly ClusterCreate[] = [
  { name: 'plain' },
  { name: 'dev', topology: 'development', site: 'gland', version: '1.34', deletionProtection: true },
  {
    name: 'rich',
    displayName: 'It\'s ${rich} "quoted"',
    labels: { 'example.org/team': 'shop' },
    controlPlane: { replicas: 2 },
    storageClass: 'replicated-async',
    network: { exposure: 'load-balancer' },
    maintenance: {
      window: { days: ['tue', 'thu'], startTime: '02:00', durationMinutes: 120 },
      autoPatch: true,
    },
    deletion: { volumes: 'retain' },
    nodeGroups: {
      web: { minReplicas: 2, maxReplicas: 12, instanceType: 's1.large', roles: ['ingress-nginx'] },
      ml: {
        ...{ minReplicas: 1, maxReplicas: 3, diskSize: '40Gi' },
        gpus: [{ name: 'nvidia.com/AD102GL_L40S' }, { name: 'nvidia.com/AD102GL_L40S' }],
        taints: [{ key: 'gpu', effect: 'NoSchedule' }],
        rollout: { maxSurge: 2, maxUnavailable: 1 },
      },
      sized: { resources: { cpu: '4', memory: '16Gi' } },
    },
    addons: {
      'ingress-nginx': { options: { ingress: { hosts: ['shop.example.com'] } } },
      velero: { valuesOverride: { deep: { keepAll: true, note: '${HOME}' } } },
    },
  },
];

/** What the console has read of a cluster. */
export async function partsOf(hikube: Hikube, name: string): Promise<ClusterParts> {
  const [cluster, { items: nodeGroups }, { items: addons }] = await Promise.all([
    hikube.clusters.get(name),
    hikube.nodeGroups.list(name),
    hikube.addons.list(name),
  ]);
  return { cluster, nodeGroups, addons };
}

/** A cluster as somebody would write it. */
export async function writtenOf(hikube: Hikube, name: string): Promise<ClusterCreate> {
  return definitionOf(await partsOf(hikube, name));
}

type Addons = NonNullable<ClusterCreate['addons']>;

/** The same cluster is written in several ways: days are a set, and Helm values stand flat or below the name of their chart. */
export function meaningOf({ maintenance, addons = {}, ...rest }: ClusterCreate): ClusterCreate {
  const flat = Object.entries(addons).map(([id, { valuesOverride, ...addon }]) => {
    const values = (valuesOverride?.[id] ?? valuesOverride) as Addons[string]['valuesOverride'];
    return [id, values === undefined ? addon : { ...addon, valuesOverride: values }] as const;
  });
  if (maintenance === undefined) return { ...rest, addons: Object.fromEntries(flat) };
  const window = { ...maintenance.window, days: [...maintenance.window.days].sort() };
  return { ...rest, addons: Object.fromEntries(flat), maintenance: { ...maintenance, window } };
}
