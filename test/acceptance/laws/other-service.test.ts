// Another service can have a tenant of the same id: staging and production, or one service with another data directory; and another
// platform a namespace of the same name. What is not there is no reason to forget an object, to make it anew there, or to call it
// destroyed.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunOptions, Workspace } from '../../support/terraform.ts';
import { expectEmpty, expectError, expectSuccess } from '../expect.ts';
import { EACH_KIND, REFRESH_EACH_CHILD } from '../hcl.ts';
import { applyOf, type Elsewhere, PATIENCE_MS, setUp, startElsewhere } from '../setting.ts';

const setting = setUp({ provider: 'packed' });

let other: Elsewhere;
let workspace: Workspace;
let there: RunOptions;
beforeAll(async () => {
  other = await startElsewhere();
  there = { environment: other.environment };
  workspace = await setting.workspace();
  expectSuccess(await applyOf(workspace, EACH_KIND));
}, PATIENCE_MS);
afterAll(() => other?.dispose());

const ANOTHER = /leads to another (service|tenant or platform)/;
const WAY_BACK =
  /(with a tenant demo of its own.*HIKUBE_ENDPOINT|kept in tenant-acme .*leads to tenant-acme .*kubeconfig_path).*state rm/s;

const state = () => readFile(join(workspace.folder, 'terraform.tfstate'), 'utf8');

test(
  'plan, apply, refresh and destroy there change neither state nor what is there',
  async () => {
    const before = await state();
    const text = expectError(await workspace.plan([], there), ANOTHER);
    expect(text).toMatch(WAY_BACK);
    for (const args of REFRESH_EACH_CHILD) {
      expectError(await workspace.plan(args, there), ANOTHER);
    }
    expectError(await workspace.apply(['-refresh-only'], there), ANOTHER);
    expectError(await workspace.destroy([], there), ANOTHER);
    expectError(await workspace.destroy(['-refresh=false'], there), ANOTHER);
    expect(JSON.parse(await state()).resources).toEqual(JSON.parse(before).resources);
    expectEmpty(await workspace.plan());
  },
  PATIENCE_MS,
);

test(
  'what one has deleted is still gone',
  async () => {
    await setting.hikube.nodeGroups.delete('prod', 'web');
    const plan = await workspace.plan();
    expect(plan.changes.map(({ address }) => address)).toEqual(['hikube_kubernetes_node_group.web']);
  },
  PATIENCE_MS,
);
