// The file that names several tenants: what it says, and one sentence with the field for each mistake.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readFirstTokens, readTenants, type TenantSettings } from './tenant-settings.ts';

let folder: string;
let path: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hikube-tenants-'));
  path = join(folder, 'tenants.yaml');
});
afterAll(() => rm(folder, { recursive: true }));

const ONE = { kubeconfig: 'tenant.yaml', context: 'acme', namespace: 'tenant-acme' };

async function read(text: string) {
  await writeFile(path, text);
  return readTenants({ tenantsFile: path });
}

test('without a file there is the tenant demo, as the variables say', async () => {
  expect([...(await readTenants(ONE))]).toEqual([['demo', ONE]]);
});

test('a file names tenants, with paths beside it', async () => {
  const tenants = await read(`tenants:
  acme: {kubeconfig: acme.yaml, context: tenant-acme, namespace: tenant-acme, tokenFile: acme.token}
  other: {kubeconfig: in-cluster, namespace: tenant-other}
`);
  expect(Object.fromEntries(tenants)).toEqual({
    acme: {
      kubeconfig: join(folder, 'acme.yaml'),
      context: 'tenant-acme',
      namespace: 'tenant-acme',
      tokenFile: join(folder, 'acme.token'),
    },
    other: { kubeconfig: 'in-cluster', namespace: 'tenant-other' },
  });
});

test.each([
  ['a: [', 'is not YAML: see "Several tenants"'],
  ['', 'tenants must be a map with a tenant at least'],
  ['tenants: {}', 'tenants must be a map with a tenant at least'],
  ['tenants: [acme]', 'tenants must be a map with a tenant at least'],
  ['tenant: {}\ntenants: {acme: {kubeconfig: in-cluster, namespace: t}}', 'tenant is no setting: there is'],
  ['tenants: {acme: }', 'tenants.acme must be a map with kubeconfig, context and namespace'],
  ['tenants: {Acme: {kubeconfig: in-cluster, namespace: t}}', 'tenants.Acme must be a name of lower-case'],
  ['tenants: {acme: {context: a, namespace: t}}', 'tenants.acme.kubeconfig is missing'],
  ['tenants: {acme: {kubeconfig: k, namespace: t}}', 'tenants.acme.context is missing'],
  ['tenants: {acme: {kubeconfig: k, context: a}}', 'tenants.acme.namespace is missing, such as tenant-acme'],
  [
    'tenants: {acme: {kubeconfig: in-cluster, context: a, namespace: t}}',
    'tenants.acme.context is of a kubeconfig in a file',
  ],
  [
    'tenants: {acme: {kubeconfig: in-cluster, namespace: 7}}',
    'tenants.acme.namespace must be a text that is not empty',
  ],
  [
    'tenants: {acme: {kubeconfig: in-cluster, namespace: t, token: s3cret}}',
    'tenants.acme.token is no setting: there are kubeconfig, context, namespace, tokenFile',
  ],
  [
    'tenants: {acme: {kubeconfig: in-cluster, namespace: t}, other: {kubeconfig: in-cluster, namespace: t}}',
    'tenants.other.namespace is that of tenants.acme already',
  ],
  [
    'tenants: {acme: {kubeconfig: in-cluster, namespace: t, tokenFile: f}, other: {kubeconfig: in-cluster, namespace: u, tokenFile: f}}',
    'tenants.other.tokenFile is that of tenants.acme already',
  ],
])('%j is refused by the name of its field', async (text, sentence) => {
  const refused = read(text);
  await expect(refused).rejects.toThrow(sentence);
  await expect(refused).rejects.toThrow(path);
  await expect(refused).rejects.not.toThrow('s3cret');
});

test('every mistake is told at once, and a file that is not there by the setting that names it', async () => {
  await expect(read('tenants: {acme: {}, other: {kubeconfig: k, context: c}}')).rejects.toThrow(
    /tenants\.acme\.kubeconfig.*\n.*tenants\.acme\.namespace.*\n.*tenants\.other\.namespace/,
  );
  const missing = readTenants({ tenantsFile: join(folder, 'nowhere.yaml') });
  await expect(missing).rejects.toThrow(/^HIKUBE_TENANTS_FILE names .*nowhere\.yaml, which cannot be read/);
});

describe('first tokens', () => {
  const LOOPBACK = { host: '127.0.0.1', bootstrapToken: undefined };
  const STRONG = 'f0e1d2c3b4a5968778695a4b3c2d1e0f';

  test('are those of the files, and the one of demo is that of the setting', async () => {
    await writeFile(join(folder, 'acme.token'), `${STRONG}\n`);
    const tenants = new Map<string, TenantSettings>([
      ['acme', { ...ONE, tokenFile: join(folder, 'acme.token') }],
      ['other', ONE],
    ]);
    expect(await readFirstTokens(LOOPBACK, tenants)).toEqual([
      { tenant: 'acme', token: STRONG },
      { tenant: 'other' },
    ]);
    const simulated = { ...LOOPBACK, bootstrapToken: 'a-first-token' };
    expect(await readFirstTokens(simulated, undefined)).toEqual([{ tenant: 'demo', token: 'a-first-token' }]);
  });

  test.each([
    ['0.0.0.0', 'admin-admin', 'tenants.acme.tokenFile holds a token that can be guessed'],
    ['127.0.0.1', 'two words', 'tenants.acme.tokenFile must hold 8 to 512 letters'],
    ['127.0.0.1', undefined, 'which cannot be read'],
  ])('on %s, %j is refused without being repeated', async (host, text, sentence) => {
    const file = join(folder, `${text === undefined ? 'missing' : 'wrong'}.token`);
    if (text !== undefined) await writeFile(file, text);
    const refused = readFirstTokens({ ...LOOPBACK, host }, new Map([['acme', { ...ONE, tokenFile: file }]]));
    await expect(refused).rejects.toThrow(sentence);
    await expect(refused).rejects.not.toThrow(text ?? 'never');
  });
});
