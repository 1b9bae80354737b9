// The real kubectl with what hikube saves: it calls the packed command for a credential, and reaches the cluster with it.
import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withoutKubectl } from '../../support/kubectl.ts';
import { isForFullRun } from '../../support/left-out.ts';
import { type ServiceProcess, startServiceProcess } from '../../support/service-process.ts';
import { type Installed, install } from './installed.ts';

const leftOut = isForFullRun('The real kubectl with hikube') || withoutKubectl();
let installed: Installed;
let service: ServiceProcess;
let who: Record<string, string>;

beforeAll(async () => {
  if (leftOut) return;
  installed = await install();
  service = await startServiceProcess({ store: 'memory', speed: 5000 });
  const KUBECONFIG = join(installed.home, 'kubeconfig');
  who = { HIKUBE_ENDPOINT: service.endpoint, HIKUBE_TOKEN: service.token, KUBECONFIG };
});
afterAll(async () => {
  await service?.stop();
  await installed?.dispose();
});

const kubectl = (...words: string[]) =>
  promisify(execFile)('kubectl', words, { env: installed.environment(who) });

test.skipIf(leftOut)('kubectl gets a credential from hikube, for the role that was saved', async () => {
  const created = await installed.run(['cluster', 'create', 'prod', '--topology', 'development'], who);
  expect(created.code).toBe(0);
  const saved = await installed.run(['kubeconfig', 'save', 'prod', '--role', 'view'], who);
  expect(saved.code).toBe(0);
  const whoami = ['auth', 'whoami', '-o', 'jsonpath={.status.userInfo.groups[0]}'];
  expect((await kubectl(...whoami)).stdout).toBe('hikube:view');
});

test.skipIf(leftOut)('ten at once ask the API for one credential', async () => {
  const issued = async () => {
    const { stdout } = await installed.run(['kubeconfig', 'list', 'prod', '-o', 'json'], who);
    return (JSON.parse(stdout) as { items: object[] }).items.length;
  };
  const before = await issued();
  // As after a night: nothing is kept any more.
  await rm(join(installed.home, '.cache/hikube/credentials'), { recursive: true });
  const all = await Promise.all(Array.from({ length: 10 }, () => kubectl('get', 'nodes', '-o', 'name')));
  expect(new Set(all.map(({ stdout }) => stdout)).size).toBe(1);
  expect((await issued()) - before).toBe(1);
});

test.skipIf(leftOut)('whoever lacks hikube is told by kubectl how to install it', async () => {
  const text = await readFile(who['KUBECONFIG'] ?? '', 'utf8');
  const elsewhere = join(installed.home, 'elsewhere');
  const moved = text.replace(/^( +command:) .*$/m, '$1 hikube-is-not-here');
  expect(moved).not.toBe(text);
  await writeFile(elsewhere, moved);
  const refused = kubectl('--kubeconfig', elsewhere, 'get', 'nodes');
  await expect(refused).rejects.toMatchObject({
    stderr: expect.stringContaining('npm install --global @hikube/cli'),
  });
});
