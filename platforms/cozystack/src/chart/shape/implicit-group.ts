// The node group that nobody asked for. Releases up to 1.5 merge theirs into the groups of the user; later ones make it
// where there is no group at all. It costs money, so it is shown where it exists and made harmless where it is not wanted.
import { isObject } from '@hikube/domain';
import type { Values } from '../../kind.ts';
import { type Schema, schemaAt } from './schema.ts';
import type { ImplicitGroup, Shape } from './shape.ts';

/** What newer charts make where there is no group; they write it nowhere in their schema. */
const ALONE: ImplicitGroup = {
  name: 'md0',
  when: 'alone',
  values: {
    minReplicas: 0,
    maxReplicas: 10,
    instanceType: 'u1.medium',
    diskSize: '20Gi',
    roles: ['ingress-nginx'],
  },
};

/** The implicit group of a chart. */
export function implicitGroupOf(schema: Schema): ImplicitGroup {
  const standard = schemaAt(schema, 'nodeGroups')?.default;
  const [first] = isObject(standard) ? Object.entries(standard) : [];
  if (first === undefined || !isObject(first[1])) return ALONE;
  return { name: first[0], when: 'always', values: first[1] };
}

/**
 * The implicit group with nothing in it, to be written in its place: the chart cannot be told to leave it out. Where it
 * always comes, machines start at two whatever the bounds are, and the autoscaler leaves a group whose maximum is 0 as it
 * is: only with room for one it takes them away again. Later charts keep to the bounds, so that 0 is none.
 */
export function neutralGroup({ implicitGroup, diskKey, needsResources }: Shape): Values {
  return {
    minReplicas: 0,
    maxReplicas: implicitGroup.when === 'always' ? 1 : 0,
    instanceType: implicitGroup.values['instanceType'] ?? 'u1.medium',
    [diskKey]: implicitGroup.values[diskKey] ?? '20Gi',
    roles: [],
    ...(needsResources ? { resources: {} } : {}),
  };
}
