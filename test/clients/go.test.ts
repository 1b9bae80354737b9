// Clients that three generators make in Go, of the twin in OpenAPI 3.0: they compile, and do the same against the running
// service and against one of tomorrow.
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { operationIds } from '@hikube/openapi/operations';
import { describe, expect, test } from 'vitest';
import { TWIN } from '../support/contract-files.ts';
import { isForFullRun, isLeftOut } from '../support/left-out.ts';
import { run } from '../support/program.ts';
import { missingGo } from '../support/toolchains.ts';
import { generate, missingGenerator } from './openapi-generator.ts';
import { operationsIn } from './setting.ts';
import { testStory } from './told.ts';

const HERE = fileURLToPath(new URL('go/', import.meta.url));

/** Runs a generator that is a tool of the module; gives its version. */
async function tool(module: string, ...command: string[]): Promise<string> {
  await run('go', ['tool', ...command], { cwd: HERE, maxBuffer: 1 << 26 });
  const modules = await readFile(join(HERE, 'go.mod'), 'utf8');
  const version = modules.split('\n').find((line) => line.includes(`${module} v`)) ?? module;
  return version.trim().replace(' // indirect', '');
}

/** How each fills its folder; gives its version. The name is that of its story. */
const GENERATORS: Readonly<Record<string, (folder: string) => Promise<string>>> = {
  oapi: (folder) =>
    tool(
      'github.com/oapi-codegen/oapi-codegen/v2',
      ...['oapi-codegen', '-package', 'oapi', '-generate', 'types,client'],
      ...['-o', `${folder}/api.go`, TWIN],
    ),
  ogen: (folder) =>
    tool('github.com/ogen-go/ogen', ...['ogen', '--target', folder, '--package', 'ogen', '--clean', TWIN]),
  openapi: async (folder) => {
    const version = await generate('go', folder);
    // It is a module of its own; here it is a package of ours.
    for (const file of ['go.mod', 'go.sum', 'test']) await rm(join(folder, file), { recursive: true });
    return version;
  },
};

const NAME = 'Clients in Go';
const leftOut = isForFullRun(NAME) || isLeftOut(NAME, missingGo() ?? missingGenerator());

describe.skipIf(leftOut)('a Go client of', () => {
  describe.each(Object.entries(GENERATORS))('%s', (name, fill) => {
    const folder = join(HERE, 'generated', name);
    const program = join(HERE, 'generated/bin', name);

    test('has every operation and compiles', async () => {
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder, { recursive: true });
      const version = await fill(folder);
      const found = await operationsIn(folder, '.go');
      console.log(`${version}: ${found.length} operations`);
      expect(found).toEqual(operationIds);
      await run('go', ['build', '-o', program, `./${name}`], { cwd: HERE });
    }, 900_000);

    testStory([program]);
  });
});
