// A token of another tenant sees nothing of ours. That is an error about the token, never a reason to forget an object.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Workspace } from '../../support/terraform.ts';
import { errorsOf, expectEmpty, expectError, expectSuccess } from '../expect.ts';
import { EACH_KIND, REFRESH_EACH_CHILD } from '../hcl.ts';
import { applyOf, PATIENCE_MS, planOf, setUp } from '../setting.ts';

const setting = setUp({ inside: {} });

const configuration = (token = '') => `
provider "hikube" {
  ${token === '' ? '' : `token = "${token}"`}
}
${EACH_KIND}`;

let workspace: Workspace;
let theirs: string;
beforeAll(async () => {
  workspace = await setting.workspace();
  expectSuccess(await applyOf(workspace, configuration()));
  theirs = await setting.hand.issue({ tenant: 'rival', scopes: ['read', 'write', 'admin'] });
}, PATIENCE_MS);

const stateFile = () => readFile(join(workspace.folder, 'terraform.tfstate'), 'utf8');

test.each(['that has no such cluster', 'that has a cluster of the same name'])(
  'a tenant %s',
  async (which) => {
    const before = await stateFile();
    if (which.endsWith('name')) {
      const made = await setting.workspace();
      expectSuccess(await applyOf(made, configuration(theirs)));
    }
    const text = expectError(await planOf(workspace, configuration(theirs)), /belongs to another tenant/);
    expect(text).toMatch(/kept in tenant demo, but the token is one of tenant rival.*state rm/s);
    expectError(await workspace.apply(), /belongs to another tenant/);
    expectError(await workspace.destroy(), /belongs to another tenant/);
    expect(await stateFile()).toBe(before);
  },
  PATIENCE_MS,
);

test(
  'each kind of object says it of itself',
  async () => {
    const text = errorsOf(await planOf(workspace, configuration(theirs))).join('\n');
    expect(text).toMatch(/cluster prod is kept in tenant demo/);
    for (const args of REFRESH_EACH_CHILD) {
      expectError(await workspace.plan(args), /belongs to another tenant|kept in tenant demo/);
    }
  },
  PATIENCE_MS,
);

test(
  'without a refresh nothing of theirs is changed or deleted',
  async () => {
    const destroy = await workspace.destroy(['-refresh=false']);
    expect(destroy.exitCode).toBe(1);
    expect((await setting.hikube.clusters.get('prod')).status.phase).toBe('Running');
  },
  PATIENCE_MS,
);

test(
  'with the right token everything is as it was',
  async () => {
    expectEmpty(await planOf(workspace, configuration()));
  },
  PATIENCE_MS,
);
