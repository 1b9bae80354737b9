// validators.gen.js: compiled validators for what comes in; response-validators.gen.js: for what goes out, used by tests.
// Ajv writes the code here and now, so the service starts without compiling and runs where eval is forbidden.
import { Ajv2020, type Options } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import formats from 'ajv-formats';
import { build } from 'esbuild';
import { flatOperations } from './flat-operations.ts';
import { parameterSchema, parameterType } from './parameters.ts';
import { PlainSchemas } from './plain-schema.ts';
import { type Contract, referenceName, type Schema } from './schema.ts';
import { HEADER } from './text.ts';

/** Ids must look like http for Ajv's resolver; nothing is ever fetched. */
const BASE = 'http://contract/';
const OPTIONS: Options = {
  code: { source: true, esm: true, lines: true },
  allErrors: true,
  // A schema that is used twice is compiled once: the file is a third of the size.
  inlineRefs: false,
  strict: true,
  strictRequired: false,
  strictTypes: false,
  allowUnionTypes: true,
};

/** A validator to generate: its export name, its schema and the TypeScript type that it proves. */
interface Wanted {
  name: string;
  schema: Schema;
  type: string;
}

/** Code and declarations of one generated module. */
export interface EmittedModule {
  code: string;
  declarations: string;
}

/** References between the schemas, as Ajv resolves them: each schema has an id of its own, so it is compiled once. */
function rebase(schema: Schema): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components/schemas/', `"${BASE}`)) as object;
}

function compile(document: Contract, wanted: Wanted[], options: Options): string {
  const ajv = new Ajv2020({ ...OPTIONS, ...options });
  formats.default(ajv);
  const schemas = new PlainSchemas(document.components.schemas);
  const own = wanted.map(({ name, schema }) => [`${name}Input`, schemas.plain(schema)] as const);
  for (const [name, schema] of [...Object.entries(schemas.byName), ...own]) {
    ajv.addSchema({ ...rebase(schema), $id: BASE + name });
  }
  const exported = wanted.map(({ name, schema }) => [
    name,
    BASE + (schema.$ref === undefined ? `${name}Input` : name),
  ]);
  return standalone.default(ajv, Object.fromEntries(exported));
}

/** One module without imports: Ajv's own output still requires its run-time helpers. */
async function asModule(parts: { code: string; as: string; names: string[] }[]): Promise<string> {
  const files = new Map(parts.map((part) => [part.as, part.code]));
  const entry = parts.map(
    (part) =>
      `import * as ${part.as}Module from '${part.as}';\nexport const ${part.as} = { ${part.names.map((name) => `${name}: ${part.as}Module.${name}`).join(', ')} };`,
  );
  const result = await build({
    stdin: { contents: entry.join('\n'), resolveDir: import.meta.dirname, loader: 'js' },
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2022',
    minifySyntax: true,
    write: false,
    plugins: [
      {
        name: 'compiled-validators',
        setup(hooks) {
          hooks.onResolve({ filter: /^[a-zA-Z]+$/ }, ({ path }) =>
            files.has(path) ? { path, namespace: 'compiled' } : undefined,
          );
          hooks.onLoad({ filter: /.*/, namespace: 'compiled' }, ({ path }) => ({
            contents: files.get(path) ?? '',
            resolveDir: import.meta.dirname,
            loader: 'js',
          }));
        },
      },
    ],
  });
  const text = result.outputFiles[0]?.text ?? '';
  return HEADER + text.replaceAll(/^\/\/ (?:\.\.\/|compiled:|node_modules\/).*\n/gm, '');
}

const DECLARATIONS = `import type * as api from '@hikube/openapi/types';

/** What a validator found wrong, as Ajv reports it. */
export interface ValidationError {
  /** JSON pointer to the value. */
  instancePath: string;
  keyword: string;
  message?: string;
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
  const code = await asModule([
    { as: 'bodies', names: bodies.map((item) => item.name), code: compile(document, bodies, {}) },
    {
      as: 'parameters',
      names: parameters.map((item) => item.name),
      code: compile(document, parameters, { coerceTypes: true, useDefaults: true }),
    },
  ]);
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

/** Validators of every schema that an answer carries, and of problems. */
export async function emitResponseValidators(document: Contract): Promise<EmittedModule> {
  const inAnswers = new Set<string>();
  const all = [
    ...flatOperations(document).flatMap(({ operation }) => Object.values(operation.responses)),
    ...Object.values(document.components.responses),
  ];
  for (const response of all) {
    for (const media of Object.values(response.content ?? {}))
      if (media.schema?.$ref !== undefined) inAnswers.add(referenceName(media.schema.$ref));
  }
  const wanted = [...inAnswers].sort().map(schemaValidator);
  const code = await asModule([
    { as: 'answers', names: wanted.map((item) => item.name), code: compile(document, wanted, {}) },
  ]);
  const declarations =
    HEADER +
    DECLARATIONS +
    declare('answers', 'Validators of what the service answers, by name of the schema.', wanted);
  return { code, declarations };
}
