// Another service can have a tenant of the same id: staging and production, or one service with another data directory. What
// it does not have is no reason to forget an object, to make it anew there, or to call it destroyed.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServiceInside, startServiceInside } from '../../support/service-inside.ts';
import type { RunOptions, Workspace } from '../../support/terraform.ts';
import { expectEmpty, expectError, expectSuccess } from '../expect.ts';
import { EACH_KIND, REFRESH_EACH_CHILD } from '../hcl.ts';
import { applyOf, PATIENCE_MS, setUp } from '../setting.ts';

const setting = setUp({ provider: 'packed' });

let other: ServiceInside;
let workspace: Workspace;
let there: RunOptions;
beforeAll(async () => {
  other = await startServiceInside();
  there = { environment: { HIKUBE_ENDPOINT: other.endpoint, HIKUBE_TOKEN: other.token } };
  workspace = await setting.workspace();
  expectSuccess(await applyOf(workspace, EACH_KIND));
}, PATIENCE_MS);
afterAll(() => other?.stop());

const state = () => readFile(join(workspace.folder, 'terraform.tfstate'), 'utf8');

test(
  'plan, apply, refresh and destroy there change neither state nor service',
  async () => {
    const before = await state();
    const text = expectError(await workspace.plan([], there), /leads to another service/);
    expect(text).toMatch(/with a tenant demo of its own.*HIKUBE_ENDPOINT.*state rm/s);
    for (const args of REFRESH_EACH_CHILD) {
      expectError(await workspace.plan(args, there), /leads to another service/);
    }
    expectError(await workspace.apply(['-refresh-only'], there), /leads to another service/);
    expectError(await workspace.destroy([], there), /leads to another service/);
    expectError(await workspace.destroy(['-refresh=false'], there), /leads to another service/);
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
