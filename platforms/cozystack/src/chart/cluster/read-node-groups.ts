// Node groups from values, the implicit one among them where it exists.
import { equalJson } from '@hikube/domain';
import { fields } from '@hikube/openapi/fields';
import type { DesiredNodeGroup } from '@hikube/service/platform';
import type { Values } from '../../kind.ts';
import { neutralGroup } from '../shape/implicit-group.ts';
import { countOf } from '../shape/scalars.ts';
import type { Shape } from '../shape/shape.ts';
import { objectOf, without } from '../spec/keep.ts';
import { readSettings } from '../spec/node-settings.ts';
import { sparse } from '../spec/sparse.ts';

/** All groups that have machines or may get some. The implicit one that was made harmless is none. */
export function readNodeGroups(stored: Values, shape: Shape): readonly DesiredNodeGroup[] {
  const { name, when, values } = shape.implicitGroup;
  const entries = Object.entries(stored)
    .map(([key, group]) => [key, key === name ? asMerged(group, shape) : objectOf(group)] as const)
    .filter(([key, group]) => key !== name || !isNeutral(group, shape));
  const comesAlong = !Object.hasOwn(stored, name) && (when === 'always' || Object.keys(stored).length === 0);
  return [...entries, ...(comesAlong ? [[name, values] as const] : [])].map(([key, group]) =>
    readGroup(key, group, shape),
  );
}

/** The implicit group: what somebody left out of the one that always comes is the chart's. */
function asMerged(group: unknown, { implicitGroup: { when, values } }: Shape): Values {
  return { ...(when === 'always' ? values : {}), ...objectOf(group) };
}

/** @param group as it is merged */
function isNeutral(group: Values, shape: Shape): boolean {
  const { schema } = shape;
  // What is served has defaults beside what was written.
  const plain = (values: Values): Values => {
    const { nodeGroups } = sparse({ nodeGroups: { group: withoutEmpty(values) } }, schema);
    return objectOf(objectOf(nodeGroups)['group']);
  };
  return equalJson(plain(group), plain(asMerged(neutralGroup(shape), shape)));
}

function withoutEmpty(values: Values): Values {
  const isEmpty = (value: unknown): boolean => Array.isArray(value) && value.length === 0;
  return without(values, ...Object.keys(values).filter((key) => isEmpty(values[key])));
}

function readGroup(name: string, stored: Values, shape: Shape): DesiredNodeGroup {
  const { minReplicas, maxReplicas, instanceType, diskSize, rollout } = fields.NodeGroup;
  const { cpu, memory } = objectOf(stored['resources']);
  const disk = stored[shape.diskKey] ?? stored['ephemeralStorage'];
  const hasSize = isQuantity(cpu) && isQuantity(memory);
  return {
    name,
    uid: '',
    generation: 0,
    minReplicas: countOf(stored['minReplicas']) ?? minReplicas.default,
    maxReplicas: countOf(stored['maxReplicas']) ?? maxReplicas.default,
    instanceType: textOr(stored['instanceType'], instanceType.default),
    ...(hasSize ? { resources: { cpu: String(cpu), memory: String(memory) } } : {}),
    diskSize: isQuantity(disk) ? String(disk) : diskSize.default,
    ...readSettings(stored, shape),
    roles: list(stored['roles']).filter((each) => typeof each === 'string'),
    gpus: list(stored['gpus']).flatMap((gpu) => textOr(objectOf(gpu)['name'], '') || []),
    labels: {},
    taints: [],
    rollout: { ...rollout.default },
  };
}

function textOr(value: unknown, standard: string): string {
  return typeof value === 'string' && value !== '' ? value : standard;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isQuantity(value: unknown): value is string | number {
  return typeof value === 'number' || (typeof value === 'string' && value !== '');
}
