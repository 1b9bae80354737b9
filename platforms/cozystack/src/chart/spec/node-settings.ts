// What a group says of its nodes beside their size. Each release takes its own part of it; what one does not take is somebody
// else's key there, and left alone.
import { equalField } from '@hikube/domain';
import { fields } from '@hikube/openapi/fields';
import type { DesiredNodeGroup } from '@hikube/service/platform';
import type { Values } from '../../kind.ts';
import { schemaAt } from '../shape/schema.ts';
import type { Shape } from '../shape/shape.ts';
import { keep, objectOf, without } from './keep.ts';

type Settings = Pick<DesiredNodeGroup, (typeof NODE_SETTINGS)[number]>;
type Release = Pick<Shape, 'schema'>;

const KUBELET = fields.NodeGroup.kubelet.fields;
const KUBELET_KEYS = Object.keys(KUBELET) as (keyof typeof KUBELET)[];
const HEALTH_KEYS = Object.keys(
  fields.NodeGroup.healthCheck.fields,
) as (keyof typeof fields.NodeGroup.healthCheck.fields)[];

/** Of the contract. */
export const NODE_SETTINGS = ['storageClass', 'kubelet', 'healthCheck'] as const;

/** Whether groups of a release have a setting of the contract. */
export function takesSetting(release: Release, setting: keyof Settings): boolean {
  const keys = setting === 'healthCheck' ? HEALTH_KEYS : [setting];
  return keys.every((key) => takes(release, key));
}

function takes({ schema }: Release, ...keys: readonly string[]): boolean {
  return schemaAt(schema, 'nodeGroups', '*', ...keys) !== undefined;
}

/** Keys of a group that are said here, and by nobody else. */
export function settingKeys(release: Release): readonly string[] {
  return ['storageClass', 'kubelet', ...HEALTH_KEYS].filter((key) => takes(release, key));
}

/** As values. @param stored of the group; what else stands in its `kubelet` stays */
export function settingValues(group: Settings, release: Release, stored: Values): Values {
  const { storageClass, kubelet = {}, healthCheck = {} } = group;
  const before = objectOf(stored['kubelet']);
  const wanted = KUBELET_KEYS.filter((key) => kubelet[key] !== undefined).map((key) => [
    key,
    keep(before[key], kubelet[key], (a, b) => equalField(KUBELET[key], a, b)),
  ]);
  const inKubelet = { ...without(before, ...KUBELET_KEYS), ...Object.fromEntries(wanted) };
  const values: Values = {
    ...(storageClass !== undefined && { storageClass }),
    ...(Object.keys(inKubelet).length > 0 && { kubelet: inKubelet }),
    ...Object.fromEntries(Object.entries(healthCheck).filter(([, value]) => value !== undefined)),
  };
  return Object.fromEntries(Object.entries(values).filter(([key]) => takes(release, key)));
}

/** From values. What is the default of the release is not said. */
export function readSettings(stored: Values, release: Release): Settings {
  const own = Object.fromEntries(settingKeys(release).map((key) => [key, stored[key]]));
  const { storageClass } = texts(own, ['storageClass'], release);
  const kubelet = texts(objectOf(own['kubelet']), KUBELET_KEYS, release, 'kubelet');
  const healthCheck = texts(own, HEALTH_KEYS, release);
  return {
    ...(storageClass !== undefined && { storageClass }),
    ...(Object.keys(kubelet).length > 0 && { kubelet }),
    ...(Object.keys(healthCheck).length > 0 && { healthCheck }),
  };
}

/** @param path where they stand in a group */
function texts<Key extends string>(
  values: Values,
  keys: readonly Key[],
  { schema }: Release,
  ...path: readonly string[]
): Partial<Record<Key, string>> {
  const found = keys.flatMap((key) => {
    const value = values[key];
    const text = typeof value === 'number' ? String(value) : value;
    const standard = schemaAt(schema, 'nodeGroups', '*', ...path, key)?.default;
    return typeof text === 'string' && text !== '' && text !== standard ? [[key, text]] : [];
  });
  return Object.fromEntries(found) as Partial<Record<Key, string>>;
}
