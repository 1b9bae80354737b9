// The guide for Cozystack: every command in it runs, against the double of a platform and over sockets.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { settingsHelp } from '../../server/src/settings.ts';
import { type Cozystack, createRunningClock, startCozystack } from '../doubles/cozystack/index.ts';
import { cleanEnvironment } from '../support/clean-environment.ts';
import { run } from '../support/program.ts';
import { type ServiceProcess, startServiceProcess } from '../support/service-process.ts';

const guide = await readFile(
  fileURLToPath(new URL('../../docs/guides/run-on-cozystack.md', import.meta.url)),
  'utf8',
);
const blocks = [...guide.matchAll(/^```sh ?(\w*)\n(.*?)^```/gms)].map(([, kind = '', text = '']) => ({
  kind,
  text,
}));

let platform: Cozystack;
let folder: string;
let service: ServiceProcess | undefined;

beforeAll(async () => {
  const tenants = ['acme', 'other'];
  platform = await startCozystack({
    profile: '1.6.2',
    sockets: true,
    clock: createRunningClock(120),
    tenants,
  });
  folder = await mkdtemp(join(tmpdir(), 'hikube-cozystack-'));
  await writeFile(join(folder, 'tenant.yaml'), platform.kubeconfig);
  for (const name of tenants) await writeFile(join(folder, `${name}.yaml`), platform.tenant(name).kubeconfig);
});
afterAll(async () => {
  await service?.stop();
  await platform.close();
  await rm(folder, { recursive: true, force: true });
});

/** What the exports of the guide set. */
function exported(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/^export (\w+)=(\S+)$/gm)].map(([, name = '', value = '']) => [
    name,
    value,
  ]);
  return Object.fromEntries(pairs) as Record<string, string>;
}

async function typed(command: string): Promise<string> {
  const environment = {
    ...cleanEnvironment(),
    HIKUBE_TOKEN: service!.token,
    HIKUBE_ENDPOINT: service!.endpoint,
  };
  const { stdout } = await run('bash', ['-euc', command], { env: environment, cwd: folder });
  return stdout;
}

test('every setting in it exists', () => {
  for (const name of new Set(guide.match(/\bHIKUBE_[A-Z_]+\b/g)))
    if (!['HIKUBE_TOKEN', 'HIKUBE_ENDPOINT'].includes(name)) expect(settingsHelp()).toContain(name);
});

test('its commands lead from a kubeconfig to a cluster, a kubeconfig of that, and its end', async () => {
  const [settings, start, ...commands] = blocks.filter(({ kind }) => kind !== 'tenants');
  expect(start).toMatchObject({ kind: 'start', text: 'npm start\n' });
  const environment = exported(settings!.text);
  expect(Object.keys(environment)).toHaveLength(4);
  service = await startServiceProcess({
    store: 'memory',
    environment: { ...environment, HIKUBE_KUBECONFIG: join(folder, environment['HIKUBE_KUBECONFIG']!) },
  });
  const answers: string[] = [];
  for (const { kind, text } of commands) {
    if (kind === 'wait')
      await expect
        .poll(async () => JSON.parse(await typed(text)).status.phase, { interval: 500 })
        .toBe('Running');
    answers.push(await typed(text));
  }
  expect(answers).toHaveLength(5);
  expect(answers[0]).toContain('addon.cert-manager');
  expect(answers[3]).toContain('token:');
  await expect.poll(async () => platform.clusters().size, { interval: 500 }).toBe(0);
  await service.stop();
});

test('its file of several tenants starts a service for each of them, with a first token each', async () => {
  const [file, settings, command] = blocks.filter(({ kind }) => kind === 'tenants');
  await run('bash', ['-euc', file!.text], { env: cleanEnvironment(), cwd: folder });
  const { HIKUBE_TENANTS_FILE = '', ...more } = exported(settings!.text);
  const environment = {
    ...more,
    HIKUBE_TENANTS_FILE: join(folder, HIKUBE_TENANTS_FILE),
    HIKUBE_BOOTSTRAP_TOKEN: '',
  };
  service = await startServiceProcess({ store: 'memory', environment });
  expect(JSON.parse(await typed(command!.text))).toMatchObject({
    id: 'acme',
    scopes: ['read', 'write', 'admin'],
  });
  await expect
    .poll(() => service!.printed())
    .toMatch(/Token +of other: hik_[0-9a-f]+ .*tenants\.other\.tokenFile/);
  const [, token = ''] = /of other: (hik_[0-9a-f]+)/.exec(service.printed()) ?? [];
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${service.endpoint}/tenant`, { headers });
  expect(await answer.json()).toMatchObject({ id: 'other' });
  const secret = await readFile(join(folder, 'acme.token'), 'utf8');
  expect(service.printed() + service.log()).not.toContain(secret.trim());
  await service.stop();
});

test.each([
  [{ HIKUBE_CONTEXT: 'other' }, 'The kubeconfig has no context "other": it has tenant-acme.'],
  [{ HIKUBE_KUBECONFIG: 'nowhere.yaml' }, 'cannot be read'],
  [{ HIKUBE_TENANTS_FILE: 'tenants.yaml' }, 'HIKUBE_KUBECONFIG is of a single tenant'],
])('a start with %o ends with a sentence', async (wrong, sentence) => {
  const environment = {
    ...exported(blocks[0]!.text),
    HIKUBE_KUBECONFIG: join(folder, 'tenant.yaml'),
    ...wrong,
  };
  await expect(startServiceProcess({ store: 'memory', environment })).rejects.toThrow(sentence);
});
