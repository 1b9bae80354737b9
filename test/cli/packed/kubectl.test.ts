// The real kubectl with what hikube saves: it calls the packed command for a credential, and reaches the cluster with it.
import { execFile } from 'node:child_process';
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

test.skipIf(leftOut)('kubectl gets a credential from hikube, for the role that was saved', async () => {
  const created = await installed.run(['cluster', 'create', 'prod', '--topology', 'development'], who);
  expect(created.code).toBe(0);
  const saved = await installed.run(['kubeconfig', 'save', 'prod', '--role', 'view'], who);
  expect(saved.code).toBe(0);
  const kubectl = promisify(execFile)(
    'kubectl',
    ['auth', 'whoami', '-o', 'jsonpath={.status.userInfo.groups[0]}'],
    {
      env: installed.environment(who),
    },
  );
  expect((await kubectl).stdout).toBe('hikube:view');
});
