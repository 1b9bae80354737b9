// What an attribute says of itself. Builders fill every field in, so that no reader has to know a default.
import type { AttributePath } from '../path.ts';
import type { ObjectType, ValueType } from '../values/type.ts';
import type { Value } from '../values/value.ts';
import type { AnyStages, Stages } from './stages.ts';

/**
 * How the planned value comes about when the configuration leaves the attribute null.
 * - `input`: it stays null.
 * - `output`: unknown until the object exists, from then on what it was.
 * - `volatile`: like `output`, but unknown again whenever anything else changes.
 * - `default`: a constant, planned as such.
 * - `derived`: chosen by the API. Unknown until the object exists and when something it depends on changes,
 *   else what it was.
 */
export type Behaviour =
  | { readonly kind: 'input' }
  | { readonly kind: 'output' }
  | { readonly kind: 'volatile' }
  | { readonly kind: 'default'; readonly value: Value }
  | { readonly kind: 'derived'; readonly dependsOn: readonly Dependency[] };

/** Another attribute: from the root of the resource, or from the object that both stand in. */
export interface Dependency {
  readonly fromRoot: boolean;
  readonly names: readonly string[];
}

/** The attribute before and after, for an author who decides by it. */
export interface AttributeChange {
  readonly config: Value;
  readonly prior: Value;
  readonly planned: Value;
}

export interface AttributeTraits {
  readonly required: boolean;
  readonly optional: boolean;
  readonly computed: boolean;
  readonly sensitive: boolean;
  readonly writeOnly: boolean;
  /** Markdown. */
  readonly description: string;
  /** Shown as a warning when the attribute is used. */
  readonly deprecation: string | undefined;
  readonly behaviour: Behaviour;
  /** The attribute whose change makes a write-only value be sent again. */
  readonly versionedBy: string | undefined;
  /** An empty collection and none at all are the same to the API. */
  readonly emptyIsNull: boolean;
  /** Why the attribute can never change; a change is refused in plan. */
  readonly immutable: string | undefined;
  /** Of an immutable attribute: a value may come and go, and only another one is refused. */
  readonly mayBeAbsent: boolean;
  /** Two spellings of one value. */
  equal?(a: Value, b: Value): boolean;
  /** Whether a change replaces the object. */
  requiresReplace?(change: AttributeChange): boolean;
  /** Each returns what is wrong with a wholly known value. */
  readonly validators: readonly ((value: Value) => string | undefined)[];
}

export interface LeafAttribute extends AttributeTraits {
  readonly kind: 'leaf';
  readonly type: ValueType;
}

export type Nesting = 'single' | 'list' | 'set' | 'map';

export interface NestedAttribute extends AttributeTraits {
  readonly kind: 'nested';
  readonly nesting: Nesting;
  readonly attributes: Attributes;
  /** The type of one object. */
  readonly element: ObjectType;
  /** The type of the whole. */
  readonly type: ValueType;
  readonly rules: readonly Rule[];
  /** The attributes that tell the elements of a set apart when their other values change. */
  readonly key: readonly string[];
}

/** One attribute; `'~stages'` exists only for the compiler. */
export type Attribute<S extends Stages = AnyStages> = (LeafAttribute | NestedAttribute) & {
  readonly '~stages': S;
};

export type Attributes = Readonly<Record<string, Attribute>>;

/** The object that a set of attributes makes at one stage. */
export type ValuesOf<A extends Attributes, Stage extends keyof Stages> = {
  -readonly [Name in keyof A]: A[Name]['~stages'][Stage];
};

/** What a rule found. `path` is relative to the object that the rule belongs to. */
export interface Finding {
  readonly message: string;
  readonly path?: AttributePath | undefined;
  readonly severity?: 'error' | 'warning' | undefined;
}

/** A condition between attributes of one object. */
export interface Rule {
  readonly reads: readonly string[];
  /** Whether a value it reads is known well enough; the rule waits until all are. Default: wholly known. */
  readonly isReady?: (value: Value) => boolean;
  check(values: Readonly<Record<string, Value>>): Finding | undefined;
}
