// What is found out while a manifest is read: what was done to its text, why it is refused, and where things stood.
import { error, type Finding, type FindingCode } from '../finding.ts';
import { at } from '../values/pointer.ts';
import { isObject, type JsonObject, show } from '../values/read.ts';

/** What the Helm values of an add-on in a manifest come to. */
export interface ReadValues {
  /** Helm values under the name of the sub-chart; undefined when there are none. */
  readonly values: unknown;
  /** The typed options that stood among the values. */
  readonly options?: JsonObject;
}

/**
 * `normalised`: read as another value that means the same. `moved`: read as if it stood where the form has it.
 * `ignored`: without any effect.
 */
export type ManifestNoteCode = 'normalised' | 'moved' | 'ignored';

/** One thing that the reader did to a manifest, besides reading it. */
export interface ManifestNote {
  /** JSON pointer into the manifest. */
  readonly pointer: string;
  readonly code: ManifestNoteCode;
  /** One sentence: what happened, why, and what to do about it. */
  readonly detail: string;
  /** What stood there, when it is short enough to show. */
  readonly from?: string;
  /** With `normalised`: the value it is read as. With `moved`: pointer to where the form has it. */
  readonly to?: string;
}

/** Where the fields of the cluster stood: pointers into the manifest by pointers into the cluster. */
export type ManifestOrigins = ReadonlyMap<string, string>;

/** A value with its place in the manifest. */
export interface Entry {
  readonly value: unknown;
  readonly pointer: string;
}

/** Collects what is found out. */
export class Reading {
  readonly notes: ManifestNote[] = [];
  readonly findings: Finding[] = [];
  readonly origins = new Map<string, string>();

  /** Something has no effect. */
  ignored({ pointer, value }: Entry, detail: string): void {
    this.notes.push({ pointer, code: 'ignored', detail, ...shown(value) });
  }

  /** Something is read as another value. */
  normalised({ pointer, value }: Entry, to: string, detail: string): void {
    this.notes.push({ pointer, code: 'normalised', detail, ...shown(value), to });
  }

  /** Something is read as if it stood elsewhere. */
  moved(pointer: string, to: string, detail: string): void {
    this.notes.push({ pointer, code: 'moved', detail, to });
  }

  /** Something refuses the manifest. */
  refused(pointer: string, code: FindingCode, detail: string, allowed?: readonly string[]): void {
    this.findings.push(error(pointer, code, detail, allowed));
  }

  /** A field of the cluster is read from a place. */
  origin(field: string, pointer: string): void {
    this.origins.set(field, pointer);
  }

  /** The value as an object; anything else refuses the manifest, and nothing counts as an empty one. */
  object(entry: Entry | undefined, field: string): JsonObject {
    if (entry === undefined || entry.value === null || entry.value === undefined) return {};
    if (isObject(entry.value)) return entry.value;
    this.refused(entry.pointer, 'invalid_type', `${field} must be an object, not ${show(entry.value)}.`);
    return {};
  }

  /** The items of a list that say something; an item left blank is told. Undefined when it is no list. */
  items(entry: Entry, field: string): readonly Entry[] | undefined {
    if (!Array.isArray(entry.value)) return undefined;
    const items = entry.value.map((value, index) => ({ value, pointer: at(entry.pointer, index) }));
    for (const item of items) {
      if (isBlank(item.value)) this.ignored(item, `${field} has an empty entry, which says nothing.`);
    }
    return items.filter(({ value }) => !isBlank(value));
  }
}

/** Nothing, an empty text, list or object: what the form's own defaults look like. */
export function isBlank(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) && Object.keys(value).length === 0;
}

// Longest text that is repeated in a note.
const SHOWN_CHARACTERS = 64;

function shown(value: unknown): { readonly from?: string } {
  if (typeof value === 'number' || typeof value === 'boolean') return { from: String(value) };
  return typeof value === 'string' && value.length <= SHOWN_CHARACTERS ? { from: value } : {};
}
