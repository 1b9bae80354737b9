// How two desired states differ: which objects come, change and go. Everything that a write does follows from it.
import { changedFields, type JsonObject } from '@hikube/domain';
import type { ObjectKind } from '@hikube/openapi/fields';
import type { AddonInputs, ClusterInputs, NodeGroupInputs } from '../../model/inputs.ts';
import type { Desired } from './desired.ts';

/** One object that comes, changes or goes. */
export type ObjectChange<Inputs> =
  | { readonly action: 'create'; readonly name: string; readonly after: Inputs }
  | {
      readonly action: 'update';
      readonly name: string;
      readonly after: Inputs;
      readonly fields: readonly string[];
    }
  | { readonly action: 'delete'; readonly name: string };

/** All that differs. */
export interface Difference {
  /** Pointers into the cluster itself; empty when it stays as it is. */
  readonly clusterFields: readonly string[];
  readonly cluster: ClusterInputs;
  readonly nodeGroups: readonly ObjectChange<NodeGroupInputs>[];
  readonly addons: readonly ObjectChange<AddonInputs>[];
}

/** Compares by meaning: another spelling of the same is no change. */
export function differenceOf(name: string, before: Desired, after: Desired): Difference {
  return {
    clusterFields: fieldsOf('Cluster', name, before.cluster, after.cluster),
    cluster: after.cluster,
    nodeGroups: changesOf('NodeGroup', before.nodeGroups, after.nodeGroups),
    addons: changesOf('Addon', before.addons, after.addons),
  };
}

/** Whether nothing differs. */
export function isEmpty({ clusterFields, nodeGroups, addons }: Difference): boolean {
  return clusterFields.length === 0 && nodeGroups.length === 0 && addons.length === 0;
}

/** Every place that differs, as pointers from the cluster; an object that comes or goes is one place. */
export function fieldsOfDifference({ clusterFields, nodeGroups, addons }: Difference): readonly string[] {
  return [...clusterFields, ...childFields('/nodeGroups', nodeGroups), ...childFields('/addons', addons)];
}

function childFields(map: string, changes: readonly ObjectChange<unknown>[]): readonly string[] {
  return changes.flatMap((change) =>
    change.action === 'update'
      ? change.fields.map((field) => `${map}/${change.name}${field}`)
      : [`${map}/${change.name}`],
  );
}

function changesOf<Inputs extends object>(
  kind: ObjectKind,
  before: ReadonlyMap<string, Inputs>,
  after: ReadonlyMap<string, Inputs>,
): readonly ObjectChange<Inputs>[] {
  const changes: ObjectChange<Inputs>[] = [];
  for (const [name, inputs] of after) {
    const old = before.get(name);
    const fields = old === undefined ? [] : fieldsOf(kind, name, old, inputs);
    if (old === undefined) changes.push({ action: 'create', name, after: inputs });
    else if (fields.length > 0) changes.push({ action: 'update', name, after: inputs, fields });
  }
  for (const name of before.keys()) {
    if (!after.has(name)) changes.push({ action: 'delete', name });
  }
  return changes;
}

function fieldsOf(kind: ObjectKind, name: string, before: object, after: object): readonly string[] {
  return changedFields(kind, name, before as JsonObject, after as JsonObject);
}
