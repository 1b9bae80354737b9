// What others got wrong with kubeconfigs and their plugins: parallel writers, lost bytes, the wrong account, noise on
// standard output, ten logins at once.
import { spawn } from 'node:child_process';
import { chmod, lstat, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createEmulator, type Emulator } from '@hikube/emulator';
import { type Listening, listen } from '@hikube/emulator/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { SCALE } from '../../support/scale.ts';
import { ended, type Installed, install } from './installed.ts';

/** Each is a process. */
const WRITERS = SCALE < 1 ? 8 : 20;

let installed: Installed;
let emulator: Emulator;
let listening: Listening;
let who: Record<string, string>;
let counted = 0;

beforeAll(async () => {
  installed = await install();
  emulator = await createEmulator();
  listening = await listen(emulator);
  who = { HIKUBE_ENDPOINT: listening.endpoint, HIKUBE_TOKEN: emulator.token };
  for (const name of ['prod', 'test'])
    await emulator.client().clusters.create({ name, topology: 'development' });
});
afterAll(async () => {
  console.log(`kubeconfig: ${counted} files read while others wrote, none of them broken`);
  await listening?.close();
  await emulator?.close();
  await installed?.dispose();
});

const MINE = `# written by hand
apiVersion: v1
kind: Config
users:
- {name: old, user: {token: 'abc'}} # mine
clusters:
- name: old
  cluster: {server: "https://old.example"}
contexts:
- name: old
  context: {cluster: old, user: old}
current-context: "old"
`;

async function fileOf(name: string, text = MINE, mode = 0o640): Promise<string> {
  const file = join(installed.home, name);
  await mkdir(installed.home, { recursive: true });
  await writeFile(file, text);
  await chmod(file, mode);
  return file;
}

const run = (words: readonly string[], more: Record<string, string> = {}) =>
  installed.run(words, { ...who, ...more });

test(`${WRITERS} parallel saves leave ${WRITERS} contexts and what was there; whoever reads meanwhile sees a whole file`, async () => {
  const KUBECONFIG = await fileOf('parallel');
  let isOver = false;
  const reader = (async () => {
    while (!isOver) {
      const { contexts } = parse(await readFile(KUBECONFIG, 'utf8'));
      expect(contexts.at(-1).name).toBe('old');
      counted += 1;
      await new Promise((resolve) => setImmediate(resolve));
    }
  })();
  const names = Array.from({ length: WRITERS }, (_, index) => `new-${index}`);
  const ended = await Promise.all(
    names.map((name) => run(['kubeconfig', 'save', 'prod', '--name', name], { KUBECONFIG })),
  );
  isOver = true;
  await reader;
  expect(ended.filter(({ code }) => code !== 0)).toEqual([]);
  const { contexts, clusters, users } = parse(await readFile(KUBECONFIG, 'utf8'));
  for (const list of [contexts, clusters, users])
    expect(list.map(({ name }: { name: string }) => name).sort()).toEqual([...names, 'old'].sort());
  expect((await run(['kubeconfig', 'remove', 'prod'], { KUBECONFIG })).code).toBe(0);
  expect(await readFile(KUBECONFIG, 'utf8')).toBe(MINE);
  expect(await readdir(installed.home)).not.toContain('parallel.lock');
});

test('save, then remove, gives the file back to the byte, with its mode, through its link', async () => {
  const file = await fileOf('linked');
  const KUBECONFIG = join(installed.home, 'link');
  await symlink(file, KUBECONFIG);
  const saved = await run(['kubeconfig', 'save', 'prod'], { KUBECONFIG });
  expect(saved).toMatchObject({ code: 0, stdout: '' });
  const text = await readFile(file, 'utf8');
  const { users, ...rest } = parse(text);
  expect(rest['current-context']).toBe('hikube-prod');
  const { exec } = users.find(({ name }: { name: string }) => name === 'hikube-prod').user;
  expect(exec).toMatchObject({
    apiVersion: 'client.authentication.k8s.io/v1',
    // Nobody is asked anything, with a terminal and without.
    interactiveMode: 'Never',
    installHint: expect.stringContaining('npm install --global @hikube/cli'),
  });
  expect(exec.command.startsWith('/')).toBe(true);
  const { uid } = await emulator.client().clusters.get('prod');
  expect(exec.args).toEqual(expect.arrayContaining([uid, listening.endpoint]));
  expect(text).not.toContain(emulator.token);
  expect(text).not.toContain('hkc_');
  await run(['kubeconfig', 'remove', 'prod'], { KUBECONFIG });
  expect(await readFile(file, 'utf8')).toBe(MINE);
  expect((await stat(file)).mode & 0o777).toBe(0o640);
  expect((await lstat(KUBECONFIG)).isSymbolicLink()).toBe(true);
});

test('a new file is for its owner alone and goes again; one that cannot be read is left, and the line is named', async () => {
  const KUBECONFIG = join(installed.home, 'fresh/config');
  await run(['kubeconfig', 'save', 'prod'], { KUBECONFIG });
  expect((await stat(KUBECONFIG)).mode & 0o777).toBe(0o600);
  await run(['kubeconfig', 'remove', 'prod'], { KUBECONFIG });
  await expect(stat(KUBECONFIG)).rejects.toThrow('ENOENT');
  const broken = await fileOf('broken', `${MINE}contexts: [\n`);
  for (const verb of ['save', 'remove']) {
    const { code, stderr } = await run(['kubeconfig', verb, 'prod'], { KUBECONFIG: broken });
    expect([verb, code]).toEqual([verb, 2]);
    expect(stderr).toMatch(/broken:1[0-9] /);
    expect(await readFile(broken, 'utf8')).toBe(`${MINE}contexts: [\n`);
  }
});

/** The block as a program would run it: in an empty environment, but for what it needs to be somebody. */
async function block(file: string, name: string): Promise<readonly string[]> {
  const { users } = parse(await readFile(file, 'utf8'));
  const { command, args } = users.find((user: { name: string }) => user.name === name).user.exec;
  return [command, ...args];
}

const plugin = ([command = '', ...args]: readonly string[], environment: Record<string, string>) => {
  const env = { HOME: installed.home, ...environment };
  return ended(spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] }));
};

test('in an empty environment, with --debug and without a terminal, the plugin prints one document or nothing', async () => {
  const KUBECONFIG = await fileOf('exec');
  await run(['kubeconfig', 'save', 'prod'], { KUBECONFIG });
  const words = await block(KUBECONFIG, 'hikube-prod');
  for (const apiVersion of ['client.authentication.k8s.io/v1', 'client.authentication.k8s.io/v1beta1']) {
    const KUBERNETES_EXEC_INFO = JSON.stringify({
      apiVersion,
      kind: 'ExecCredential',
      spec: { interactive: false },
    });
    const { code, stdout } = await plugin([...words, '--debug'], { ...who, KUBERNETES_EXEC_INFO });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      apiVersion,
      kind: 'ExecCredential',
      status: { token: expect.stringMatching(/^hkc_/) },
    });
  }
});

test.each([
  [
    'a version that nobody speaks any more',
    { KUBERNETES_EXEC_INFO: '{"apiVersion":"client.authentication.k8s.io/v1alpha1"}' },
    2,
  ],
  ['nobody logged in', { HIKUBE_TOKEN: '' }, 5],
  ['a token that is refused', { HIKUBE_TOKEN: 'hik_wrong' }, 5],
  ['a cluster that is another one by now', {}, 4],
])('of %s the plugin says one line and prints nothing', async (what, environment, expected) => {
  const KUBECONFIG = await fileOf('refused');
  await run(['kubeconfig', 'save', 'prod'], { KUBECONFIG });
  const words = await block(KUBECONFIG, 'hikube-prod');
  const { uid } = await emulator.client().clusters.get('prod');
  const asked = expected === 4 ? words.map((each) => (each === uid ? crypto.randomUUID() : each)) : words;
  const HIKUBE_CACHE = join(installed.home, what);
  const { code, stdout, stderr } = await plugin(asked, { ...who, HIKUBE_CACHE, ...environment });
  expect({ code, stdout }).toEqual({ code: expected, stdout: '' });
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  expect(stderr).toMatch(/hikube/);
});

test('ten at once ask for one credential, and a failed one is not asked for again and again', async () => {
  const KUBECONFIG = await fileOf('ten');
  await run(['kubeconfig', 'save', 'test'], { KUBECONFIG });
  const words = await block(KUBECONFIG, 'hikube-test');
  const issued = async () => (await emulator.client().kubeconfigs.list('test').toArray()).length;
  const before = await issued();
  const HIKUBE_CACHE = join(installed.home, 'ten-cache');
  const all = await Promise.all(Array.from({ length: 10 }, () => plugin(words, { ...who, HIKUBE_CACHE })));
  expect(new Set(all.map(({ stdout }) => stdout)).size).toBe(1);
  expect(all.every(({ code }) => code === 0)).toBe(true);
  expect((await issued()) - before).toBe(1);
  const kept = await readdir(join(HIKUBE_CACHE, 'credentials'));
  for (const file of kept)
    expect((await stat(join(HIKUBE_CACHE, 'credentials', file))).mode & 0o777).toBe(0o600);
  let asked = 0;
  const { fetch } = emulator;
  Object.assign(emulator, {
    fetch: (request: Request) => {
      asked += 1;
      return fetch(request);
    },
  });
  const bad = { ...who, HIKUBE_TOKEN: 'hik_wrong', HIKUBE_CACHE: join(installed.home, 'bad-cache') };
  const refused = await Promise.all(Array.from({ length: 10 }, () => plugin(words, bad)));
  Object.assign(emulator, { fetch });
  expect(new Set(refused.map(({ code }) => code))).toEqual(new Set([5]));
  expect([1, 2]).toContain(asked);
});

test('every context still reaches its own cluster after another account is used', async () => {
  await using other = await createEmulator({ seed: 'other' });
  await using socket = await listen(other);
  await other.client().clusters.create({ name: 'prod', topology: 'development' });
  const environment = {
    KUBECONFIG: await fileOf('accounts'),
    HIKUBE_CONFIG: join(installed.home, 'accounts.json'),
  };
  const accounts = [
    ['first', listening.endpoint, emulator.token],
    ['second', socket.endpoint, other.token],
  ] as const;
  for (const [name, endpoint, token] of accounts) {
    await installed.run(
      ['auth', 'login', '--context', name, '--endpoint', endpoint, '--token-stdin'],
      environment,
      token,
    );
    await installed.run(['kubeconfig', 'save', 'prod', '--name', name], environment);
  }
  const issued = async (each: Emulator) => (await each.client().kubeconfigs.list('prod').toArray()).length;
  for (const [used, name, mine] of [
    ['second', 'first', emulator],
    ['first', 'second', other],
  ] as const) {
    await installed.run(['context', 'use', used], environment);
    const before = await issued(mine);
    const words = await block(environment.KUBECONFIG, name);
    expect(words.slice(words.indexOf('--context'))).toEqual([
      ...['--context', name, '--endpoint', accounts.find(([each]) => each === name)?.[1]],
    ]);
    expect(words).not.toContain(mine.token);
    const { code } = await plugin(words, {
      ...environment,
      HIKUBE_CACHE: join(installed.home, `accounts-${name}`),
    });
    expect([name, code, (await issued(mine)) - before]).toEqual([name, 0, 1]);
  }
});
