// A schema: the attributes of a resource, a data source, an ephemeral resource or the provider itself.
import type { ObjectType } from '../values/type.ts';
import type { Attributes, Rule } from './attribute.ts';
import { objectTypeOf } from './nested.ts';

export interface SchemaOptions<A extends Attributes> {
  readonly attributes: A;
  /** Counts up when stored state needs an upgrader to be read. Default 0. */
  readonly version?: number;
  /** Markdown. */
  readonly description?: string;
  /** What to use instead; shown as a warning when the schema is used. */
  readonly deprecation?: string;
  /** Conditions between attributes. */
  readonly rules?: readonly Rule[];
}

export interface Schema<A extends Attributes = Attributes> {
  readonly attributes: A;
  readonly version: number;
  readonly description: string;
  readonly deprecation: string | undefined;
  readonly rules: readonly Rule[];
  /** The type of a whole configuration or state. */
  readonly type: ObjectType;
}

/** Makes a schema. What it must not say is refused when the provider starts (see `check.ts`). */
export function defineSchema<const A extends Attributes>(options: SchemaOptions<A>): Schema<A> {
  return {
    attributes: options.attributes,
    version: options.version ?? 0,
    description: options.description ?? '',
    deprecation: options.deprecation,
    rules: options.rules ?? [],
    type: objectTypeOf(options.attributes),
  };
}
