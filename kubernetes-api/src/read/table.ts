// Objects as a table, as `kubectl get` prints them.
import type { Json, JsonObject } from '../json/json.ts';
import type { Column } from '../kinds/behaviour.ts';
import type { Kind } from '../kinds/kind.ts';
import { asJson, type KubernetesObject } from '../kinds/object.ts';
import { badRequest } from '../status/status.ts';
import { defaultColumns } from './columns.ts';
import { partialOf } from './partial.ts';

export interface TableChoice {
  /** `v1` or `v1beta1`. */
  readonly version: string;
  /** What of each object stands in its row: `None`, `Object`, or `Metadata`, also when empty. */
  readonly include: string;
  readonly metadata: JsonObject;
  /** Without the columns, as later events of a watch. */
  readonly bare?: boolean;
}

export function columnsOf(kind: Kind): readonly Column[] {
  return kind.custom?.columns ?? kind.behaviour.columns ?? defaultColumns;
}

/** @throws StatusError */
export function checkInclude(include: string): void {
  if (['', 'None', 'Metadata', 'Object'].includes(include)) return;
  throw badRequest(
    `Unable to convert to Table as requested: includeObject: Invalid value: ${JSON.stringify(include)}: must be 'Metadata', 'Object', 'None', or empty`,
  );
}

export function tableOf(
  kind: Kind,
  objects: readonly KubernetesObject[],
  now: number,
  { version, include, metadata, bare = false }: TableChoice,
): JsonObject {
  checkInclude(include);
  const columns = columnsOf(kind);
  return {
    kind: 'Table',
    apiVersion: `meta.k8s.io/${version}`,
    metadata,
    columnDefinitions: bare
      ? null
      : columns.map(({ name, type, format = '', description, priority = 0 }) => ({
          name,
          type,
          format,
          description,
          priority,
        })),
    rows: objects.map((object) => ({
      cells: columns.map((column) => (column.cell(object, now) ?? null) as Json),
      object: rowObject(object, include, version),
    })),
  };
}

function rowObject(object: KubernetesObject, include: string, version: string): JsonObject | null {
  if (include === 'None') return null;
  if (include === 'Object') return asJson(object);
  return { ...partialOf(object), apiVersion: `meta.k8s.io/${version}` };
}
