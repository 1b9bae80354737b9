// Clients that two generators make in Go, of the twin in OpenAPI 3.0: they compile, and do the same against the running
// service and against one of tomorrow.
import { spawnSync } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { operationIds } from '@hikube/openapi/operations';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ServiceProcess, startServiceProcess } from '../support/service-process.ts';
import { startLaterService } from './later-service.ts';
import { isLeftOut, operationsIn, run, STORY, TWIN, tell } from './setting.ts';

const HERE = fileURLToPath(new URL('go/', import.meta.url));

/** Module of each generator, and its command after `go tool`. */
const GENERATORS: Readonly<Record<string, readonly [module: string, ...command: string[]]>> = {
  oapi: [
    'github.com/oapi-codegen/oapi-codegen/v2',
    ...['oapi-codegen', '-package', 'oapi', '-generate', 'types,client'],
    ...['-o', 'generated/oapi/api.go', TWIN],
  ],
  ogen: [
    'github.com/ogen-go/ogen',
    ...['ogen', '--target', 'generated/ogen', '--package', 'ogen', '--clean', TWIN],
  ],
};

/** Why nothing can be generated here: `go tool` came with Go 1.24, and an older one knows no newer of its kind. */
function missingGo(): string | undefined {
  const { status, stdout } = spawnSync('go', ['version'], { encoding: 'utf8', cwd: '/' });
  if (status !== 0) return 'there is no go on this machine';
  const [, minor = '0'] = /go1\.(\d+)/.exec(stdout) ?? [];
  return Number(minor) >= 24 ? undefined : `this needs Go 1.24 or newer, and here is ${stdout.trim()}`;
}

const leftOut = isLeftOut('Go', missingGo());

describe.skipIf(leftOut)('a Go client of', () => {
  let service: ServiceProcess;
  beforeAll(async () => {
    await rm(join(HERE, 'generated'), { recursive: true, force: true });
    service = await startServiceProcess({ store: 'memory', speed: 1200 });
  });
  afterAll(() => service.stop());

  describe.each(Object.entries(GENERATORS))('%s', (name, [module, ...command]) => {
    test('has every operation and compiles', async () => {
      await mkdir(join(HERE, 'generated', name), { recursive: true });
      await run('go', ['tool', ...command], { cwd: HERE, maxBuffer: 1 << 26 });
      const found = await operationsIn(join(HERE, 'generated', name), '.go');
      const modules = await readFile(join(HERE, 'go.mod'), 'utf8');
      const version = modules.split('\n').find((line) => line.includes(`${module} v`));
      console.log(`${version?.trim().replace(' // indirect', '')}: ${found.length} operations`);
      expect(found).toEqual(operationIds);
      await run('go', ['build', '-o', `generated/${name}/`, `./${name}`], { cwd: HERE });
    }, 900_000);

    test('creates, waits, lists, patches, previews, cancels and reads a manifest', async () => {
      const program = join(HERE, 'generated', name, name);
      expect(await tell([program], service.endpoint, service.token)).toEqual(STORY);
    }, 120_000);

    test('goes on when answers have more fields and more values', async () => {
      const later = await startLaterService(service.endpoint);
      try {
        const program = join(HERE, 'generated', name, name);
        expect(await tell([program], later.endpoint, service.token)).toEqual(STORY);
        expect(Math.min(later.growth.fields, later.growth.values)).toBeGreaterThan(20);
      } finally {
        await later.stop();
      }
    }, 120_000);
  });
});
