// A wait that one process began is taken up by another one, and goes on while the service is killed and started again.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createClient } from '@hikube/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { startServiceProcess } from '../support/service-process.ts';

let dataDirectory: string;
beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'hikube-resumed-'));
});
afterAll(() => rm(dataDirectory, { recursive: true, force: true }));

const PROGRAM = `
import { createClient } from '@hikube/sdk';
console.log(await createClient().clusters.create({ name: 'handed', nodeGroups: { web: { minReplicas: 1 } } }).serialize());
`;

test('another process gets the cluster that the first one asked for', async () => {
  // Most of a minute, so that the cluster is not there before somebody waits for it; a step that has begun keeps its pace.
  const first = await startServiceProcess({ dataDirectory, port: await freePort(), speed: 4 });
  const environment = { ...process.env, HIKUBE_ENDPOINT: first.endpoint, HIKUBE_TOKEN: first.token };
  const words = ['--conditions=@hikube/source', '--input-type=module', '--eval', PROGRAM];
  const { stdout } = await promisify(execFile)(process.execPath, words, { env: environment });
  const { port, token, endpoint } = first;
  const wait = createClient({ endpoint, token }).operations.resume(stdout.trim(), 'cluster');
  expect((await wait.accepted).endedAt).toBeNull();
  const result = wait.wait();
  await first.kill();
  const second = await startServiceProcess({ dataDirectory, port, token, speed: 3600 });
  try {
    const cluster = await result;
    expect([cluster.name, cluster.status.phase]).toEqual(['handed', 'Running']);
  } finally {
    await second.stop();
  }
});
