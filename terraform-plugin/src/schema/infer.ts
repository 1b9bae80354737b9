// The TypeScript types that authors of resources see, read off a schema.
import type { ValuesOf } from './attribute.ts';
import type { Schema } from './schema.ts';

/** What is stored for an object of the schema; what create, update and read return. */
export type StateOf<S extends Schema> = ValuesOf<S['attributes'], 'state'>;
/** What read finds after an import: any attribute may be null still. */
export type StoredOf<S extends Schema> = { [Name in keyof StateOf<S>]: StateOf<S>[Name] | null };
/** The configuration while planning and validating; any part may be unknown. */
export type ConfigOf<S extends Schema> = ValuesOf<S['attributes'], 'config'>;
/** The configuration at apply. */
export type SettledConfigOf<S extends Schema> = ValuesOf<S['attributes'], 'settled'>;
/** The plan while planning. */
export type PlanOf<S extends Schema> = ValuesOf<S['attributes'], 'plan'>;
/** The plan at apply: inputs and defaults are known, outputs may be unknown. */
export type ChangeOf<S extends Schema> = ValuesOf<S['attributes'], 'change'>;
