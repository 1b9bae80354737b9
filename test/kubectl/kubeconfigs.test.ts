// The server, the authority, the user and the namespace of a kubeconfig are those that kubectl takes, however it is written.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, isAbsolute, join } from 'node:path';
import { promisify } from 'node:util';
import { readConnection } from '@hikube/platform-cozystack/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { withoutKubectl } from '../support/kubectl.ts';

const leftOut = withoutKubectl();
const AUTHORITY = '-----BEGIN CERTIFICATE-----\nauthority\n-----END CERTIFICATE-----\n';
const encoded = (text: string): string => Buffer.from(text).toString('base64');
const EXEC = { apiVersion: 'client.authentication.k8s.io/v1', interactiveMode: 'Never' };

/** Files by path, those of `KUBECONFIG` in order, and which context is meant. */
interface Fixture {
  readonly files: Readonly<Record<string, string>>;
  readonly paths?: readonly string[];
  readonly context?: string;
}

interface Parts {
  readonly cluster?: object;
  readonly user?: object;
  readonly context?: object;
  readonly more?: object;
}

function config({ cluster = {}, user = { token: 't0ken' }, context = {}, more = {} }: Parts = {}): string {
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'elsewhere',
    clusters: [{ name: 'c', cluster: { server: 'https://api.example.test:6443', ...cluster } }],
    users: [{ name: 'u', user }],
    contexts: [{ name: 'acme', context: { cluster: 'c', user: 'u', ...context } }],
    ...more,
  });
}

const one = (parts: Parts, files: Readonly<Record<string, string>> = {}): Fixture => ({
  files: { config: config(parts), ...files },
});

const other = (name: string, server: string): string =>
  stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: { server } }],
    users: [{ name: 'u', user: { token: `of-${name}` } }],
    contexts: [{ name, context: { cluster: name, user: 'u', namespace: name } }],
  });

const FIXTURES: Readonly<Record<string, Fixture>> = {
  'a token': one({}),
  'a namespace of the context': one({ context: { namespace: 'tenant-acme' } }),
  'an empty namespace': one({ context: { namespace: '' } }),
  'a server with a path and a slash': one({ cluster: { server: 'https://gate.example.test/k8s/c-1/' } }),
  'a server by address': one({ cluster: { server: 'https://[2001:db8::1]:6443' } }),
  'an authority within': one({ cluster: { 'certificate-authority-data': encoded(AUTHORITY) } }),
  'an authority in a file beside it': one(
    { cluster: { 'certificate-authority': 'pki/ca.crt' } },
    { 'pki/ca.crt': AUTHORITY },
  ),
  'an authority above it': {
    files: {
      'deep/config': config({ cluster: { 'certificate-authority': '../ca.crt' } }),
      'ca.crt': AUTHORITY,
    },
    paths: ['deep/config'],
  },
  'a name for the handshake and a proxy': one({
    cluster: { 'tls-server-name': 'kubernetes', 'proxy-url': 'http://proxy.example.test:3128' },
  }),
  'a certificate within': one({
    user: { 'client-certificate-data': encoded('CERT'), 'client-key-data': encoded('KEY') },
  }),
  'a certificate in files': one(
    { user: { 'client-certificate': './me.crt', 'client-key': 'keys/me.key' } },
    { 'me.crt': 'CERT', 'keys/me.key': 'KEY' },
  ),
  'a token in a file': one({ user: { tokenFile: 'secret/token' } }, { 'secret/token': 'from-file\n' }),
  'a command on the PATH': one({ user: { exec: { ...EXEC, command: 'kubelogin', args: ['get-token'] } } }),
  'a command beside it': one({
    user: { exec: { ...EXEC, command: './bin/login', env: [{ name: 'A', value: 'b' }] } },
  }),
  'several files': {
    files: { first: other('a', 'https://a.example.test'), second: config({ context: { namespace: 'two' } }) },
    paths: ['first', 'second'],
  },
  'several files that name the same': {
    files: {
      first: config({ cluster: { server: 'https://first.example.test' }, user: { token: 'first' } }),
      second: config({ cluster: { 'tls-server-name': 'second' }, user: { token: 'second' } }),
    },
    paths: ['first', 'second'],
  },
  'several files, one of them missing, with paths of their own': {
    files: {
      'one/config': other('a', 'https://a.example.test'),
      'two/config': config({ cluster: { 'certificate-authority': 'ca.crt' } }),
      'one/ca.crt': 'another one',
      'two/ca.crt': AUTHORITY,
    },
    paths: ['one/config', 'missing', 'two/config'],
  },
  'a context between others': {
    files: {
      config: config({
        more: {
          contexts: [
            { name: 'acme2', context: { cluster: 'none', user: 'none' } },
            { name: 'a c/m:e', context: { cluster: 'c', user: 'u', namespace: 'tenant-acme' } },
          ],
        },
      }),
    },
    context: 'a c/m:e',
  },
  JSON: {
    files: {
      config: JSON.stringify({
        apiVersion: 'v1',
        kind: 'Config',
        clusters: [{ name: 'c', cluster: { server: 'https://json.example.test' } }],
        users: [{ name: 'u', user: { token: 'j' } }],
        contexts: [{ name: 'acme', context: { cluster: 'c', user: 'u' } }],
      }),
    },
  },
  'anchors and text over lines': {
    files: {
      config: [
        'apiVersion: v1',
        'kind: Config',
        'clusters: [{name: c, cluster: &c {server: "https://api.example.test"}}, {name: d, cluster: *c}]',
        'users: [{name: u, user: {client-certificate-data: "Q0V\\',
        '  SVA==", client-key-data: S0VZ}}]',
        'contexts: [{name: acme, context: {cluster: d, user: u}}]',
      ].join('\n'),
    },
  },
};

let scratch = '';
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'kubeconfigs-'));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

interface View {
  readonly clusters: readonly { readonly cluster: Readonly<Record<string, string>> }[];
  readonly users: readonly { readonly user: Readonly<Record<string, unknown>> }[];
  readonly contexts: readonly { readonly context: { readonly namespace?: string } }[];
}

async function kubectlView(kubeconfig: string, context: string): Promise<View> {
  const words = ['config', 'view', '--minify', '--flatten', '--raw', `--context=${context}`, '--output=json'];
  const { stdout } = await promisify(execFile)('kubectl', words, {
    env: { ...process.env, HOME: scratch, KUBECONFIG: kubeconfig },
  });
  return JSON.parse(stdout) as View;
}

/** What was written down, or stands in a file. */
async function inBase64(text: string | undefined, file: string | undefined): Promise<string | undefined> {
  if (text !== undefined) return encoded(text);
  return file === undefined ? undefined : (await readFile(file)).toString('base64');
}

async function ours(kubeconfig: string, context: string): Promise<object> {
  const { exec, ...connection } = await readConnection({ kubeconfig, context }, { environment: {} });
  return {
    server: connection.server,
    serverName: connection.serverName,
    proxy: connection.proxy,
    authority: await inBase64(connection.authority, connection.authorityFile),
    namespace: connection.namespace,
    token: connection.token,
    tokenFile: connection.tokenFile,
    certificate: await inBase64(connection.certificate, connection.certificateFile),
    key: await inBase64(connection.key, connection.keyFile),
    command: exec?.command,
  };
}

/** The same of kubectl, which leaves the path of a token and of a command as the file says it. */
function theirs({ clusters, users, contexts }: View, folder: string): object {
  const [cluster, user] = [clusters[0]!.cluster, users[0]!.user];
  const exec = user['exec'] as { readonly command: string } | undefined;
  const absolute = (path: unknown) =>
    typeof path === 'string' && path.includes('/') && !isAbsolute(path) ? join(folder, path) : path;
  return {
    server: cluster['server']!.replace(/\/$/, ''),
    serverName: cluster['tls-server-name'],
    proxy: cluster['proxy-url'],
    authority: cluster['certificate-authority-data'],
    namespace: contexts[0]!.context.namespace,
    token: user['token'],
    tokenFile: absolute(user['tokenFile']),
    certificate: user['client-certificate-data'],
    key: user['client-key-data'],
    command: absolute(exec?.command),
  };
}

describe.skipIf(leftOut)('a kubeconfig means what kubectl takes it for', () => {
  test.each(Object.entries(FIXTURES))(
    'with %s',
    async (name, { files, paths = ['config'], context = 'acme' }) => {
      const folder = join(scratch, encoded(name).replaceAll('/', '_'));
      for (const [path, text] of Object.entries(files)) {
        await mkdir(dirname(join(folder, path)), { recursive: true });
        await writeFile(join(folder, path), text);
      }
      const kubeconfig = paths.map((path) => join(folder, path)).join(delimiter);
      const expected = theirs(await kubectlView(kubeconfig, context), folder);
      expect(await ours(kubeconfig, context)).toEqual(expected);
    },
  );
});
