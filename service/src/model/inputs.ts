// What a caller wrote of an object, inside its record: the fields of the contract's table, at every level, and no other.
// What the service and the platform set stands beside them.
import { isObject, type JsonObject } from '@hikube/domain';
import { type Fields, fields, type Inputs } from '@hikube/openapi/fields';
import type { AddonRecord, ClusterRecord, NodeGroupRecord } from './records.ts';

/** Input fields of a cluster. */
export interface ClusterInputs extends Omit<Inputs['Cluster'], 'host'> {
  /** Absent lets the platform derive it. */
  host?: string;
}

/** Input fields of a node group. */
export type NodeGroupInputs = Inputs['NodeGroup'];

/** Input fields of an add-on. */
export type AddonInputs = Inputs['Addon'] & {
  /** As they are stored, sealed. */
  secretValues?: string;
};

/** The input fields of a stored cluster. */
export function clusterInputs(record: ClusterRecord): ClusterInputs {
  return pick(fields.Cluster, record as unknown as JsonObject) as unknown as ClusterInputs;
}

/** The input fields of a stored node group. */
export function nodeGroupInputs(record: NodeGroupRecord): NodeGroupInputs {
  return pick(fields.NodeGroup, record as unknown as JsonObject) as unknown as NodeGroupInputs;
}

/** The input fields of a stored add-on. */
export function addonInputs(record: AddonRecord): AddonInputs {
  return pick(fields.Addon, record as unknown as JsonObject);
}

/** The fields of the table alone. */
function pick(table: Fields, object: JsonObject): JsonObject {
  const kept = Object.entries(object).filter(([name]) => Object.hasOwn(table, name));
  return Object.fromEntries(
    kept.map(([name, value]) => {
      const inner = table[name]?.fields;
      return [name, inner !== undefined && isObject(value) ? pick(inner, value) : value];
    }),
  );
}

/** The record with these inputs in place of those that it has; one that is absent now does not come back from it. */
export function withInputs<Record extends object>(table: Fields, record: Record, inputs: object): Record {
  return replaced(table, record as JsonObject, inputs as JsonObject) as Record;
}

function replaced(table: Fields, record: JsonObject, inputs: JsonObject): JsonObject {
  const kept = Object.entries(record).filter(
    ([name]) => !Object.hasOwn(table, name) || inputs[name] !== undefined,
  );
  const written = Object.entries(inputs).map(([name, value]) => {
    const [inner, old] = [table[name]?.fields, record[name]];
    return [name, inner && isObject(value) && isObject(old) ? replaced(inner, old, value) : value] as const;
  });
  return { ...Object.fromEntries(kept), ...Object.fromEntries(written) };
}
