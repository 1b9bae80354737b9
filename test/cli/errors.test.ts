// What a person is told when something is wrong: the field, the reason, the id to quote, the next step; and how it ends.
import { createEmulator, type Emulator } from '@hikube/emulator';
import { problems } from '@hikube/openapi/problems';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EXIT_CODES, type ExitName } from '../../cli/src/errors/exit-codes.ts';
import { createWorld, hikube, NEW_MANIFEST } from './world.ts';

let world: Emulator;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const words = (line: string) => line.split(' ');

test.each<[string, ExitName, readonly (string | RegExp)[]]>([
  ['clster list', 'usage', ['no command "clster"', 'did you mean', 'cluster', 'next: hikube --help']],
  ['cluster lst', 'usage', ['did you mean', 'list', 'next: hikube cluster --help']],
  ['kubeconfig create prod', 'usage', ['next: hikube kubeconfig --help']],
  ['cluster get', 'usage', ['cluster', '--help']],
  ['cluster list --labls a=b', 'usage', ['--labels']],
  ['cluster list -o jsn', 'usage', ['-o takes text, json', 'did you mean json?']],
  ['cluster create x --topology prodction', 'usage', ['did you mean production?']],
  ['cluster create x --control-plane-replicas three', 'usage', ['takes a number']],
  ['cluster create x --node-groups min-replica=1', 'usage', ['did you mean min-replicas']],
  ['cluster create x --labels team', 'usage', ['key=value']],
  ['cluster create x --timeout soon', 'usage', ['90s, 30m']],
  ['cluster update prod --unset maintenanse', 'usage', ['did you mean maintenance?']],
  ['addon enable prod flux --secret-values {}', 'usage', ['@file']],
  ['apply -f missing.yaml', 'usage', ['There is no file missing.yaml']],
  ['cluster get prodd', 'notFound', ['did you mean prod?', /request: req-/, 'hikube explain not_found']],
  ['node-group get prod wbe', 'notFound', ['did you mean web?']],
  ['explain quota_exeeded', 'notFound', ['did you mean quota_exceeded?']],
  ['explain controlPlane.replicas', 'notFound', ['did you mean cluster.controlPlane.replicas?']],
  [
    'explain min-replicas',
    'notFound',
    ['did you mean cluster.nodeGroups.minReplicas or node-group.minReplicas?'],
  ],
  ['explain node-group.healthChek', 'notFound', ['did you mean node-group.healthCheck']],
  ['explain nodeGroup.helthCheck.maxUnhealthy', 'notFound', ['node-group.healthCheck.maxUnhealthy']],
  ['explain cluster.nodeGroups.kubelt', 'notFound', ['did you mean cluster.nodeGroups.kubelet']],
  ['cluster create prod', 'conflict', ['hikube explain already_exists']],
  ['cluster create x --version 1.99', 'invalid', [/^error: --version: Kub.*1.35/, /request: req-/]],
  ['node-group create prod x --min-replicas 5 --max-replicas 2', 'invalid', ['error: --min-replicas: min']],
  ['cluster create X', 'invalid', ['error: <cluster>: Use lower-case letters']],
  [
    'cluster create x --node-groups name=web,disk-size=foo',
    'invalid',
    [/^error: disk-size= in --node-groups name=web: Write a quantity/],
  ],
  [
    'node-group create prod x --resources-cpu foo',
    'invalid',
    [/^error: 2 fields are wrong.*\n {2}--resources-memory: .*\n {2}--resources-cpu: Write/],
  ],
  [
    'node-group create prod x --health-check-node-startup-timeout 5',
    'invalid',
    [/^error: --health-check-node-startup-timeout: Write a time of 30s or more[^\n]*\n {2}request/],
  ],
  ['cluster list --labels team=a=b', 'invalid', ['error: --labels: Character 7']],
  ['token create --scopes read --ttl-seconds 1', 'invalid', ['error: --ttl-seconds: The number must be 60']],
  ['api POST /clusters -d {"name":"X"}', 'invalid', ['error: field /name: Use lower-case letters']],
  [
    'cluster create x --node-groups name=web,min-replicas=x',
    'usage',
    ['min-replicas= in --node-groups takes'],
  ],
  ['context use nowhere', 'usage', ['no context "nowhere"']],
  ['api GET clusters', 'usage', ['begins with "/"']],
  ['api GET /tenant -o name', 'usage', ['take -o json']],
  ['events prod --follow --limit 5', 'usage', ['leave --limit out']],
  ['events prod --type Warn', 'usage', ['did you mean Warning?']],
  ['api GET /clusters/../tokens', 'usage', ['would change the path']],
  ['api FETCH /clusters', 'usage', ['GET, POST']],
  ['kubeconfig exec', 'usage', ['--cluster <name> is missing']],
  ['apply', 'usage', ['--file <file> is missing: File with manifests', 'same command with --help']],
  ['token create', 'usage', ['--scopes <a,b> is missing']],
  ['node-group get prod', 'usage', ['error: <node-group> is missing']],
  ['cluster get prod test', 'usage', ['"test" is one word too many: 1 at most is taken']],
  ['quota now', 'usage', ['"now" is one word too many: none is taken']],
  ['cluster list -z', 'usage', ['there is no flag -z']],
  ['cluster get prod --nope', 'usage', [/^error: there is no flag --nope\n {2}next: /]],
  ['cluster list -o', 'usage', ['--output needs a value']],
  ['cluster list --endpoint --quiet', 'usage', ['--endpoint needs a value, and --quiet stands in its place']],
  ['cluster create x --labels a=1,b=2,a=3', 'usage', ['--labels has "a" twice']],
  ['cluster create x --node-groups name=web --node-groups name=web', 'usage', ['has "web" twice']],
  ['cluster get prod -o jsonpath=', 'usage', ['needs a template']],
  ['apply -f -', 'usage', ['standard input is empty, and has no manifest', 'hikube export <cluster>']],
  [
    'cluster create x --file x.json',
    'usage',
    [/^error: there is no flag --file\n {2}a file is taken by hikube apply/],
  ],
  ['node-group create prod x -f x.json', 'usage', ['no flag -f', 'hikube apply -f']],
  ['emulator --options f.json', 'usage', ['behind --, as in: hikube emulator -- --options']],
  ['node-group update prod web --max-replica 3', 'usage', ['did you mean --max-replicas?']],
  ['cluster list -o json -o yaml', 'usage', ['--output is given twice']],
])('%s', async (line, exit, told) => {
  const { code, stdout, stderr } = await hikube(world, words(line));
  for (const each of told)
    expect(stderr).toMatch(
      typeof each === 'string' ? new RegExp(each.replace(/[.?*+^$()[\]{}|\\]/g, '\\$&')) : each,
    );
  expect({ code, stdout }).toEqual({ code: EXIT_CODES[exit][0], stdout: '' });
  expect(stderr).not.toMatch(/\bat .*:\d+:\d+|undefined|\[object/);
});

test.each(['--endpoint', '--context', '--kubeconfig'])(
  'an empty %s is refused, and no other taken',
  async (flag) => {
    const { code, stderr } = await hikube(world, ['cluster', 'list', flag, '']);
    expect(code).toBe(2);
    expect(stderr).toBe(`error: ${flag} needs a value, and is empty.\n  give one, or leave ${flag} out\n`);
  },
);

test.each(['cluster get', 'apply', 'cluster', ''])('help %s is what --help says of it', async (line) => {
  const typed = words(line).filter((word) => word !== '');
  const help = await hikube(world, ['help', ...typed]);
  expect(help).toMatchObject({ code: 0, stdout: (await hikube(world, [...typed, '--help'])).stdout });
});

test('explains every code that a problem may have, without a request', async () => {
  for (const [code, { title }] of Object.entries(problems)) {
    const { code: ended, stdout } = await hikube(world, ['explain', code], { environment: {} });
    expect({ code, ended }).toEqual({ code, ended: 0 });
    expect(stdout).toContain(title);
  }
});

test.each([
  ['node-group.minReplicas', /^name: node-group.minReplicas$/m],
  ['nodeGroup.min-replicas', /^name: node-group.minReplicas$/m],
  ['nodeGroup.healthCheck.maxUnhealthy', /^title: --health-check-max-unhealthy$/m],
  ['nodeGroup.healthCheck', /^node-group.healthCheck.maxUnhealthy +--health-check-max-unhealthy$/m],
  ['cluster.nodeGroups', /^fields: minReplicas,.*kubelet.systemReservedCpu/m],
  [
    'cluster.nodeGroups.kubelet',
    /^cluster.nodeGroups.kubelet.evictionSoftMemory +kubelet-eviction-soft-memory= in --node-groups$/m,
  ],
  ['cluster.nodeGroups.minReplicas', /^name: cluster.nodeGroups.minReplicas$/m],
  ['node-group', /^node-group.maxReplicas +--max-replicas$/m],
])('explains %s, in either spelling and inside of others', async (what, told) => {
  const { code, stdout } = await hikube(world, ['explain', what], { environment: {} });
  expect([code, stdout]).toEqual([0, expect.stringMatching(told)]);
});

test('the place of a mistake in YAML is said once, in front of the reason', async () => {
  const options = { files: { 'x.yaml': 'kind: Kubernetes\nspec: [\n' } };
  const { stderr } = await hikube(world, words('apply -f x.yaml'), options);
  expect(stderr).toMatch(/^error: x\.yaml:3 cannot be read as YAML: Flow sequence .*\]$/m);
});

test('what goes to the API by itself is no manifest, and it is said how one looks', async () => {
  const files = { 'x.json': '{"name":"x"}' };
  const { code, stderr } = await hikube(world, words('apply -f x.json'), { files });
  expect([code, stderr]).toEqual([
    2,
    expect.stringMatching(/x.json:1 is no manifest.*hikube export <cluster>/s),
  ]);
});

test('what a manifest has wrong is told with file and line', async () => {
  const text = `# One.\n${NEW_MANIFEST.replace('minReplicas: 1', 'minReplicas: "two"')}`;
  const { code, stderr } = await hikube(world, words('diff -f x.yaml'), {
    files: { 'x.yaml': text },
  });
  expect(code).toBe(7);
  expect(stderr).toContain('  x.yaml:10: /spec/nodeGroups/web/minReplicas\n');
  expect(stderr).toMatch(/request: req-.*hikube explain/s);
});

/** Every pause is over at once. */
const IMPATIENT = {
  now: () => 0,
  monotonic: () => 0,
  sleep: () => Promise.resolve(),
  after: () => () => {},
};

describe('who may not, and who is away', () => {
  test('no login', async () => {
    const { code, stderr } = await hikube(world, ['quota'], { environment: {} });
    expect([code, stderr]).toEqual([5, expect.stringContaining('hikube auth login')]);
  });

  test('the word that Terraform takes for an emulator leads to the one here', async () => {
    for (const more of [{}, { HIKUBE_TOKEN: 'hik_any' }])
      for (const line of ['quota', 'auth login --token-stdin']) {
        const environment = { HIKUBE_ENDPOINT: 'emulator', ...more };
        const { code, stderr } = await hikube(world, words(line), { environment, stdin: 'hik_any' });
        expect([code, stderr]).toEqual([2, expect.stringContaining('hikube emulator -- hikube')]);
      }
  });

  test.each([
    ['another path of the API', (origin: string) => origin, 'not_found'],
    ['a page', (origin: string) => `${origin}/web`, 'text/html'],
  ])('an endpoint without /v1, where there is %s', async (_where, endpointOf, told) => {
    const endpoint = endpointOf(new URL(world.endpoint).origin);
    const environment = { HIKUBE_TOKEN: world.token, HIKUBE_ENDPOINT: endpoint };
    const html = new Response('<p>Welcome</p>', { headers: { 'Content-Type': 'text/html' } });
    const fetch = (request: Request) =>
      endpoint.endsWith('/web') ? Promise.resolve(html) : world.fetch(request);
    const { stderr } = await hikube(world, ['quota'], { environment, fetch });
    expect(stderr).toContain(told);
    expect(stderr).toContain(`the base URL ends with /v1, such as ${endpoint}/v1`);
  });

  test('who has named no API is told how', async () => {
    const fetch = () => Promise.reject(new TypeError('fetch failed'));
    const options = { environment: { HIKUBE_TOKEN: 'hik_any' }, fetch, clock: IMPATIENT };
    for (const line of ['quota', 'doctor']) {
      const { stdout, stderr } = await hikube(world, [line], options);
      expect(stdout + stderr).toMatch(/api\.hikube\.cloud.*set HIKUBE_ENDPOINT, or name a context/s);
    }
  });

  test('doctor says on one line what is wrong and what to do', async () => {
    const { stdout } = await hikube(world, ['doctor'], { environment: {} });
    expect(stdout).toContain('is not set. next: hikube auth login');
  });

  test('several fields that are wrong, in words of people', async () => {
    const lines = 'api POST /clusters -d {"name":1,"version":2}';
    const { stderr } = await hikube(world, words(lines));
    expect(stderr).toMatch(/2 fields are wrong.*field \/name.*field \/version/s);
    expect(stderr).not.toContain('errors[]');
  });

  test('a token that is refused', async () => {
    const environment = { HIKUBE_TOKEN: 'hik_no', HIKUBE_ENDPOINT: world.endpoint };
    expect((await hikube(world, ['quota'], { environment })).code).toBe(5);
  });

  test('an API that is away', async () => {
    const fetch = () => Promise.reject(new TypeError('fetch failed'));
    const { code, stderr } = await hikube(world, ['quota'], { fetch, clock: IMPATIENT });
    expect([code, stderr]).toEqual([8, expect.stringContaining('Cannot reach')]);
  });

  test('the token of a context is shown to its own address alone', async () => {
    const contexts = { work: { endpoint: world.endpoint, credential: { token: world.token } } };
    const files = { '/someone/.config/hikube/config.json': JSON.stringify({ current: 'work', contexts }) };
    let asked = 0;
    const fetch = async (request: Request) => {
      asked += 1;
      return world.fetch(request);
    };
    const options = { files, environment: {}, fetch };
    const { code } = await hikube(world, ['quota', '--endpoint', 'https://evil.example/v1'], options);
    expect([code, asked]).toEqual([2, 0]);
    const environment = { HIKUBE_ENDPOINT: 'https://evil.example/v1' };
    expect([(await hikube(world, ['quota'], { ...options, environment })).code, asked]).toEqual([2, 0]);
    expect((await hikube(world, ['quota'], options)).code).toBe(0);
    const bare = world.endpoint.replace('/v1', '');
    for (const asked of [bare, `${bare}/`]) {
      const { stderr } = await hikube(world, ['quota', '--endpoint', asked], options);
      expect(stderr).toContain(`/v1 is missing at the end of ${asked}: write ${world.endpoint}`);
      expect(stderr).not.toContain('hikube auth login');
    }
  });
});

describe('what a write warns of', () => {
  const OLD = 'cluster create x --version 1.31';

  test.each([OLD, `${OLD} --no-wait`, `${OLD} --yes`, `${OLD} -o json`])('%s', async (line) => {
    await using emulator = await world.fork();
    const { code, stderr } = await hikube(emulator, words(line));
    expect([code, stderr.match(/^warning: .*$/gm)]).toEqual([0, [expect.stringContaining('/version: ')]]);
  });

  test('nothing that is as it should be', async () => {
    await using emulator = await world.fork();
    expect((await hikube(emulator, words('cluster create x'))).stderr).not.toContain('warning');
  });
});

describe('how work ends', () => {
  test('a wait that is over says how to wait on', async () => {
    await using slow = await createEmulator({ time: 'manual' });
    const { code, stderr } = await hikube(slow, words('cluster create x --timeout 100ms'));
    expect(code).toBe(9);
    expect(stderr).toMatch(/hikube operation wait op-/);
  });

  test('work that fails says why', async () => {
    await using failing = await createEmulator({ faults: [{ kind: 'ControlPlaneFails' } as never] });
    const { code, stderr } = await hikube(failing, words('cluster create x'));
    expect([code, stderr]).toEqual([10, expect.stringMatching(/hikube operation get op-/)]);
  });

  test('Ctrl-C ends the wait with 130', async () => {
    await using slow = await createEmulator({ time: 'manual' });
    const { fakeHost } = await import('./fake-host.ts');
    const { main } = await import('../../cli/src/app.ts');
    const environment = { HIKUBE_TOKEN: slow.token, HIKUBE_ENDPOINT: slow.endpoint };
    const host = fakeHost({ fetch: (request, init) => slow.fetch(request, init), environment });
    const end = main(host, words('cluster create x'), '1.0.0');
    await expect.poll(() => host.printed.stderr).toContain('%');
    host.interrupt();
    expect(await end).toBe(130);
    expect(host.printed.stderr).toMatch(/wait on: +hikube operation wait op-/);
  });

  test.each([
    ['no', false, 1],
    ['nothing, with Ctrl-C', undefined, 130],
    ['yes', true, 0],
  ] as const)('a question that is answered with %s', async (_name, answer, expected) => {
    const answers = { confirm: async () => answer };
    await using emulator = await world.fork();
    const { code, stderr } = await hikube(emulator, words('cluster delete test'), {
      isTerminal: true,
      answers,
    });
    expect(code).toBe(expected);
    expect(stderr).toContain('Cluster test');
    const { items } = await emulator.client().clusters.list();
    expect(items.some(({ name }) => name === 'test')).toBe(expected !== 0);
  });

  test('a cluster that changed after it was shown is not deleted', async () => {
    await using emulator = await world.fork();
    const confirm = async () => {
      await emulator.client().clusters.update('test', { displayName: 'Kept' });
      return true;
    };
    const { code } = await hikube(emulator, words('cluster delete test'), {
      isTerminal: true,
      answers: { confirm },
    });
    expect(code).toBe(6);
  });
});
