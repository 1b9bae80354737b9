// The container file: what can be known of it without building it.
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { BUILD } from '../../server/packaging/bundle.ts';
import { readChart } from './chart.support.ts';
import {
  expectClean,
  expectOurNode,
  expectUnprivileged,
  readContainerfile,
  readOurs,
} from './containerfile.support.ts';

const PATH = 'server/deploy/Containerfile';
const root = fileURLToPath(new URL('../..', import.meta.url));
const file = await readContainerfile(PATH);
const { all } = file;

test('both stages are the Node that the service is made for', () => expectOurNode(file));

test('it copies what the build makes, to where it was compiled, and starts it', async () => {
  const { scripts } = JSON.parse(await readOurs('package.json')) as { scripts: Record<string, string> };
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
  expectUnprivileged(file);
  expect(all('VOLUME')).toEqual(['/var/lib/hikube']);
  expect(all('RUN').at(-1)).toContain('-o 1000 -g 1000');
});

test('nothing of this machine gets into it', () => expectClean(PATH));

test('the chart is of the version of the service', async () => {
  const { version } = JSON.parse(await readOurs('server/package.json')) as { version: string };
  const chart = await readChart<{ version: string; appVersion: string }>('Chart.yaml');
  expect(chart).toMatchObject({ version, appVersion: version });
});
