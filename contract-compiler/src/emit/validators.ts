// validators.gen.js: compiled validators for what comes in.
import { flatOperations } from '../read/flat-operations.ts';
import { type Contract, referenceName } from '../read/schema.ts';
import { HEADER } from '../read/text.ts';
import { asModule, compileValidators, type Wanted } from './compile-validators.ts';
import { parameterSchema, parameterType } from './parameters.ts';

/** Code and declarations of one generated module. */
export interface EmittedModule {
  code: string;
  declarations: string;
}

const DECLARATIONS = `import type * as api from '@hikube/openapi/types';

/** What a validator found wrong, as Ajv reports it. */
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

/** Validators of request bodies (by schema) and of parameters (by operation). */
export async function emitRequestValidators(
  document: Contract,
  inputSchemas: string[],
): Promise<EmittedModule> {
  const operations = flatOperations(document);
  const fromBodies = operations.flatMap(({ operation }) =>
    Object.values(operation.requestBody?.content ?? {}).map((media) =>
      referenceName(media.schema?.$ref ?? ''),
    ),
  );
  const bodies = uniqueByName(
    [...fromBodies.filter((name) => document.components.schemas[name] !== undefined), ...inputSchemas].map(
      schemaValidator,
    ),
  );
  const parameters = uniqueByName(
    operations.map(({ operation, parameters: list }) => ({
      name: operation.operationId,
      schema: parameterSchema(list),
      type: parameterType(list, document),
    })),
  );
  const code = await asModule({
    bodies: compileValidators(document, bodies),
    parameters: compileValidators(document, parameters, { coerceTypes: true, useDefaults: true }),
  });
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
