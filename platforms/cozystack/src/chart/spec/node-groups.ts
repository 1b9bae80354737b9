// Node groups as values: all of them by name, because the chart makes one of its own where it may.
import { equalQuantities } from '@hikube/domain';
import type { DesiredNodeGroup } from '@hikube/service/platform';
import type { Values } from '../../kind.ts';
import { neutralGroup } from '../shape/implicit-group.ts';
import type { Shape } from '../shape/shape.ts';
import { equalLists, keep, objectOf, without } from './keep.ts';
import { settingKeys, settingValues } from './node-settings.ts';

/** Every group, and the implicit one made harmless where it would come along. */
export function groupsValues(groups: readonly DesiredNodeGroup[], shape: Shape, stored: Values): Values {
  const { name, when } = shape.implicitGroup;
  const wanted = groups.map((group) => [group.name, groupValues(group, shape, objectOf(stored[group.name]))]);
  const comesAlong =
    groups.every((group) => group.name !== name) && (when === 'always' || groups.length === 0);
  return Object.fromEntries(comesAlong ? [...wanted, [name, neutralGroup(shape)]] : wanted);
}

function groupValues(group: DesiredNodeGroup, shape: Shape, stored: Values): Values {
  const { diskKey, implicitGroup } = shape;
  // The old name of the disk is all that makes a newer chart refuse a group.
  const kept = diskKey === 'diskSize' ? without(stored, 'ephemeralStorage') : stored;
  const disk = stored[diskKey] ?? stored['ephemeralStorage'];
  const gpus = gpuValues(group.gpus, kept['gpus']);
  // An absent list of the implicit group is the one of the chart; and one that somebody wrote out stays written out.
  const saysEmpty = (key: string): boolean => group.name === implicitGroup.name || equalLists(kept[key], []);
  const list = (key: string, wanted: readonly unknown[]): Values =>
    wanted.length === 0 && !saysEmpty(key) ? {} : { [key]: keep(kept[key], wanted, equalLists) };
  return {
    ...without(kept, 'roles', 'gpus', 'resources', 'instanceType', ...settingKeys(shape)),
    minReplicas: group.minReplicas,
    maxReplicas: group.maxReplicas,
    [diskKey]: keep(disk, group.diskSize, equalQuantities),
    ...sizeValues(group, shape, kept),
    ...settingValues(group, shape, kept),
    ...list('roles', group.roles),
    ...list('gpus', gpus),
  };
}

/** One entry for each GPU: the stored one of that name, with all that somebody else wrote there. */
function gpuValues(wanted: readonly string[], stored: unknown): readonly Values[] {
  const left = Array.isArray(stored) ? stored.map(objectOf) : [];
  return wanted.map((name) => {
    const at = left.findIndex((each) => each['name'] === name);
    return at === -1 ? { name } : left.splice(at, 1)[0]!;
  });
}

/** How large nodes are: by their instance type, or by a size of their own. */
function sizeValues(
  { resources, instanceType }: DesiredNodeGroup,
  { needsResources }: Shape,
  stored: Values,
): Values {
  const size = objectOf(stored['resources']);
  const other = without(size, 'cpu', 'memory');
  if (resources === undefined) {
    const isLeftOut = !needsResources && Object.keys(other).length === 0;
    return { instanceType, ...(isLeftOut ? {} : { resources: other }) };
  }
  const cpu = keep(size['cpu'], resources.cpu, equalQuantities);
  const memory = keep(size['memory'], resources.memory, equalQuantities);
  return {
    // Beside a size it says nothing, so that what is stored may stay; the older charts would render both.
    instanceType: needsResources ? '' : typeOf(stored, instanceType),
    resources: { ...other, cpu, memory },
  };
}

function typeOf(stored: Values, wanted: string): unknown {
  return stored['resources'] !== undefined && stored['instanceType'] === '' ? '' : wanted;
}
