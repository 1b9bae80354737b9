// The storage goes away, fills up or is damaged while a service uses it, or before it starts.
import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { createClient } from '@hikube/sdk';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cleanEnvironment } from '../support/clean-environment.ts';
import { isLeftOut, isNotFor, missingProgram } from '../support/left-out.ts';
import { type ServiceProcess, startServiceProcess } from '../support/service-process.ts';

const main = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url));

let scratch: string;
let dataDirectory: string;
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'hikube-storage-'));
  dataDirectory = join(scratch, 'data');
});
afterEach(() => rm(scratch, { recursive: true, force: true }));

async function readiness({ endpoint }: Pick<ServiceProcess, 'endpoint'>): Promise<[number, string]> {
  const response = await fetch(new URL('/readyz', endpoint));
  return [response.status, await response.text()];
}

function checkStore(): Promise<{ code: unknown; text: string }> {
  const args = ['--conditions=@hikube/source', main, '--check-store'];
  const env = { ...cleanEnvironment(), HIKUBE_DATA_DIR: dataDirectory };
  return new Promise((resolve) => {
    execFile(process.execPath, args, { env }, (error, stdout, stderr) => {
      resolve({ code: error?.code ?? 0, text: `${stdout}${stderr}` });
    });
  });
}

test('a data directory that is removed under a running service: writes are refused, and it says so', async () => {
  const service = await startServiceProcess({ dataDirectory, speed: 600 });
  const { endpoint, token } = service;
  const hikube = createClient({ endpoint, token });
  await hikube.clusters.create({ name: 'prod', topology: 'development' });
  expect(await readiness(service)).toEqual([200, '{"status":"ready"}']);
  await rm(dataDirectory, { recursive: true });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ name: 'lost', topology: 'development' });
  const response = await fetch(`${endpoint}/clusters`, { method: 'POST', headers, body });
  expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([503, 'unavailable']);
  await expect.poll(async () => (await readiness(service))[0]).toBe(503);
  expect(service.log()).toMatch(/hikube\.db was removed or replaced while the service used it/);
  await service.stop();
});

describe('one damaged document', () => {
  async function damaged(): Promise<string> {
    const token = 'one-damaged-document';
    const service = await startServiceProcess({ dataDirectory, speed: 600, token });
    const hikube = createClient({ endpoint: service.endpoint, token });
    for (const name of ['one', 'two']) await hikube.clusters.create({ name, topology: 'development' });
    await service.stop();
    const database = new DatabaseSync(join(dataDirectory, 'hikube.db'));
    database
      .prepare(
        "UPDATE document SET body = substr(body, 1, length(body) - 1) || '\u0001' WHERE kind = 'cluster' AND id = 'one'",
      )
      .run();
    database.close();
    return token;
  }

  test('is named and keeps nothing else from being served; nothing is done about it', async () => {
    const token = await damaged();
    const service = await startServiceProcess({ dataDirectory, speed: 600, token });
    const get = async (path: string) => {
      const response = await fetch(`${service.endpoint}${path}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      return {
        status: response.status,
        body: (await response.json()) as { items?: { name: string }[]; detail?: string },
      };
    };
    await expect
      .poll(() => readiness(service))
      .toEqual([200, expect.stringContaining('"degraded","damagedDocuments":1')]);
    expect((await get('/clusters/two')).status).toBe(200);
    expect((await get('/clusters')).body.items?.map(({ name }) => name)).toEqual(['two']);
    expect(await get('/clusters/one')).toMatchObject({
      status: 500,
      body: { detail: expect.stringContaining('restore a backup') },
    });
    const file = join(dataDirectory, 'hikube.db');
    expect(service.log()).toContain(
      `The document cluster \\"one\\" of the tenant \\"demo\\" in ${file} is damaged`,
    );
    await service.stop();
  });

  test('is found by npm run check-store, which finds nothing in a whole store', async () => {
    const service = await startServiceProcess({ dataDirectory });
    expect(await checkStore()).toMatchObject({
      code: 0,
      text: expect.stringMatching(/hikube\.db is whole: \d+ documents/),
    });
    await service.stop();
    await damaged();
    const before = await readFile(join(dataDirectory, 'hikube.db'));
    expect(await checkStore()).toEqual({
      code: 1,
      text: `The document cluster "one" of the tenant "demo" in ${join(dataDirectory, 'hikube.db')} is damaged: restore a backup; it stays as it is, and everything else is served.\n`,
    });
    expect(await readFile(join(dataDirectory, 'hikube.db'))).toEqual(before);
  });
});

const [DISK, ORDER] = ['A disk that is full', 'The order of what reaches the disk'];
const mounts = spawnSync('unshare', ['-Urm', 'true']).status === 0;
const leftOut = {
  disk: isNotFor(DISK, mounts ? undefined : 'nobody may mount anything here, not even for himself'),
  trace:
    isNotFor(ORDER, process.platform === 'linux' ? undefined : 'it is read from calls of Linux') ||
    isLeftOut(ORDER, missingProgram('strace', '-V')),
};

// A small disk of its own, which nobody else sees and which ends with the process.
test.skipIf(leftOut.disk)('a full disk does not keep a store from starting that can be read', async () => {
  const token = 'a-full-disk';
  const first = await startServiceProcess({ dataDirectory, token });
  await first.stop();
  const disk = join(scratch, 'disk');
  const script = `set -e
    mkdir -p "$1"
    mount -t tmpfs -o size=3m tmpfs "$1"
    cp -r "$2/." "$1/"
    dd if=/dev/zero of="$1/filler" bs=4k 2>/dev/null || true
    shift 2
    exec "$@"`;
  const service = await startServiceProcess({
    dataDirectory: disk,
    token,
    launcher: ['unshare', '-Urm', 'sh', '-c', script, 'sh', disk, dataDirectory],
  });
  const { clusters } = createClient({ endpoint: service.endpoint, token });
  expect((await clusters.list({ limit: 10 })).items).toEqual([]);
  expect((await readiness(service))[0]).toBe(503);
  expect(service.log()).toContain('free some space');
  await rm(`/proc/${service.pid}/root${disk}/filler`);
  await expect.poll(() => readiness(service)).toEqual([200, '{"status":"ready"}']);
  await service.stop();
});

test.skipIf(leftOut.trace)('the name of a new key is on disk before anything is sealed with it', async () => {
  const trace = join(scratch, 'trace');
  const service = await startServiceProcess({
    dataDirectory,
    launcher: ['strace', '-f', '-o', trace, '-y', '-e', 'trace=link,linkat,fsync,fdatasync'],
  });
  // A tracer keeps signals for itself.
  const traced = await readFile(`/proc/${service.pid}/task/${service.pid}/children`, 'utf8');
  process.kill(Number(traced), 'SIGTERM');
  await service.ended;
  expect((await stat(join(dataDirectory, 'secret.key'))).mode & 0o777).toBe(0o600);
  const calls = (await readFile(trace, 'utf8')).split('\n');
  const linked = calls.findIndex((line) => line.includes('secret.key"'));
  const next = calls.slice(linked + 1).find((line) => /\bf(?:data)?sync\(/.test(line));
  expect(linked).toBeGreaterThan(-1);
  expect(next).toContain(`<${dataDirectory}>)`);
});
