// Clients that two generators make in Python: they do the same against the running service and against one of tomorrow.
import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { operationIds } from '@hikube/openapi/operations';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CONTRACT } from '../support/contract-files.ts';
import { isForFullRun, isLeftOut } from '../support/left-out.ts';
import { run } from '../support/program.ts';
import { generate, missingGenerator } from './openapi-generator.ts';
import { operationsIn } from './setting.ts';
import { testStory } from './told.ts';

const HERE = fileURLToPath(new URL('python/', import.meta.url));
const BIN = join(HERE, '.venv/bin');

/** How each fills its folder; gives its version. The name is that of its story. */
const GENERATORS: Readonly<Record<string, (folder: string) => Promise<string>>> = {
  openapi_python_client: async (folder) => {
    await rm(folder, { recursive: true, force: true });
    const options = ['generate', '--path', CONTRACT, '--output-path', folder, '--overwrite'];
    await run(join(BIN, 'openapi-python-client'), options);
    const requirements = await readFile(join(HERE, 'requirements.txt'), 'utf8');
    return requirements.split('\n').find((line) => line.startsWith('openapi-python-client')) ?? '';
  },
  openapi_generator: (folder) => generate('python', folder),
};

const install = 'python3 -m venv .venv && .venv/bin/pip install -r requirements.txt';
const missing = existsSync(join(BIN, 'openapi-python-client'))
  ? missingGenerator()
  : `what they need is not installed; run ${install} in test/clients/python`;
const NAME = 'Clients in Python';
const leftOut = isForFullRun(NAME) || isLeftOut(NAME, missing);

describe.skipIf(leftOut)('a Python client of', () => {
  describe.each(Object.entries(GENERATORS))('%s', (name, fill) => {
    const folder = join(HERE, '.generated', name);
    beforeAll(() => {
      process.env['PYTHONPATH'] = folder;
    });
    afterAll(() => {
      delete process.env['PYTHONPATH'];
    });

    test('has every operation', async () => {
      const version = await fill(folder);
      const found = await operationsIn(folder, '.py');
      console.log(`${version}: ${found.length} operations`);
      expect(found).toEqual(operationIds);
    }, 180_000);

    testStory([join(BIN, 'python'), join(HERE, `${name}.py`)]);
  });
});
