// Secrets over restarts: the same authority, the same address, kubeconfigs that go on, and keys that are rotated.
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { type Cluster, createClient, type Hikube } from '@hikube/sdk';
import { newMasterKeyText, systemRandom } from '@hikube/service';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { type ServiceProcess, startServiceProcess } from '../support/service-process.ts';

let scratch: string;
let service: ServiceProcess | undefined;
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'hikube-secrets-'));
});
afterEach(async () => {
  await service?.stop();
  await rm(scratch, { recursive: true, force: true });
});

async function start(environment: Readonly<Record<string, string>> = {}): Promise<Hikube> {
  await service?.stop();
  service = undefined;
  service = await startServiceProcess({
    dataDirectory: join(scratch, 'data'),
    speed: 2_000,
    token: 'secrets-test-token',
    environment,
  });
  return createClient({ endpoint: service.endpoint, token: service.token });
}

/** Whether a handshake for the cluster ends with a certificate of its authority. */
function isServed({ endpoint, uid, certificateAuthority }: Cluster): Promise<string> {
  const { hostname, port } = new URL(endpoint);
  return new Promise((resolve) => {
    const servername = `${uid}.kubernetes.hikube.internal`;
    const socket = connect(
      { host: hostname, port: Number(port), servername, ca: certificateAuthority ?? '' },
      () => {
        resolve(socket.authorized ? 'authorized' : 'foreign');
        socket.end();
      },
    );
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
}

/** Asks the API server of the cluster as the holder of a kubeconfig. @param body of a POST */
function ask<Answer>(
  { endpoint, uid, certificateAuthority }: Cluster,
  kubeconfig: string,
  path: string,
  body?: object,
): Promise<Answer> {
  const token = /token: "(.*)"/.exec(kubeconfig)?.[1] ?? '';
  const options = {
    method: body === undefined ? 'GET' : 'POST',
    ca: certificateAuthority ?? '',
    servername: `${uid}.kubernetes.hikube.internal`,
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
  };
  return new Promise((resolve, reject) => {
    const sent = request(`${endpoint}/api/v1${path}`, options, async (answer) => {
      resolve(JSON.parse((await answer.toArray()).join('')) as Answer);
    });
    sent.once('error', reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

const SECRETS = '/namespaces/default/secrets';
const CREDENTIALS = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'credentials' },
  stringData: { password: 'a-canary-in-a-cluster' },
};

test('a restart keeps authority, address, kubeconfigs and secret values, and a rotation loses none of them', async () => {
  const [older, newer] = [newMasterKeyText(systemRandom), newMasterKeyText(systemRandom)];
  const port = { HIKUBE_KUBERNETES_PORT: String(await freePort()) };
  let hikube = await start({ ...port, HIKUBE_SECRET_KEYS: older });
  const made = await hikube.clusters.create({ name: 'prod', topology: 'development' });
  const access = await hikube.kubeconfigs.create('prod', { role: 'view' });
  const secretValues = { password: 'a-canary-on-disk' };
  expect((await hikube.addons.put('prod', 'velero', { secretValues })).hasSecretValues).toBe(true);
  expect(await isServed(made)).toBe('authorized');
  const admin = await hikube.kubeconfigs.create('prod', { role: 'admin' });
  expect(await ask(made, admin.kubeconfig, SECRETS, CREDENTIALS)).toMatchObject({ kind: 'Secret' });

  hikube = await start({ ...port, HIKUBE_SECRET_KEYS: `${newer},${older}` });
  expect(await isServed(made)).toBe('authorized');
  // Sealed again by that start: the older key is no longer needed.
  hikube = await start({ ...port, HIKUBE_SECRET_KEYS: newer });
  const cluster = await hikube.clusters.get('prod');
  expect([cluster.endpoint, cluster.certificateAuthority]).toEqual([
    made.endpoint,
    made.certificateAuthority,
  ]);
  expect(await isServed(cluster)).toBe('authorized');
  const kubeSystem = await ask(cluster, access.kubeconfig, '/namespaces/kube-system');
  expect(kubeSystem).toMatchObject({ status: { phase: 'Active' } });
  const kept = await ask<{ data: object }>(cluster, admin.kubeconfig, `${SECRETS}/credentials`);
  expect(kept.data).toEqual({ password: btoa('a-canary-in-a-cluster') });
  // Only who can open what is stored can tell that it is the same.
  const same = await hikube.addons.previewPut('prod', 'velero', { secretValues });
  const other = await hikube.addons.previewPut('prod', 'velero', {
    secretValues: { password: 'another' },
  });
  expect([same.changes, other.changes[0]?.fields]).toEqual([[], ['/secretValues']]);
  await service?.stop();
  const files = await readdir(join(scratch, 'data'));
  const texts = await Promise.all(files.map((file) => readFile(join(scratch, 'data', file), 'latin1')));
  expect(texts.join('')).toContain('secretValues');
  expect(texts.join('')).toContain('kubernetesSecret');
  for (const canary of ['a-canary-on-disk', 'a-canary-in-a-cluster', btoa('a-canary-in-a-cluster')])
    expect(texts.join('')).not.toContain(canary);
});

test('a key that was lost is named, and nothing is lost with it', async () => {
  const [first, other] = [newMasterKeyText(systemRandom), newMasterKeyText(systemRandom)];
  await (await start({ HIKUBE_SECRET_KEYS: first })).clusters.create({
    name: 'prod',
    topology: 'development',
  });
  await expect(start({ HIKUBE_SECRET_KEYS: other })).rejects.toThrow(
    /A stored secret was encrypted with the key [0-9a-f]{12}, which is not among the keys of this service/,
  );
  const hikube = await start({ HIKUBE_SECRET_KEYS: first });
  expect((await hikube.clusters.get('prod')).name).toBe('prod');
});

test('without a setting, a key file beside the data is made once, for its user alone', async () => {
  await start();
  const path = join(scratch, 'data', 'secret.key');
  const text = await readFile(path, 'utf8');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  await start();
  expect(await readFile(path, 'utf8')).toBe(text);
});

test('a key file that was lost is asked for, and none is made in its place', async () => {
  const path = join(scratch, 'data', 'secret.key');
  const made = await (await start()).clusters.create({ name: 'prod', topology: 'development' });
  await service?.stop();
  const text = await readFile(path, 'utf8');
  await rm(path);
  await expect(start()).rejects.toThrow(
    new RegExp(
      `The key file ${path} is missing, and stored secrets were encrypted with the key [0-9a-f]{12}: put the file back`,
    ),
  );
  expect(await readdir(join(scratch, 'data'))).not.toContain('secret.key');
  // As the careful do it: what is there is not overwritten.
  await writeFile(path, text, { mode: 0o600, flag: 'wx' });
  const cluster = await (await start()).clusters.get('prod');
  expect(cluster.certificateAuthority).toBe(made.certificateAuthority);
});
