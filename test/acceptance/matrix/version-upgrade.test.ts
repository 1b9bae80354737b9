// The life of a hikube_kubernetes_version_upgrade, of which nothing changes in place: written with every attribute,
// imported as it was, cancelled by somebody else, and gone with its cluster.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { terraformResources } from '@hikube/openapi/terraform-attributes';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rewrite } from '../../support/stack.ts';
import type { Workspace } from '../../support/terraform.ts';
import { expectActions, expectEmpty, expectError, expectSuccess } from '../expect.ts';
import { Expression, type HclValue, importBlock, resource } from '../hcl.ts';
import { isNotHere, PATIENCE_MS, setUp } from '../setting.ts';
import { offerOf } from './offer.ts';

const setting = setUp();
const leftOut = isNotHere(import.meta.filename, 'an upgrade for later');
const main = 'hikube_kubernetes_version_upgrade.main';

/** Every input, none of them at its default. */
const INPUTS = {
  target_version: '1.34',
  start: 'at',
  start_at: '2034-01-01T00:00:00Z',
  max_unavailable: 2,
  max_surge: 3,
};
/** Where nobody is there to begin it later, that is refused, and it begins at once. */
const AT_ONCE = { start: 'now', start_at: null };
/** Where the platform sets the pace, that is refused in plan, and the default is what there is. */
const PACE = { max_unavailable: 1, max_surge: 1 };
const cluster = resource('hikube_kubernetes_cluster', 'home', { name: 'home', initial_version: '1.33' });
type Inputs = Readonly<Record<keyof typeof INPUTS, HclValue>>;
const configurationOf = (inputs: Inputs) =>
  cluster +
  resource('hikube_kubernetes_version_upgrade', 'main', {
    cluster_id: new Expression('hikube_kubernetes_cluster.home.id'),
    ...inputs,
  });

const counts = { written: 0, compared: 0 };
let inputs: Inputs = leftOut ? { ...INPUTS, ...AT_ONCE } : INPUTS;
let configuration: string;
let workspace: Workspace;
beforeAll(async () => {
  const offer = await offerOf(setting.hikube);
  workspace = await setting.workspace(configurationOf(inputs));
  if (!offer.has('version_upgrade', { name: 'max_surge' })) {
    expectError(await workspace.apply(), /sets the pace of an exchange of nodes itself; remove max_surge/);
    inputs = { ...inputs, ...PACE };
    await rewrite(workspace, configurationOf(inputs));
  }
  configuration = configurationOf(inputs);
  expectSuccess(await workspace.apply());
}, PATIENCE_MS);
afterAll(() => {
  console.log(
    `attributes of hikube_kubernetes_version_upgrade: ${counts.written} written, 1 object imported (${counts.compared} attributes compared, 0 ignored), 1 cancelled, 1 gone`,
  );
});

async function expectSettled(): Promise<void> {
  expectEmpty(await workspace.plan());
  expectEmpty(await workspace.plan(['-refresh=false']));
}

const upgrades = () => setting.hikube.versionUpgrades.list('home').toArray();

test(
  'written, every attribute of the contract',
  async () => {
    const rows = terraformResources.kubernetes_version_upgrade.attributes.filter(
      (row) => row.class !== 'output',
    );
    expect(Object.keys(INPUTS).sort()).toEqual(rows.map(({ name }) => name).sort());
    const [found] = await upgrades();
    for (const { name, property } of rows) {
      const value = (found as unknown as Record<string, unknown>)[property];
      expect([name, value ?? null]).toEqual([name, inputs[name as keyof typeof INPUTS]]);
      counts.written += 1;
    }
    await expectSettled();
  },
  PATIENCE_MS,
);

test(
  'imported as it was',
  async () => {
    const before = await workspace.stateOf(main);
    await rm(join(workspace.folder, 'terraform.tfstate'));
    const imports =
      importBlock('hikube_kubernetes_cluster.home', 'home') + importBlock(main, String(before?.['id']));
    await rewrite(workspace, configuration + imports);
    expectSuccess(await workspace.apply());
    expect(await workspace.stateOf(main)).toEqual({
      ...before,
      last_operation: expect.toSatisfy((value) => value === null || value === before?.['last_operation']),
    });
    counts.compared += Object.keys(before ?? {}).length;
    await rewrite(workspace, configuration);
    await expectSettled();
  },
  PATIENCE_MS,
);

test.skipIf(leftOut)(
  'cancelled by somebody else, and planned again',
  async () => {
    const [found] = await upgrades();
    await setting.hikube.versionUpgrades.cancel('home', String(found?.id));
    expectActions(await workspace.plan(), { [main]: ['create'] });
    expectSuccess(await workspace.apply());
    const phases = (await upgrades()).map(({ status }) => status.phase);
    expect(phases.sort()).toEqual(['Cancelled', 'Scheduled']);
    await expectSettled();
  },
  PATIENCE_MS,
);

test(
  'gone with its cluster, and planned again',
  async () => {
    await setting.hikube.clusters.delete('home');
    expectActions(await workspace.plan(), {
      'hikube_kubernetes_cluster.home': ['create'],
      [main]: ['create'],
    });
    expectSuccess(await workspace.apply());
    await expectSettled();
  },
  PATIENCE_MS,
);
