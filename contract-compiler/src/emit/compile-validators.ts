// Compiles schemas to code that needs nothing at run time. Ajv writes the code here and now, so the service starts
// without compiling and runs where eval is forbidden.
import { Ajv2020, type Options, type ValidateFunction } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import formats from 'ajv-formats';
import { build } from 'esbuild';
import { type Contract, referenceName, type Schema } from '../read/schema.ts';
import { HEADER } from '../read/text.ts';
import { PlainSchemas } from './plain-schema.ts';

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
export interface Wanted {
  name: string;
  schema: Schema;
  type: string;
}

/** References between the schemas, as Ajv resolves them: each schema has an id of its own, so it is compiled once. */
function rebase(schema: Schema): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components/schemas/', `"${BASE}`)) as object;
}

/** Compiled validators: their code, and the name in it of each validator that was asked for. */
export interface Compiled {
  code: string;
  names: Map<string, string>;
}

/** Ajv with every schema of the contract, none of them compiled yet. */
function withSchemas(document: Contract, options: Options): { ajv: Ajv2020; schemas: PlainSchemas } {
  const ajv = new Ajv2020({ ...OPTIONS, ...options });
  formats.default(ajv);
  const schemas = new PlainSchemas(document.components.schemas);
  for (const [name, schema] of Object.entries(schemas.byName)) {
    ajv.addSchema({ ...rebase(schema), $id: BASE + name });
  }
  return { ajv, schemas };
}

/** Validators of the contract's own schemas by their names, each compiled when it is first asked for. */
export function validatorsOnDemand(document: Contract): (name: string) => ValidateFunction | undefined {
  const { ajv } = withSchemas(document, { code: {} });
  return (name) => ajv.getSchema(BASE + name);
}

/**
 * Compiles validators whose code still requires Ajv's helpers. Equal schemas share one function. They say which rule is
 * broken and not in what words: a refusal has sentences of its own.
 */
export function compileValidators(document: Contract, wanted: Wanted[], options: Options = {}): Compiled {
  const { ajv, schemas } = withSchemas(document, { ...options, messages: false });
  const firstByText = new Map<string, string>();
  const names = new Map<string, string>();
  const compiled: Record<string, string> = {};
  for (const { name, schema } of wanted) {
    const text = JSON.stringify(rebase(schemas.plain(schema)));
    const first = firstByText.get(text) ?? name;
    names.set(name, first);
    if (first !== name || firstByText.has(text)) continue;
    firstByText.set(text, name);
    compiled[name] = schema.$ref === undefined ? `${BASE}input/${name}` : BASE + referenceName(schema.$ref);
    if (schema.$ref === undefined) ajv.addSchema({ ...JSON.parse(text), $id: compiled[name] });
  }
  return { code: standalone.default(ajv, compiled), names };
}

/** One module without imports, with an object of validators for each part. */
export async function asModule(parts: Record<string, Compiled>): Promise<string> {
  const entry = Object.entries(parts).map(([part, { names }]) => {
    const members = [...names].map(([name, first]) => `${name}: ${part}Module.${first}`);
    return `import * as ${part}Module from '${part}';\nexport const ${part} = { ${members.join(', ')} };`;
  });
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
            parts[path] !== undefined ? { path, namespace: 'compiled' } : undefined,
          );
          hooks.onLoad({ filter: /.*/, namespace: 'compiled' }, ({ path }) => ({
            contents: parts[path]?.code ?? '',
            resolveDir: import.meta.dirname,
            loader: 'js',
          }));
        },
      },
    ],
  });
  const text = result.outputFiles[0]?.text ?? '';
  const code = text.replaceAll(/^\/\/ (?:\.\.\/|compiled:|node_modules\/).*\n/gm, '');
  // Where a rule stands in the schema is told to nobody: a refusal names the field and the rule in words of its own.
  return HEADER + code.replaceAll(/, schemaPath: "(?:[^"\\]|\\.)*"/g, '');
}
