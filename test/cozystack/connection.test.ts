// Every field of a kubeconfig that says where and as whom holds for every request, watches and writes, too.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect as connectSocket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, KubeconfigError } from '@hikube/platform-cozystack';
import { reachPlatform } from '@hikube/platform-cozystack/node';
import { createVirtualClock, systemClock } from '@hikube/service';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { createAuthority, issueUser } from '../doubles/cozystack/access/certificates.ts';
import { type Cozystack, startCozystack } from '../doubles/cozystack/index.ts';
import { appOf, PATH } from '../doubles/cozystack/testing.ts';

let scratch = '';
let double: Cozystack;
let proxy: Proxy;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'connection-'));
  double = await startCozystack({ profile: '1.6.2', sockets: true });
  proxy = await startProxy('me', 'p@ss');
});
afterAll(async () => {
  proxy.server.closeAllConnections();
  proxy.server.close();
  await double.close();
  await rm(scratch, { recursive: true });
});

interface Proxy {
  readonly server: Server;
  readonly host: string;
  /** To where it was asked for a tunnel. */
  readonly asked: string[];
}

/** Leads every tunnel to the double, whatever its name. */
async function startProxy(user: string, password: string): Promise<Proxy> {
  const asked: string[] = [];
  const wanted = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const server = createServer();
  server.on('connect', (request, socket) => {
    if (request.headers['proxy-authorization'] !== wanted) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      return;
    }
    asked.push(request.url ?? '');
    const there = connectSocket(Number(new URL(double.url).port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      there.pipe(socket).pipe(there);
    });
    there.on('error', () => socket.destroy());
    socket.on('error', () => there.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, asked, host: `127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** A client over the kubeconfig of the tenant with something else in it. */
async function clientWith(cluster: object, user?: object, clock = systemClock) {
  const config = parse(double.kubeconfig) as {
    clusters: { cluster: object }[];
    users: { user: object }[];
  };
  config.clusters[0]!.cluster = { ...config.clusters[0]!.cluster, ...cluster };
  if (user !== undefined) config.users[0]!.user = user;
  const kubeconfig = join(scratch, 'config');
  await writeFile(kubeconfig, stringify(config));
  const { fetch } = await reachPlatform({ kubeconfig, context: 'tenant-acme' }, { clock, environment: {} });
  return createClient({ fetch, clock });
}

type Client = Awaited<ReturnType<typeof clientWith>>;

/** A read, a write, and a watch that tells of it. */
async function useAll(client: Client, name: string): Promise<void> {
  const { metadata } = await client.get<{ metadata: { resourceVersion: string } }>(PATH);
  const controller = new AbortController();
  const stream = await client.open(
    `${PATH}?watch=true&resourceVersion=${metadata.resourceVersion}`,
    controller.signal,
  );
  await client.write('POST', PATH, appOf('1.6.2', name));
  for await (const chunk of stream) if (new TextDecoder().decode(chunk).includes(name)) break;
  controller.abort();
}

test('a proxy leads to a name that only it knows, and the handshake is with the name that is said', async () => {
  const named = { server: 'https://api.acme.invalid:6443', 'tls-server-name': 'localhost' };
  const client = await clientWith({ ...named, 'proxy-url': `http://me:p%40ss@${proxy.host}` });
  await useAll(client, 'through');
  expect(proxy.asked.length).toBeGreaterThan(0);
  expect(new Set(proxy.asked)).toEqual(new Set(['api.acme.invalid:6443']));
});

test('a proxy that wants another password is named, and the password is not', async () => {
  const client = await clientWith({ 'proxy-url': `http://me:wrong@${proxy.host}` });
  const refused = client.write('POST', PATH, {});
  await expect(refused).rejects.toMatchObject({ kind: 'no-credential' });
  await expect(refused).rejects.toThrow(`The proxy ${proxy.host} of the kubeconfig wants another user`);
  await expect(refused).rejects.not.toThrow('wrong');
});

test('another name for the handshake is checked for every request', async () => {
  await useAll(await clientWith({ 'tls-server-name': 'localhost' }), 'by-name');
  const client = await clientWith({ 'tls-server-name': 'elsewhere.test' });
  const { signal } = new AbortController();
  await expect(client.write('POST', PATH, {})).rejects.toMatchObject({ kind: 'misdirected' });
  await expect(client.open(`${PATH}?watch=true`, signal)).rejects.toMatchObject({ kind: 'misdirected' });
});

test('a server of another authority, and one of another name, are told as what they are', async () => {
  const other = await createAuthority('another authority');
  const authority = Buffer.from(other.certificate).toString('base64');
  for (const [changed, words] of [
    [{ 'certificate-authority-data': authority }, 'is not of the authority that the kubeconfig trusts'],
    [{ 'tls-server-name': 'elsewhere.test' }, 'is for another name'],
    [{ server: 'https://127.0.0.1:1' }, 'nothing listens at the address of its server'],
  ] as const)
    await expect((await clientWith(changed)).write('POST', PATH, {})).rejects.toThrow(words);
});

test('a client certificate that has ended is named with its end', async () => {
  const stranger = await createAuthority('another authority');
  const { certificate, key } = await issueUser(stranger, { name: 'me', groups: [] });
  const later = createVirtualClock(Date.now() + 3 * 365 * 86_400_000);
  const user = {
    'client-certificate-data': Buffer.from(certificate).toString('base64'),
    'client-key-data': Buffer.from(key).toString('base64'),
  };
  const asked = (await clientWith({}, user, later)).write('POST', PATH, {});
  await expect(asked).rejects.toThrow(/The client certificate of the kubeconfig ended on 20\d\d-.*: take/);
  await expect(asked).rejects.toMatchObject({ kind: 'no-credential', cause: expect.any(KubeconfigError) });
});
