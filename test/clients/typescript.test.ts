// Clients that six generators make of the contract, each with the options that it has by itself: they compile under
// `tsc --strict`, and do the same against the running service and against one of tomorrow.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { operationIds } from '@hikube/openapi/operations';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SCALE } from '../support/scale.ts';
import { type ServiceProcess, startServiceProcess } from '../support/service-process.ts';
import { startLaterService } from './later-service.ts';

const run = promisify(execFile);
const HERE = fileURLToPath(new URL('typescript/', import.meta.url));
const CONTRACT = fileURLToPath(new URL('../../openapi/generated/openapi.gen.json', import.meta.url));
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

/** Why nothing is generated here; undefined where something is. */
function reasonToSkip(): string | undefined {
  if (SCALE < 1) return 'they are part of npm run test:full';
  if (!existsSync(join(HERE, 'node_modules')))
    return 'the generators are not installed; run npm ci --prefix test/clients/typescript';
  return undefined;
}

const reason = reasonToSkip();
if (reason !== undefined) console.log(`Clients of other generators are left out: ${reason}.`);

describe.skipIf(reason !== undefined)('a TypeScript client of', () => {
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
      const text = (await textsIn(join(OUT, name))).toLowerCase();
      const found = operationIds.filter((id) => text.includes(id.toLowerCase()));
      console.log(`${name} ${await versionOf(command)}: ${found.length} operations`);
      expect(found).toEqual(operationIds);
    });

    test('creates, waits, lists, patches, previews, cancels and reads a manifest', async () => {
      expect(await tell(name, service.endpoint, service.token)).toEqual(STORY);
    });

    test('goes on when answers have more fields and more values', async () => {
      const later = await startLaterService(service.endpoint);
      try {
        expect(await tell(name, later.endpoint, service.token)).toEqual(STORY);
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

const STORY = [
  ...[
    'creates',
    'lists',
    'patches',
    'reads',
    'previews',
    'cancels',
    'reads a manifest',
    'deletes',
    'is done',
  ],
];

/** Runs the story of a client in a process of its own. */
async function tell(name: string, endpoint: string, token: string): Promise<string[]> {
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
  const env = { ...process.env, ENDPOINT: endpoint, TOKEN: token };
  const { stdout } = await run(process.execPath, [file], { env });
  return JSON.parse(stdout) as string[];
}

async function textsIn(folder: string): Promise<string> {
  const files = await readdir(folder, { recursive: true });
  const texts = files
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFile(join(folder, file), 'utf8'));
  return (await Promise.all(texts)).join('\n');
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
