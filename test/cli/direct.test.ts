// The command over the kubeconfig of a tenant: no service is asked, and nothing is taken because it is current.
import { resolve } from 'node:path';
import { createEmulator, type Emulator } from '@hikube/emulator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DirectAccess } from '../../cli/src/config/direct.ts';
import type { FakeOptions } from './fake-host.ts';
import { createWorld, directTo, hikube } from './world.ts';

const FILE = resolve('tenant.yaml');
const FLAGS = ['--kubeconfig', 'tenant.yaml', '--kube-context', 'acme', '--namespace', 'tenant-acme'];
const ACCESS: DirectAccess = { kubeconfig: FILE, kubeContext: 'acme', namespace: 'tenant-acme' };

let platform: Emulator;
let elsewhere: Emulator;

beforeAll(async () => {
  [platform, elsewhere] = await Promise.all([createWorld(), createEmulator()]);
});
afterAll(async () => {
  await Promise.all([platform.close(), elsewhere.close()]);
});

/** Runs a command where a service would be found, too, and says how the tenant was reached. */
async function run(words: readonly string[], options: Partial<FakeOptions> = {}) {
  const reached: DirectAccess[] = [];
  let closed = 0;
  let asked = 0;
  const ran = await hikube(elsewhere, words, {
    direct: async (access) => {
      reached.push(access);
      return {
        ...directTo(platform),
        close: async () => {
          closed++;
        },
      };
    },
    fetch: (request, init) => {
      asked++;
      return elsewhere.fetch(request, init);
    },
    ...options,
  });
  return { ...ran, reached, closed, asked };
}

describe('with the three flags', () => {
  test('the clusters of the tenant are listed, no service is asked, and what was opened is closed', async () => {
    const { code, stdout, reached, closed, asked } = await run(['cluster', 'list', '-o', 'name', ...FLAGS]);
    expect(code).toBe(0);
    expect(stdout.split('\n')).toEqual(['cluster/prod', 'cluster/test', '']);
    expect(reached).toEqual([ACCESS]);
    expect({ closed, asked }).toEqual({ closed: 1, asked: 0 });
  });

  test('a cluster that is not there is told as ever, and what was opened is closed', async () => {
    const { code, stderr, closed, asked } = await run(['cluster', 'get', 'prd', ...FLAGS]);
    expect(code).not.toBe(0);
    expect(stderr).toContain('did you mean prod?');
    expect({ closed, asked }).toEqual({ closed: 1, asked: 0 });
  });

  test('in a pod there is no context to name', async () => {
    const words = ['--kubeconfig', 'in-cluster', '--namespace', 'tenant-acme'];
    const { reached } = await run(['cluster', 'list', ...words]);
    expect(reached).toEqual([{ kubeconfig: 'in-cluster', kubeContext: '', namespace: 'tenant-acme' }]);
  });
});

test.each([
  [FLAGS.slice(0, 2), 'Which context of tenant.yaml is not said'],
  [FLAGS.slice(0, 4), 'Which tenant is not said.'],
  [FLAGS.slice(4), '--namespace says something of a kubeconfig'],
  [FLAGS.slice(2, 4), '--kube-context says something of a kubeconfig'],
  [['--kubeconfig', '', '--namespace', 'a'], '--kubeconfig needs a value, and is empty.'],
  [['--kubeconfig', 'in-cluster', ...FLAGS.slice(2)], 'A pod has no contexts.'],
  [[...FLAGS, '--endpoint', 'https://api.hikube.cloud/v1'], '--endpoint names one.'],
  [[...FLAGS, '--context', 'work'], '--context names one.'],
])('%j is refused before anything is reached', async (words, sentence) => {
  const { code, stderr, reached, asked } = await run(['cluster', 'list', ...words]);
  expect(code).toBe(2);
  expect(stderr).toContain(sentence);
  expect(stderr).toMatch(/leave|name/);
  expect({ reached, asked }).toEqual({ reached: [], asked: 0 });
});

describe('as a context', () => {
  test('it is kept after it was tried, listed, used, and has no token', async () => {
    const login = await run(['auth', 'login', '--context', 'acme', ...FLAGS], { environment: {} });
    expect(login.code).toBe(0);
    expect(login.stderr).toContain(`Reached tenant-acme by acme of ${FILE}; the context is acme.`);
    const files = Object.fromEntries(login.host.disk);
    const here = { files, environment: {} };
    const { stdout } = await run(['context', 'list', '-o', 'json'], here);
    expect(JSON.parse(stdout)).toMatchObject({
      items: [{ name: 'acme', endpoint: `tenant-acme by acme of ${FILE}`, credential: 'kubeconfig' }],
    });
    const used = await run(['cluster', 'list'], here);
    expect(used).toMatchObject({ code: 0, reached: [ACCESS], asked: 0, closed: 1 });
    const token = await run(['auth', 'token'], here);
    expect(token.code).toBe(2);
    expect(token.stderr).toContain('there is no token');
    const other = await run(['cluster', 'list', '--endpoint', 'https://api.hikube.cloud/v1'], here);
    expect(other.code).toBe(2);
    expect(other.reached).toEqual([]);
  });

  test('one that does not answer is not kept', async () => {
    const away = { direct: () => Promise.reject(new Error('away')), environment: {} };
    const { code, host } = await run(['auth', 'login', ...FLAGS], away);
    expect(code).not.toBe(0);
    expect([...host.disk.keys()]).toEqual([]);
  });
});

test('kubectl is told how to come back, from any folder, and the credential is kept once', async () => {
  const saved = await run(['kubeconfig', 'save', 'prod', '--file', '/someone/kubeconfig', ...FLAGS]);
  expect(saved.code).toBe(0);
  const text = saved.host.disk.get('/someone/kubeconfig') ?? '';
  for (const word of ['--kubeconfig', FILE, '--kube-context', '--namespace', 'tenant-acme'])
    expect(text).toContain(word);
  expect(text).not.toContain('--endpoint');
  const uid = (await platform.client().clusters.get('prod')).uid;
  const files = Object.fromEntries(saved.host.disk);
  const words = ['kubeconfig', 'exec', '--cluster', 'prod', '--uid', uid, '--role', 'admin', ...FLAGS];
  const again = await run(words, { files });
  expect(again.code).toBe(0);
  expect(JSON.parse(again.stdout)).toMatchObject({ kind: 'ExecCredential' });
  // Nobody had to be asked.
  expect(again.reached).toEqual([]);
});
