// validators.gen.js: validators of what comes in, as tables and the code that reads them.
import { join } from 'node:path';
import { build } from 'esbuild';
import { flatOperations } from '../read/flat-operations.ts';
import { type Contract, referenceName, type Schema } from '../read/schema.ts';
import { HEADER, literal } from '../read/text.ts';
import { parameterSchema, parameterType } from './parameters.ts';
import { ValidatorTables } from './validator-tables.ts';

/** Code and declarations of one generated module. */
export interface EmittedModule {
  code: string;
  declarations: string;
}

/** A validator to generate: its name, its schema and the TypeScript type that it proves. */
export interface Wanted {
  name: string;
  schema: Schema;
  type: string;
}

const DECLARATIONS = `import type * as api from '@hikube/openapi/types';

/** What a validator found wrong, by the names of JSON Schema. */
export interface ValidationError {
  /** JSON pointer to the value. */
  instancePath: string;
  keyword: string;
  params: Record<string, unknown>;
}

/** Proves that \`data\` has the type; \`errors\` belongs to the last call, so read it at once. */
export interface Validate<T> {
  (data: unknown): data is T;
  errors?: ValidationError[] | null;
}
`;

function declare(name: string, doc: string, wanted: Wanted[]): string {
  const members = wanted.map((validator) => `  ${validator.name}: Validate<${validator.type}>;\n`).join('');
  return `\n/** ${doc} */\nexport declare const ${name}: {\n${members}};\n`;
}

function uniqueByName(wanted: Wanted[]): Wanted[] {
  return [...new Map(wanted.map((item) => [item.name, item])).values()].sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
}

function schemaValidator(name: string): Wanted {
  return { name, schema: { $ref: `#/components/schemas/${name}` }, type: `api.${name}` };
}

/** Validators of what clients send, before they are written down: tests put them beside those of a judge. */
export function requestValidators(
  document: Contract,
  inputSchemas: readonly string[],
): { bodies: Wanted[]; parameters: Wanted[] } {
  const operations = flatOperations(document);
  const fromBodies = operations.flatMap(({ operation }) =>
    Object.values(operation.requestBody?.content ?? {}).map((media) =>
      referenceName(media.schema?.$ref ?? ''),
    ),
  );
  const bodies = [
    ...fromBodies.filter((name) => document.components.schemas[name] !== undefined),
    ...inputSchemas,
  ];
  return {
    bodies: uniqueByName(bodies.map(schemaValidator)),
    parameters: uniqueByName(
      operations.map(({ operation, parameters: list }) => ({
        name: operation.operationId,
        schema: parameterSchema(list),
        type: parameterType(list, document),
      })),
    ),
  };
}

/** Validators of request bodies (by schema) and of parameters (by operation). */
export async function emitRequestValidators(
  document: Contract,
  inputSchemas: readonly string[],
): Promise<EmittedModule> {
  const { bodies, parameters } = requestValidators(document, inputSchemas);
  const tables = new ValidatorTables(document);
  const [ofBodies, ofParameters] = [tables.table(bodies), tables.table(parameters)];
  const code = `${HEADER}${await reader()}
const schemas = ${literal(tables.schemas)};

export const bodies = /* @__PURE__ */ validators(${literal(ofBodies)}, schemas);

export const parameters = /* @__PURE__ */ validators(${literal(ofParameters)}, schemas, true);
`;
  const declarations =
    HEADER +
    DECLARATIONS +
    declare('bodies', 'Validators of what clients send, by name of the schema.', bodies) +
    declare(
      'parameters',
      'Validators of the parameters of each operation: they turn text into numbers and booleans and fill in defaults, in place. Header names are in lower case.',
      parameters,
    );
  return { code, declarations };
}

/** The code that reads the tables, without imports. */
async function reader(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, '../check/check.ts')],
    ...{ bundle: true, format: 'esm', platform: 'neutral', target: 'es2022', write: false },
  });
  const text = outputFiles[0]?.text ?? '';
  // Nobody imports it by itself, and paths of its sources would be those of this machine.
  return text.replaceAll(/^\/\/ .*\n/gm, '').replace(/export \{[^}]*\};\n$/, '');
}
