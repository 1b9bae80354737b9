// A process that runs the code generator of one engine: a request on standard input, files in a folder.
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';
import { type BindingsRequest, GENERATORS, type ProviderConstraint } from './engines.ts';

interface CodeMaker {
  save(folder: string): Promise<string[]>;
}

interface GeneratorModule {
  readonly TerraformProviderGenerator: new (
    code: CodeMaker,
    schema: unknown,
  ) => { generate(constraint: ProviderConstraint): void };
}

const { engine, schema, constraint, folder } = JSON.parse(await text(process.stdin)) as BindingsRequest;
const generator = GENERATORS[engine];
const load = createRequire(createRequire(import.meta.url).resolve(`${generator.package}/package.json`));
const { CodeMaker } = load('codemaker') as { CodeMaker: new () => CodeMaker };
const { TerraformProviderGenerator } = load(generator.module) as GeneratorModule;
const code = new CodeMaker();
new TerraformProviderGenerator(code, schema).generate(constraint);
await code.save(folder);
