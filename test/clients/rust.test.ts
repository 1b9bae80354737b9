// Clients that two generators make in Rust, of the twin in OpenAPI 3.0: they compile, and do the same against the running
// service and against one of tomorrow.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { operationIds } from '@hikube/openapi/operations';
import { describe, expect, test } from 'vitest';
import { isForFullRun, isLeftOut } from '../support/left-out.ts';
import { run } from '../support/program.ts';
import { missingCargo } from '../support/toolchains.ts';
import { generate, missingGenerator } from './openapi-generator.ts';
import { operationsIn } from './setting.ts';
import { testStory } from './told.ts';

const HERE = fileURLToPath(new URL('rust/', import.meta.url));
const OUT = join(HERE, 'generated');

/** Builds a story in debug mode; what was built before stays in the folder `target`. */
async function build(name: string): Promise<void> {
  const options = ['build', '--quiet', '--package', name];
  const env = { ...process.env, CARGO_TARGET_DIR: join(OUT, 'target') };
  await run('cargo', options, { cwd: HERE, env, maxBuffer: 1 << 26 });
}

const NAME = 'Clients in Rust';
const leftOut = isForFullRun(NAME) || isLeftOut(NAME, missingCargo() ?? missingGenerator());

describe.skipIf(leftOut)('a Rust client of', () => {
  describe('openapi-generator', () => {
    test('has every operation and compiles', async () => {
      const version = await generate('rust', join(OUT, 'openapi'));
      const found = await operationsIn(join(OUT, 'openapi/src'), '.rs');
      console.log(`${version}: ${found.length} operations`);
      expect(found).toEqual(operationIds);
      await build('openapi-generator-story');
    }, 900_000);

    testStory([join(OUT, 'target/debug/openapi-generator-story')]);
  });

  // A macro makes it while its story is compiled.
  describe('progenitor', () => {
    test('compiles', async () => {
      await build('progenitor-story');
      const lock = await readFile(join(HERE, 'Cargo.lock'), 'utf8');
      console.log(`progenitor ${/name = "progenitor"\nversion = "(.*)"/.exec(lock)?.[1]}`);
    }, 900_000);

    testStory([join(OUT, 'target/debug/progenitor-story')]);
  });
});
