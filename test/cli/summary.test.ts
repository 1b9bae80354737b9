// What is shown of one thing: first what one looks at first, and everything on demand.
import { createEmulator, type Emulator } from '@hikube/emulator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { createWorld, hikube, prepare } from './world.ts';

let world: Emulator;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const words = (line: string) => line.split(' ');
const facts = (text: string) =>
  Object.fromEntries(
    [...text.matchAll(/^([A-Z][A-Za-z ]+): {2,}(.*)$/gm)].map(([, title, value]) => [title, value]),
  );

describe('cluster get', () => {
  test('fits on a screen, with node groups and add-ons, and says what comes next', async () => {
    const { code, stdout, stderr } = await hikube(world, words('cluster get prod'));
    expect(code).toBe(0);
    expect(stdout.split('\n').length).toBeLessThan(24);
    expect(facts(stdout)).toMatchObject({
      Name: 'prod',
      Status: 'Running',
      Version: expect.stringMatching(/^1\.\d+, runs 1\.\d+\.\d+$/),
      Endpoint: expect.stringMatching(/^https:/),
      Topology: 'production at geneva, gland, lucerne',
      'Control plane': '3 of 3 API servers, 3 of 3 etcd members ready',
      Nodes: '2 of 2 ready',
    });
    expect(stdout).toMatch(/^Node groups:\nNAME .*\nweb +Running/m);
    expect(stdout).toMatch(/^Add-ons:\nNAME .*\ncert-manager +Ready/m);
    expect(stdout).not.toContain('Conditions');
    expect(stderr).toBe(
      'next: hikube kubeconfig save prod\nnext: hikube cluster get prod --all   (everything)\n',
    );
  });

  test('shows everything with --all, and to programs', async () => {
    const { stdout } = await hikube(world, words('cluster get prod --all'));
    const cluster = await world.client().clusters.get('prod');
    for (const field of Object.keys(cluster)) expect(stdout).toMatch(new RegExp(`^${field}:`, 'm'));
    for (const more of [[], ['--all']]) {
      const yaml = await hikube(world, [...words('cluster get prod -o yaml'), ...more]);
      expect(parse(yaml.stdout)).toEqual(cluster);
    }
  });

  test('says what was set beyond the usual', async () => {
    await using emulator = await world.fork();
    await emulator.client().clusters.update('test', {
      displayName: 'Try it',
      labels: { team: 'shop', empty: '' },
      deletionProtection: true,
      maintenance: { window: { days: ['sun'], startTime: '02:00', durationMinutes: 120 }, autoPatch: true },
    });
    const { stdout, stderr } = await hikube(emulator, words('cluster get test'));
    expect(facts(stdout)).toMatchObject({
      Name: 'test (Try it)',
      Labels: 'team=shop, empty=',
      Maintenance: 'sun at 02:00 for 120 min (Europe/Zurich), with new patches',
      Deletion: 'protected',
    });
    expect(stdout).toContain('Node groups: none');
    expect(stderr).toContain('next: hikube node-group create test web');
  });

  test('says what is being done, and which wait ends with it', async () => {
    await using emulator = await createEmulator({ time: 'manual' });
    const { id } = await emulator.client().clusters.create({ name: 'new' }).accepted;
    const { stdout, stderr } = await hikube(emulator, words('cluster get new'));
    expect(facts(stdout)['Operation']).toMatch(/^Cluster\.create \d+ %: .*\(op-/);
    expect(stdout).toContain(`(${id})`);
    expect(facts(stdout)['Status']).toMatch(/^(Pending|Provisioning)/);
    expect(stderr).toContain('next: hikube cluster wait new');
  });

  test('says what is wrong while a site is away', async () => {
    await using emulator = await world.fork();
    await emulator.simulation.setSite('geneva', false);
    await emulator.clock.advance(3_600_000);
    const { stdout, stderr } = await hikube(emulator, words('cluster get prod'));
    expect(facts(stdout)['Status']).toMatch(/^Degraded \(\w+\): .*\.$/);
    expect(stdout).toMatch(/^Conditions to look at:\nTYPE +STATUS +REASON +MESSAGE\n\w+ +False/m);
    expect(stderr).toContain('next: hikube events prod');
  });
});

test.each([
  ['node-group get prod web', { Nodes: '2 of 2 ready', Scales: '2 to 10', Status: 'Running' }],
  ['node get prod $NODE', { Status: 'Ready', 'Node group': 'web' }],
  ['addon get prod cert-manager', { Status: 'Ready', Version: /^[\d.]+, kept current by the platform$/ }],
  ['operation get $OPERATION', { Kind: 'VersionUpgrade.run', Target: /^VersionUpgrade / }],
  ['upgrade status prod', { Cluster: 'prod', Start: 'now' }],
  ['upgrade plan prod', { Cluster: 'prod', Replaces: '2 nodes' }],
])('%s is a summary, and everything with --all', async (line, expected) => {
  await using emulator = await world.fork();
  const variables = await prepare(emulator, line);
  const given = words(line.replace(/\$([A-Z]+)/, (_, name: string) => variables[name] ?? ''));
  const short = await hikube(emulator, given);
  const shown = facts(short.stdout);
  for (const [title, value] of Object.entries(expected)) expect(shown[title]).toMatch(value);
  const whole = await hikube(emulator, [...given, '--all']);
  expect([short.code, whole.code]).toEqual([0, 0]);
  expect(whole.stdout).toMatch(/^(status|steps):/m);
  expect(whole.stdout.split('\n').length).toBeGreaterThan(short.stdout.split('\n').length);
});

test('node-group get says what was set beyond the usual, and nothing of what was not', async () => {
  await using emulator = await world.fork();
  const usual = await hikube(emulator, words('node-group get prod web'));
  expect(usual.stdout).not.toMatch(/Storage class|Kubelet|Health check/);
  await emulator.client().nodeGroups.update('prod', 'web', {
    storageClass: 'replicated',
    kubelet: { systemReservedCpu: '200m', evictionHardMemory: '9%' },
    healthCheck: { maxUnhealthy: '40%', nodeStartupTimeout: '20m' },
  });
  const { stdout } = await hikube(emulator, words('node-group get prod web'));
  expect(facts(stdout)).toMatchObject({
    'Storage class': 'replicated',
    Kubelet: 'systemReservedCpu=200m, evictionHardMemory=9%',
    'Health check': 'maxUnhealthy=40%, nodeStartupTimeout=20m',
  });
});

test('a list with nothing in it says so beside its titles', async () => {
  const { stdout, stderr } = await hikube(world, words('upgrade list prod'));
  expect(stdout).toMatch(/^CLUSTER +ID .*\n$/);
  expect(stderr).toBe('There is none.\n');
});
