// Clients that six generators make of the contract, each with the options that it has by itself: they compile under
// `tsc --strict`, and do the same against the running service and against one of tomorrow.
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { operationIds } from '@hikube/openapi/operations';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CONTRACT } from '../support/contract-files.ts';
import { isForFullRun, isLeftOut } from '../support/left-out.ts';
import { run } from '../support/program.ts';
import { type ServiceProcess, startServiceProcess } from '../support/service-process.ts';
import { startLaterService } from './later-service.ts';
import { operationsIn, STORY, tell } from './setting.ts';

const HERE = fileURLToPath(new URL('typescript/', import.meta.url));
const OUT = join(HERE, '.generated');

/** The command of each generator, below node_modules/.bin. */
const GENERATORS: Readonly<Record<string, readonly string[]>> = {
  'openapi-typescript': ['openapi-typescript', CONTRACT, '-o', '.generated/openapi-typescript/api.ts'],
  'hey-api': ['openapi-ts', '-i', CONTRACT, '-o', '.generated/hey-api'],
  orval: ['orval', '--input', CONTRACT, '--output', '.generated/orval/api.ts'],
  kubb: ['kubb', 'generate', '--config', 'kubb.config.ts'],
  oazapfts: ['oazapfts', CONTRACT, '.generated/oazapfts/api.ts'],
  'swagger-typescript-api': [
    ...['swagger-typescript-api', 'generate', '-p', CONTRACT],
    ...['-o', '.generated/swagger-typescript-api', '-n', 'Api.ts'],
  ],
};

const isInstalled = existsSync(join(HERE, 'node_modules'));
const missing = 'the generators are not installed; run npm ci --prefix test/clients/typescript';
const NAME = 'Clients in TypeScript';
const leftOut = isForFullRun(NAME) || isLeftOut(NAME, isInstalled ? undefined : missing);

describe.skipIf(leftOut)('a TypeScript client of', () => {
  let service: ServiceProcess;
  beforeAll(async () => {
    await rm(OUT, { recursive: true, force: true });
    service = await startServiceProcess({ store: 'memory', speed: 1200 });
  });
  afterAll(() => service.stop());

  describe.each(Object.entries(GENERATORS))('%s', (name, [command = '', ...options]) => {
    test('has every operation', async () => {
      await mkdir(join(OUT, name), { recursive: true });
      await run(join(HERE, 'node_modules/.bin', command), options, { cwd: HERE });
      const found = await operationsIn(join(OUT, name), '.ts');
      console.log(`${name} ${await versionOf(command)}: ${found.length} operations`);
      expect(found).toEqual(operationIds);
    });

    test('creates, waits, lists, patches, previews, cancels and reads a manifest', async () => {
      expect(await tell(await programOf(name), service.endpoint, service.token)).toEqual(STORY);
    });

    test('goes on when answers have more fields and more values', async () => {
      const later = await startLaterService(service.endpoint);
      try {
        expect(await tell(await programOf(name), later.endpoint, service.token)).toEqual(STORY);
        expect(later.growth.fields).toBeGreaterThan(20);
        expect(later.growth.values).toBeGreaterThan(20);
      } finally {
        await later.stop();
      }
    });
  });

  test('each of them compiles as strictly as TypeScript can', async () => {
    const tsc = join(HERE, 'node_modules/.bin/tsc');
    const { stdout } = await run(tsc, ['--project', HERE], { cwd: HERE }).catch((error) => error);
    expect(stdout).toBe('');
  });
});

/** The story of a client as a program of its own. */
async function programOf(name: string): Promise<[string, string]> {
  const file = join(OUT, `${name}.cjs`);
  await build({
    stdin: {
      contents: `import tell from './src/${name}.ts';
        tell().then((told) => console.log(JSON.stringify(told)));`,
      resolveDir: HERE,
    },
    banner: { js: 'globalThis.service = { endpoint: process.env.ENDPOINT, token: process.env.TOKEN };' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile: file,
  });
  return [process.execPath, file];
}

/** Version of the package that the command is in. */
async function versionOf(command: string): Promise<string> {
  const { devDependencies } = JSON.parse(await readFile(join(HERE, 'package.json'), 'utf8'));
  const packages: Readonly<Record<string, string>> = {
    'openapi-ts': '@hey-api/openapi-ts',
    kubb: '@kubb/cli',
  };
  return devDependencies[packages[command] ?? command];
}
