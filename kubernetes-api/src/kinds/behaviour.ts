// What an official kind does beyond its schema: defaults, checks, columns and names for selectors.
import type { FieldError } from '../status/field-error.ts';
import type { KubernetesObject } from './object.ts';

/** A column of a table. */
export interface Column {
  readonly name: string;
  readonly type: string;
  /** `name` marks the column by which a row is known. */
  readonly format?: string;
  readonly description: string;
  /** Above 0: printed with `-o wide` only. */
  readonly priority?: number;
  /** @param now milliseconds since the epoch */
  cell(object: KubernetesObject, now: number): unknown;
}

/** What a check of a change sees. */
export interface Change {
  readonly now: number;
  /** `status` and the like; empty for the object itself. */
  readonly subresource: string;
}

/** Everything is optional: without it an object is stored as it was decoded. */
export interface Behaviour {
  /** The group that a refusal names where it is not that of the kind. */
  readonly errorGroup?: string;
  /** Rules for names; a DNS subdomain by default. */
  readonly checkName?: (name: string, prefix: boolean) => readonly string[];
  /** PUT of an object that is not there creates it. */
  readonly createOnUpdate?: boolean;
  /** A finalizer may be a name of which nobody else knows. */
  readonly anyFinalizer?: boolean;
  /** PUT without a resourceVersion is refused. */
  readonly needsResourceVersion?: boolean;
  /** `metadata.generation` counts changes outside `metadata` and `status`. */
  readonly generation?: boolean;
  /** DELETE answers with the object instead of a Status. */
  readonly returnsDeleted?: boolean;
  /** Fills in what Kubernetes fills in; may change the object. Runs after decoding, for every write. */
  readonly default?: (object: KubernetesObject) => void;
  /** Before a new object is stored; may change it. */
  readonly prepareCreate?: (object: KubernetesObject) => void;
  /** Before a change is stored; may change the new object. */
  readonly prepareUpdate?: (object: KubernetesObject, old: KubernetesObject, change: Change) => void;
  /** @param old absent for a new object */
  readonly validate?: (
    object: KubernetesObject,
    subresource: string,
    old?: KubernetesObject,
  ) => readonly FieldError[];
  readonly validateUpdate?: (
    object: KubernetesObject,
    old: KubernetesObject,
    change: Change,
  ) => readonly FieldError[];
  /** Checks that are asked last, and that see what was found before. @param old absent for a new object */
  readonly validateLast?: (
    object: KubernetesObject,
    old: KubernetesObject | undefined,
    before: readonly FieldError[],
  ) => readonly FieldError[];
  /** Sentences for the header `Warning`. */
  readonly warnings?: (object: KubernetesObject, old?: KubernetesObject) => readonly string[];
  /** What Go writes of an object of which only the metadata is there; may change the object. */
  readonly bookmark?: (object: KubernetesObject) => void;
  readonly columns?: readonly Column[];
  /** What a field selector may name beside `metadata.name` and `metadata.namespace`. */
  readonly fields?: Readonly<Record<string, (object: KubernetesObject) => string>>;
  /** How an unknown field selector is refused. */
  readonly unknownField?: (label: string) => string;
}
