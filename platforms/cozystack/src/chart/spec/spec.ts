// From a desired cluster to the values of the chart.
import { equalVersionText, normaliseVersion } from '@hikube/domain';
import type { Values } from '../../kind.ts';
import type { Shape } from '../shape/shape.ts';
import { addonValues } from './addons.ts';
import { keep, objectOf } from './keep.ts';
import { groupsValues } from './node-groups.ts';
import { sparse } from './sparse.ts';
import type { ChartCluster } from './wish.ts';

/**
 * The spec to be sent, whole, in place of the stored one. It says everything that the contract owns and nothing that the
 * chart would choose itself; what is stored besides stays, and so does the spelling of what means the same.
 * @param stored the spec as it is served; undefined for a cluster that does not exist
 */
export function specOf(desired: ChartCluster, shape: Shape, stored?: Values): Values {
  const kept = sparse(stored ?? {}, shape.schema);
  const addons = addonValues(desired.addons, shape, objectOf(kept['addons']));
  const controlPlane = { ...objectOf(kept['controlPlane']), replicas: desired.controlPlane.replicas };
  const { addons: _, ...rest } = kept;
  return {
    ...rest,
    // Both are chosen once: the platform takes a change without a word, and does not survive it.
    ...(stored === undefined ? chosenOnce(desired) : {}),
    version: keep(kept['version'], versionText(desired.version), equalVersionText),
    controlPlane,
    nodeGroups: groupsValues(desired.nodeGroups, shape, objectOf(kept['nodeGroups'])),
    ...(Object.keys(addons).length === 0 ? {} : { addons }),
  };
}

function chosenOnce({ host, storageClass }: ChartCluster): Values {
  return { storageClass, ...(host === '' ? {} : { host }) };
}

function versionText(version: string): string {
  const minor = normaliseVersion(version);
  return minor === undefined ? version : `v${minor}`;
}
