// Managed fields: who holds which fields, read from an object and written back.

import type { JsonObject } from '../json/json.ts';
import type { ManagedFieldsEntry } from '../kinds/object.ts';
import { type FieldSet, fromFieldsV1, isEmpty, toFieldsV1, union } from './field-set.ts';

/** Who holds fields, and how they came to. */
export interface Manager {
  readonly manager: string;
  readonly operation: 'Apply' | 'Update';
  readonly apiVersion: string;
  readonly subresource: string;
}

/** What a manager holds. */
export interface Held {
  readonly manager: Manager;
  readonly set: FieldSet;
  readonly time: string | undefined;
}

/** Everybody's fields, by what makes a manager another one. */
export type Managed = Map<string, Held>;

/** As Kubernetes tells managers apart: an applier is the same in every version. */
export function managerKey({ manager, operation, apiVersion, subresource }: Manager): string {
  return JSON.stringify([manager, operation, operation === 'Apply' ? '' : apiVersion, subresource]);
}

/** @returns undefined when an entry cannot be read */
export function readManaged(entries: readonly ManagedFieldsEntry[]): Managed | undefined {
  const found: Managed = new Map();
  for (const entry of entries) {
    const set = fromFieldsV1(entry.fieldsV1);
    const operation = entry.operation;
    if (set === undefined || entry.fieldsType !== 'FieldsV1' || !entry.apiVersion) return undefined;
    if (operation !== 'Apply' && operation !== 'Update') return undefined;
    const manager: Manager = {
      manager: entry.manager ?? '',
      operation,
      apiVersion: entry.apiVersion,
      subresource: entry.subresource ?? '',
    };
    found.set(managerKey(manager), { manager, set, time: entry.time });
  }
  return found;
}

/** As entries, applied ones first, then by time. */
export function writeManaged(managed: Managed): ManagedFieldsEntry[] {
  return [...managed.values()]
    .filter(({ set }) => !isEmpty(set))
    .sort((a, b) => (sortText(a) < sortText(b) ? -1 : 1))
    .map(({ manager: { manager, operation, apiVersion, subresource }, set, time }) => ({
      ...(manager !== '' && { manager }),
      operation,
      apiVersion,
      ...(time !== undefined && { time }),
      fieldsType: 'FieldsV1',
      fieldsV1: toFieldsV1(set) as JsonObject,
      ...(subresource !== '' && { subresource }),
    }));
}

function sortText({ manager, time }: Held): string {
  return [manager.operation, time ?? '', manager.manager, manager.apiVersion, manager.subresource].join(
    '\u0000',
  );
}

// More managers by update than this are kept as one, so that an object does not grow with everybody who ever wrote it.
const MOST_UPDATE_MANAGERS = 10;
const ANCIENT = 'ancient-changes';

/** Joins the oldest managers by update into one. */
export function capped(managed: Managed): Managed {
  const updates = [...managed.entries()].filter(([, { manager }]) => manager.operation === 'Update');
  if (updates.length <= MOST_UPDATE_MANAGERS) return managed;
  const oldest = updates
    .sort(([, a], [, b]) => ((a.time ?? '') < (b.time ?? '') ? -1 : 1))
    .slice(0, updates.length - MOST_UPDATE_MANAGERS + 1);
  const found = new Map(managed);
  for (const [key, { manager, set, time }] of oldest) {
    found.delete(key);
    const ancient: Manager = { ...manager, manager: ANCIENT, subresource: '' };
    const before = found.get(managerKey(ancient));
    found.set(managerKey(ancient), {
      manager: ancient,
      set: before === undefined ? set : union(before.set, set),
      time,
    });
  }
  return found;
}
