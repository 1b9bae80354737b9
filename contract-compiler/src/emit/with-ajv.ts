// Validators that Ajv compiles on the spot, for tests alone: of what the service answers, and as the judge of those that the
// service itself carries.
import { Ajv2020, type Options, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Contract, Schema } from '../read/schema.ts';
import { PlainSchemas } from './plain-schema.ts';

/** Ids must look like http for Ajv's resolver; nothing is ever fetched. */
const BASE = 'http://contract/';
const OPTIONS: Options = {
  allErrors: true,
  strict: true,
  strictRequired: false,
  strictTypes: false,
  allowUnionTypes: true,
};

/** References between the schemas, as Ajv resolves them. */
function rebase(schema: Schema): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components/schemas/', `"${BASE}`)) as object;
}

/** Ajv with every schema of the contract, each compiled when it is first needed. */
export interface WithAjv {
  /** The validator of a named schema, if there is one. */
  named(name: string): ValidateFunction | undefined;
  /** That of any schema which may refer to them. */
  of(schema: Schema): ValidateFunction;
}

export function withAjv(document: Contract, options: Options = {}): WithAjv {
  const ajv = new Ajv2020({ ...OPTIONS, ...options });
  formats.default(ajv);
  const schemas = new PlainSchemas(document.components.schemas);
  for (const [name, schema] of Object.entries(schemas.byName)) {
    ajv.addSchema({ ...rebase(schema), $id: BASE + name });
  }
  return {
    named: (name) => ajv.getSchema(BASE + name),
    of: (schema) => ajv.compile(rebase(schemas.plain(schema))),
  };
}
