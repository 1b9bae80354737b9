// Whatever the platform answers in place of an answer, a cluster that lives is not gone for that: plan, refresh and destroy end
// with an error, the state stays as it was, and nothing is asked to be made or deleted. Then all is as before.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Failure } from '../../doubles/cozystack/index.ts';
import { isForFullRun } from '../../support/left-out.ts';
import { type Api, startOnCozystack } from '../../support/on-cozystack.ts';
import { rewrite, type Stack, startStack } from '../../support/stack.ts';
import type { Workspace } from '../../support/terraform.ts';
import { errorsOf, expectEmpty, expectSuccess } from '../expect.ts';
import { PATIENCE_MS, release } from '../setting.ts';
import { clusterWrites } from './writes.ts';

const CLUSTER = `
resource "hikube_kubernetes_cluster" "main" {
  name     = "prod"
  topology = "development"
}
`;

const leftOut = isForFullRun('What a Cozystack answers in place of an answer');

let api: Api;
let stack: Stack;
let workspace: Workspace;
beforeAll(async () => {
  if (leftOut) return;
  api = await startOnCozystack({ way: 'direct', profile: release });
  stack = await startStack({ api });
  workspace = await stack.workspace(CLUSTER);
  expectSuccess(await workspace.apply());
}, PATIENCE_MS);
afterAll(async () => {
  if (leftOut) return;
  api.double.faults.clear();
  api.double.presence('here');
  await stack.dispose();
  await api.dispose();
});

const always = (failure: Failure) => () => api.double.faults.strike({ with: failure, times: 1_000_000 });

const WRONG: readonly (readonly [what: string, spoil: () => void])[] = [
  ['the server of the applications is missing', () => api.double.presence('missing')],
  ['a proxy answers with its page that there is nothing', always('page')],
  ['the server of the applications is away', () => api.double.presence('away')],
  ['the credential is refused', () => api.double.faults.expire(api.double.tenant('acme').token)],
  ['the rights are refused', always(403)],
  ['the platform cannot', always(503)],
  ['the platform makes mistakes', always(500)],
  ['somebody with another certificate answers', always('tls')],
  ['every answer is cut off in the middle', always('cut')],
];

test.skipIf(leftOut).each(WRONG)(
  'nothing is gone because %s',
  async (_what, spoil) => {
    const { double } = api;
    const state = () => readFile(join(workspace.folder, 'terraform.tfstate'), 'utf8');
    const before = await state();
    const since = double.faults.calls.length;
    spoil();
    const runs = [await workspace.apply(['-refresh-only'])];
    await rewrite(workspace, '');
    runs.push(await workspace.apply());
    for (const run of runs) {
      expect(run.exitCode).toBe(1);
      expect(errorsOf(run).join()).toMatch(/Cannot read cluster prod|The kubeconfig cannot be used/);
    }
    expect(await state()).toBe(before);
    expect(clusterWrites(double, since)).toEqual([]);

    double.faults.clear();
    double.presence('here');
    await rewrite(workspace, CLUSTER);
    expectEmpty(await workspace.plan());
  },
  2 * PATIENCE_MS,
);
