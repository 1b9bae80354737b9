// Starting the service wrongly gives one clear sentence and no harm.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createClient } from '@hikube/sdk';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cleanEnvironment } from '../support/clean-environment.ts';
import { startServiceProcess } from '../support/service-process.ts';

const main = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url));

let scratch: string;
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'hikube-start-'));
});
afterEach(() => rm(scratch, { recursive: true, force: true }));

/** Starts the service with these settings and gives what it says before it ends. */
function refused(environment: Record<string, string>): Promise<{ code: number | null; text: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--conditions=@hikube/source', main], {
      stdio: ['ignore', 'pipe', 'pipe'],
      // A start that says nothing and never ends fails its test, and does not outlive it.
      timeout: 170_000,
      killSignal: 'SIGKILL',
      env: { ...cleanEnvironment(), PORT: '0', HIKUBE_DATA_DIR: join(scratch, 'data'), ...environment },
    });
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
    });
    child.stderr.on('data', (chunk) => {
      text += chunk;
    });
    child.once('close', (code) => resolve({ code, text: text.trim() }));
  });
}

function expectOneSentence({ code, text }: { code: number | null; text: string }, pattern: RegExp): void {
  expect(code).toBe(1);
  expect(text).toMatch(pattern);
  expect(text.split('\n')).toHaveLength(1);
  expect(text).not.toMatch(/ at .+:\d+:\d+|node:internal/);
}

describe('npm start', () => {
  test.each([
    ['PORT', { PORT: 'eighty' }, /PORT/],
    ['HIKUBE_PLATFORM', { HIKUBE_PLATFORM: 'gcp' }, /HIKUBE_PLATFORM.*simulated/],
    ['HIKUBE_SIMULATION_SPEED', { HIKUBE_SIMULATION_SPEED: '-1' }, /HIKUBE_SIMULATION_SPEED/],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://x' }, /DATABASE_URL/],
  ])('explains a wrong %s', async (_name, environment, pattern) => {
    expectOneSentence(await refused(environment), pattern);
  });

  test('explains an unreachable database', async () => {
    expectOneSentence(
      await refused({ DATABASE_URL: 'postgres://app@127.0.0.1:1/app' }),
      /database|DATABASE_URL/i,
    );
  });

  test('explains a port that is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    expectOneSentence(await refused({ PORT: String(port) }), new RegExp(`${port}`));
    other.close();
  });

  test('explains a host that this machine has not', async () => {
    expectOneSentence(
      await refused({ HOST: 'http://host.invalid' }),
      /no address "http:\/\/host\.invalid".*HOST/,
    );
  });

  test('explains a data directory that cannot be one', async () => {
    await writeFile(join(scratch, 'file'), '');
    expectOneSentence(
      await refused({ HIKUBE_DATA_DIR: join(scratch, 'file') }),
      /HIKUBE_DATA_DIR|data directory/i,
    );
  });

  test.runIf(process.platform === 'linux')('explains a data directory where none can be made', async () => {
    expectOneSentence(
      await refused({ HIKUBE_DATA_DIR: '/proc/hikube/data' }),
      /^\/proc\/hikube\/data cannot be used \(ENOENT\): no directory can be made there; choose another HIKUBE_DATA_DIR\.$/,
    );
  });

  test('makes a data directory several levels deep', async () => {
    const dataDirectory = join(scratch, 'a', 'b', 'c');
    const service = await startServiceProcess({ dataDirectory, speed: 600 });
    await service.stop();
    expect((await stat(dataDirectory)).mode & 0o777).toBe(0o700);
  });

  test('refuses a second start on the same data, and the first goes on', async () => {
    const dataDirectory = join(scratch, 'data');
    await mkdir(dataDirectory);
    const first = await startServiceProcess({ dataDirectory, speed: 600 });
    try {
      expectOneSentence(await refused({}), new RegExp(`process ${first.pid}`));
      const hikube = createClient({ endpoint: first.endpoint, token: first.token });
      await hikube.clusters.create({ name: 'prod', topology: 'development' });
      expect((await hikube.clusters.get('prod')).status.phase).toBe('Running');
    } finally {
      await first.stop();
    }
  });

  test('keeps its data over a restart', async () => {
    const dataDirectory = join(scratch, 'data');
    const token = 'keeps-its-data';
    const first = await startServiceProcess({ dataDirectory, speed: 600, token });
    const { uid } = await createClient({ endpoint: first.endpoint, token }).clusters.create({
      name: 'prod',
      topology: 'development',
    });
    await first.stop();
    const second = await startServiceProcess({ dataDirectory, speed: 600, token });
    const again = await createClient({ endpoint: second.endpoint, token }).clusters.get('prod');
    expect({ uid: again.uid, phase: again.status.phase }).toEqual({ uid, phase: 'Running' });
    await second.stop();
  });

  test('warns once of clusters whose kubeconfigs lead to another address', async () => {
    const dataDirectory = join(scratch, 'data');
    const told = { HIKUBE_KUBERNETES_URL: 'https://{uid}.k8s.example.org' };
    const first = await startServiceProcess({ dataDirectory, speed: 600, environment: told });
    const { endpoint } = await createClient({ endpoint: first.endpoint, token: first.token }).clusters.create(
      {
        name: 'prod',
        topology: 'development',
      },
    );
    await first.stop();
    const same = await startServiceProcess({ dataDirectory, environment: told });
    await expect.poll(same.log).toContain('"event":"started"');
    await same.stop();
    expect(same.log()).not.toContain('another_address');
    const moved = await startServiceProcess({ dataDirectory });
    await expect.poll(moved.log).toContain('another_address');
    const line = moved
      .log()
      .split('\n')
      .find((text) => text.includes('another_address'));
    expect(JSON.parse(line ?? '')).toMatchObject({
      level: 'warn',
      clusters: 1,
      example: endpoint,
      advice: expect.stringContaining('HIKUBE_KUBERNETES_URL back'),
    });
    await moved.stop();
  });
});
