// The client that a generator makes in Python: it does the same against the running service and against one of tomorrow.
import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { operationIds } from '@hikube/openapi/operations';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ServiceProcess, startServiceProcess } from '../support/service-process.ts';
import { startLaterService } from './later-service.ts';
import { CONTRACT, isLeftOut, operationsIn, run, STORY, tell } from './setting.ts';

const HERE = fileURLToPath(new URL('python/', import.meta.url));
const BIN = join(HERE, '.venv/bin');
const OUT = join(HERE, '.generated');

const install = 'python3 -m venv .venv && .venv/bin/pip install -r requirements.txt';
const missing = existsSync(join(BIN, 'openapi-python-client'))
  ? undefined
  : `the generator is not installed; run ${install} in test/clients/python`;
const leftOut = isLeftOut('Python', missing);

describe.skipIf(leftOut)('a Python client of openapi-python-client', () => {
  const program = [join(BIN, 'python'), join(HERE, 'story.py')] as const;
  let service: ServiceProcess;
  beforeAll(async () => {
    service = await startServiceProcess({ store: 'memory', speed: 1200 });
    process.env['PYTHONPATH'] = OUT;
  });
  afterAll(async () => {
    delete process.env['PYTHONPATH'];
    await service.stop();
  });

  test('has every operation', async () => {
    await rm(OUT, { recursive: true, force: true });
    const options = ['generate', '--path', CONTRACT, '--output-path', OUT, '--overwrite'];
    await run(join(BIN, 'openapi-python-client'), options);
    const calls = (await operationsIn(OUT, '.py')).length;
    const version = (await readFile(join(HERE, 'requirements.txt'), 'utf8')).trim();
    console.log(`${version}: ${calls} operations`);
    expect(calls).toBe(operationIds.length);
  }, 180_000);

  test('creates, waits, lists, patches, previews, cancels and reads a manifest', async () => {
    expect(await tell(program, service.endpoint, service.token)).toEqual(STORY);
  }, 120_000);

  test('goes on when answers have more fields and more values', async () => {
    const later = await startLaterService(service.endpoint);
    try {
      expect(await tell(program, later.endpoint, service.token)).toEqual(STORY);
      expect(Math.min(later.growth.fields, later.growth.values)).toBeGreaterThan(20);
    } finally {
      await later.stop();
    }
  }, 120_000);
});
