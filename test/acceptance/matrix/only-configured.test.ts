// What only a configuration knows (time-outs, when nodes are replaced, the version at creation, secret values and their count): it changes in
// place, nothing is sent for it but secret values, and an import takes it from the configuration.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { rewrite } from '../../support/stack.ts';
import type { ResourceChange, Workspace } from '../../support/terraform.ts';
import { expectEmpty, expectSuccess } from '../expect.ts';
import { importBlock } from '../hcl.ts';
import { isNotHere, PATIENCE_MS, planOf, setUp } from '../setting.ts';

const setting = setUp({ inside: {} });
const hasLater = !isNotHere(import.meta.filename, 'apply_in and an upgrade for later');

const upgrade = (minutes: number) => `
resource "hikube_kubernetes_version_upgrade" "main" {
  cluster_id     = hikube_kubernetes_cluster.main.id
  target_version = "1.34"
  start          = "at"
  start_at       = "2034-01-01T00:00:00Z"
  timeouts       = { create = "${minutes}m" }
}
`;
const configuration = ({
  minutes,
  initial,
  count,
  applyIn,
}: {
  minutes: number;
  initial: string;
  count: number;
  applyIn: string;
}) => `
resource "hikube_kubernetes_cluster" "main" {
  name            = "prod"
  initial_version = "${initial}"
  ${hasLater ? `apply_in        = "${applyIn}"` : ''}
  timeouts        = { create = "${minutes}m" }
}
resource "hikube_kubernetes_node_group" "main" {
  cluster_id = hikube_kubernetes_cluster.main.id
  name       = "web"
  ${hasLater ? `apply_in   = "${applyIn}"` : ''}
  timeouts   = { update = "${minutes}m" }
}
resource "hikube_kubernetes_addon" "main" {
  cluster_id                 = hikube_kubernetes_cluster.main.id
  name                       = "velero"
  values_override            = jsonencode({ visible = true })
  values_override_wo         = jsonencode({ secret = "canary-${count}" })
  values_override_wo_version = ${count}
  timeouts                   = { delete = "${minutes}m" }
}
${hasLater ? upgrade(minutes) : ''}`;

const APPLY_IN = hasLater ? ['apply_in'] : [];
/** What is not in the API, by resource. */
const TOUCHED = {
  'hikube_kubernetes_addon.main': ['timeouts', 'values_override_wo_version'],
  'hikube_kubernetes_cluster.main': [...APPLY_IN, 'initial_version', 'timeouts'],
  'hikube_kubernetes_node_group.main': [...APPLY_IN, 'timeouts'],
  ...(hasLater && { 'hikube_kubernetes_version_upgrade.main': ['timeouts'] }),
};

const first = { minutes: 20, initial: '1.33', count: 1, applyIn: 'now' };
const second = { minutes: 25, initial: '1.32', count: 2, applyIn: 'window' };

let workspace: Workspace;
beforeAll(async () => {
  workspace = await setting.workspace(configuration(first));
  expectSuccess(await workspace.apply());
  await expectSettled();
}, PATIENCE_MS);

async function expectSettled(): Promise<void> {
  expectEmpty(await workspace.plan());
  expectEmpty(await workspace.plan(['-refresh=false']));
  expect(await workspace.stateText()).not.toContain('canary');
}

function touched(changes: readonly ResourceChange[]): Record<string, string[]> {
  return Object.fromEntries(
    changes.map(({ address, change: { actions, before, after, after_unknown: unknown } }) => {
      expect([address, ...actions]).toEqual([address, 'update']);
      const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
      const differing = [...names].filter(
        (name) => unknown[name] !== true && JSON.stringify(before?.[name]) !== JSON.stringify(after?.[name]),
      );
      return [address, differing.sort()];
    }),
  );
}

/** What every write counts up, and what is only sent. */
async function inApi() {
  const { clusters, nodeGroups, addons, versionUpgrades } = setting.hikube;
  const upgrades = await versionUpgrades.list('prod').toArray();
  const addon = await addons.get('prod', 'velero');
  expect(addon).toMatchObject({ hasSecretValues: true, valuesOverride: { visible: true } });
  return {
    cluster: (await clusters.get('prod')).generation,
    group: (await nodeGroups.get('prod', 'web')).generation,
    upgrades: upgrades.map(({ id, generation }) => [id, generation]),
    addon: addon.generation,
    values: await setting.hand.valuesOf('prod', 'velero'),
  };
}

test(
  'a change is in place, and sends secret values alone',
  async () => {
    const before = await inApi();
    expect(before.values).toEqual({ velero: { visible: true, secret: 'canary-1' } });
    expect(touched((await planOf(workspace, configuration(second))).changes)).toEqual(TOUCHED);
    expectSuccess(await workspace.apply());
    const values = { velero: { visible: true, secret: 'canary-2' } };
    expect(await inApi()).toEqual({ ...before, addon: before.addon + 1, values });
    await expectSettled();
  },
  PATIENCE_MS,
);

test(
  'an import takes it over in place, and brings no secret with it',
  async () => {
    const before = await inApi();
    const [next] = await setting.hikube.versionUpgrades.list('prod').toArray();
    await rm(join(workspace.folder, 'terraform.tfstate'));
    const ids = {
      cluster: 'prod',
      node_group: 'prod/web',
      addon: 'prod/velero',
      ...(next && { version_upgrade: `prod/${next.id}` }),
    };
    const imports = Object.entries(ids).map(([name, id]) =>
      importBlock(`hikube_kubernetes_${name}.main`, id),
    );
    await rewrite(workspace, configuration(second) + imports.join(''));
    expect(touched((await workspace.plan()).changes)).toEqual(TOUCHED);
    expectSuccess(await workspace.apply());
    expect(await inApi()).toEqual(before);
    await rewrite(workspace, configuration(second));
    await expectSettled();
  },
  PATIENCE_MS,
);
