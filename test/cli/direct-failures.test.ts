// How the command ends over a kubeconfig that cannot be used, and over one whose platform is away: a script tells a typo from
// an outage, and a person reads what to change.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { systemClock } from '../../cli/src/host/clock.ts';
import { openDirect } from '../../cli/src/host/direct.ts';
import { createAuthority, issueServer } from '../doubles/cozystack/access/certificates.ts';
import { type Cozystack, startCozystack } from '../doubles/cozystack/index.ts';
import { hikube, type Ran } from './world.ts';

let scratch = '';
let file = '';
let double: Cozystack;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'direct-failures-'));
  file = join(scratch, 'tenant.yaml');
  double = await startCozystack({ profile: '1.6.2', sockets: true });
});
afterAll(async () => {
  await double.close();
  await rm(scratch, { recursive: true });
});

interface Listed extends Ran {
  /** Times that the client has waited before it asked again. */
  readonly pauses: number;
}

/** Lists the clusters over a file, without waiting between attempts. */
async function list(kubeconfig: string, context = 'tenant-acme'): Promise<Listed> {
  let pauses = 0;
  const sleep = async () => {
    pauses += 1;
  };
  const nowhere = { fetch: async () => new Response(), token: '', endpoint: 'https://nowhere.test/v1' };
  const where = ['--kubeconfig', kubeconfig, '--kube-context', context, '--namespace', 'tenant-acme'];
  const ran = await hikube(nowhere, ['cluster', 'list', ...where], {
    direct: (access) => openDirect(access, { PATH: process.env['PATH'] }),
    clock: { ...systemClock, sleep },
    environment: {},
  });
  return { ...ran, pauses };
}

/** The kubeconfig of the tenant with something else in it. */
async function change(cluster: object, user?: object): Promise<string> {
  const config = parse(double.kubeconfig) as {
    clusters: { cluster: object }[];
    users: { user: object }[];
  };
  config.clusters[0]!.cluster = { ...config.clusters[0]!.cluster, ...cluster };
  if (user !== undefined) config.users[0]!.user = user;
  await writeFile(file, stringify(config));
  return file;
}

const userName = () => (parse(double.kubeconfig) as { users: { name: string }[] }).users[0]!.name;

function expectPlain({ stderr }: Ran): void {
  expect(stderr).not.toMatch(/explain|request: |The service|operator|may succeed/);
}

test('over a kubeconfig as it was given, it lists', async () => {
  expect(await list(await change({}))).toMatchObject({ code: 0, pauses: 0 });
});

const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: 'nosuchplugin' };
const MISTAKES: readonly (readonly [what: string, write: () => Promise<string>, words: string])[] = [
  ['a file that is not there', async () => join(scratch, 'none.yaml'), 'none.yaml cannot be read'],
  ['a folder', async () => scratch, 'cannot be read'],
  ['no YAML', () => written('{'), 'is not YAML'],
  ['an empty file', () => written(''), 'is empty or no map'],
  ['a SOCKS proxy', () => change({ 'proxy-url': 'socks5://127.0.0.1:1' }), 'names a SOCKS proxy'],
  ['insecure', () => change({ 'insecure-skip-tls-verify': true }), 'insecure-skip-tls-verify'],
  ['http', () => change({ server: 'http://127.0.0.1:1' }), 'begins with https://'],
  ['a user without a credential', () => change({}, {}), 'has no credential'],
  ['an empty token', () => change({ server: 'https://127.0.0.1:1' }, { token: '' }), 'has no credential'],
  ['a command that is not there', () => change({}, { exec }), 'The command "nosuchplugin"'],
  ['a token in no file', () => change({}, { tokenFile: '/nowhere/token' }), '/nowhere/token'],
];

async function written(text: string): Promise<string> {
  await writeFile(file, text);
  return file;
}

test.each(MISTAKES)('%s is a mistake of the kubeconfig, told at once', async (_what, write, words) => {
  const path = await write();
  const ran = await list(path);
  expect(ran.stderr).toContain(words);
  expect(ran.stderr).toContain(path);
  expect(ran).toMatchObject({ code: 2, pauses: 0, stdout: '' });
  expectPlain(ran);
});

test('a context that is not there is one, too', async () => {
  const ran = await list(await change({}), 'elsewhere');
  expect(ran.stderr).toContain('has no context "elsewhere": it has tenant-acme');
  expect(ran.code).toBe(2);
});

test.each([
  ['nothing listens', { server: 'https://127.0.0.1:1' }, 'check that address and the network'],
  ['nobody knows the name', { server: 'https://platform.invalid' }, 'cannot be resolved'],
])('where %s it asks again, and ends as an outage', async (_what, cluster, words) => {
  const ran = await list(await change(cluster));
  expect(ran.stderr).toContain(words);
  expect(ran.code).toBe(8);
  expect(ran.pauses).toBeGreaterThan(0);
  expect(ran.stderr).not.toMatch(/explain|request: /);
});

const CERTIFICATES: readonly (readonly [of: string, wrong: () => Promise<object>, words: string])[] = [
  [
    'another authority',
    async () => ({ 'certificate-authority-data': encoded((await createAuthority('another')).certificate) }),
    'check that server, and certificate-authority-data of its cluster',
  ],
  [
    'another name',
    async () => ({ 'tls-server-name': 'elsewhere.test' }),
    'write server as the certificate names it, or that name as tls-server-name',
  ],
];

const encoded = (text: string) => Buffer.from(text).toString('base64');

test.each(CERTIFICATES)('of a certificate of %s it names the field to check', async (_of, wrong, words) => {
  const ran = await list(await change(await wrong()));
  expect(ran.stderr).toContain(`The kubeconfig says that it is at ${double.url}: ${words}.`);
  expect(ran).toMatchObject({ code: 8, pauses: 0 });
  expectPlain(ran);
});

const LOGIN = '<!doctype html><title>Sign in</title>';

test.each([
  ['a login page', 200, LOGIN, 'a page for a browser'],
  ['a redirect', 302, '', 'sends every caller elsewhere'],
  ['a page without what was asked for', 404, LOGIN, 'a page for a browser'],
])('%s is told at once, and not asked again', async (_what, status, body, words) => {
  await using other = await startOther(status, body);
  const ran = await list(await change(other.cluster));
  expect(ran.stderr).toContain(words);
  expect(ran.stderr).toContain(
    `(HTTP ${status}). The kubeconfig says that it is at ${other.cluster.server}: `,
  );
  expect(ran.stderr).toContain('whether a proxy or a login stands before the platform');
  expect(ran).toMatchObject({ code: 8, pauses: 0, stdout: '' });
  expectPlain(ran);
});

test.each([502, 503, 504])('the page of a proxy with %i is asked for again', async (status) => {
  await using other = await startOther(status, LOGIN);
  const ran = await list(await change(other.cluster));
  expect(ran.stderr).toContain('may succeed');
  expect(ran.pauses).toBeGreaterThan(0);
});

/** A server with a certificate of its own that answers everything the same. */
async function startOther(status: number, body: string) {
  const authority = await createAuthority('other');
  const { certificate, key } = await issueServer(authority);
  const server = createServer({ cert: certificate, key }, (_request, answer) =>
    answer
      .writeHead(status, {
        'content-type': 'text/html',
        location: 'https://login.test/',
        connection: 'close',
      })
      .end(body),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    cluster: {
      server: `https://127.0.0.1:${port}`,
      'certificate-authority-data': encoded(authority.certificate),
    },
    async [Symbol.asyncDispose]() {
      const ended = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await ended;
    },
  };
}

test('of a proxy that is away it names the proxy, and says nothing of the server', async () => {
  const ran = await list(await change({ 'proxy-url': 'http://me:secret@127.0.0.1:1' }));
  expect(ran.stderr).toContain('nothing listens at the address of the proxy 127.0.0.1:1 of the kubeconfig');
  expect(ran.stderr).toContain('Check proxy-url of the cluster');
  expect(ran.stderr).not.toContain(double.url);
  expect(ran.stderr).not.toContain('secret');
  expect(ran.code).toBe(8);
  expect(ran.pauses).toBeGreaterThan(0);
});

test('a credential that is refused is named with file, context and user', async () => {
  const ran = await list(await change({}, { token: 'of-yesterday' }));
  expect(ran.stderr).toContain(
    `the credential of the user "${userName()}" in the context "tenant-acme" of ${file}: sign in again`,
  );
  expect(ran).toMatchObject({ code: 5, pauses: 0 });
  expectPlain(ran);
});
