// Fills in what a caller left out, field by field, as the contract says of each: a constant, or what derives from others.
import { isObject, type JsonObject } from '@hikube/domain';
import type { Field, Fields } from '@hikube/openapi/fields';

/** Whether a field, or one inside it, has a default that derives. */
type IsDerived<Entry> = Entry extends { readonly fields: infer Inner }
  ? true extends { [Name in keyof Inner]: IsDerived<Inner[Name]> }[keyof Inner]
    ? true
    : false
  : Entry extends { readonly class: 'derived-default' }
    ? true
    : false;

/** A function for each default that derives: a field without one does not compile. */
export type Derivations<Table, From> = {
  readonly [Name in keyof Table as IsDerived<Table[Name]> extends true ? Name : never]: Table[Name] extends {
    readonly fields: infer Inner;
  }
    ? Derivations<Inner, From>
    : (from: From) => unknown;
};

/** The same, for whoever walks over a table. */
interface AnyDerivations<From> {
  readonly [name: string]: ((from: From) => unknown) | AnyDerivations<From>;
}

/**
 * The object with every default. What it has beside the fields of the table is left out.
 * @param from what is handed to the derivations
 */
export function complete<From>(
  table: Fields,
  sparse: object,
  derivations: AnyDerivations<From>,
  from: From,
): JsonObject {
  const entries = Object.entries(table).flatMap(([name, field]) => {
    const value = completeField(field, (sparse as JsonObject)[name], derivations[name], from);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(entries);
}

function completeField<From>(
  field: Field,
  written: unknown,
  derivation: AnyDerivations<From>[string] | undefined,
  from: From,
): unknown {
  if (typeof derivation === 'function') return written ?? derivation(from);
  const value = written ?? defaultOf(field);
  if (field.fields !== undefined && isObject(value))
    return complete(field.fields, value, derivation ?? {}, from);
  if (field.elements !== undefined) return completeElements(field.elements, value);
  return value;
}

/** An object that nobody wrote is what its fields derive. */
function defaultOf(field: Field): unknown {
  if (field.default !== undefined) return structuredClone(field.default);
  return field.class === 'derived-default' && field.fields !== undefined ? {} : undefined;
}

function completeElements(table: Fields, value: unknown): unknown {
  const whole = (element: unknown) => (isObject(element) ? complete(table, element, {}, undefined) : element);
  if (Array.isArray(value)) return value.map(whole);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, element]) => [key, whole(element)]));
}
