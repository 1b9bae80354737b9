// What the contract says cannot change in place: replaced where it says "replace", refused where it says "reject".
import { terraformResources } from '@hikube/openapi/terraform-attributes';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rewrite } from '../../support/stack.ts';
import type { Workspace } from '../../support/terraform.ts';
import { expectActions, expectEmpty, expectRefusal, expectSuccess } from '../expect.ts';
import { type HclValue, resource } from '../hcl.ts';
import { isNotHere, PATIENCE_MS, planOf, setUp } from '../setting.ts';
import { type Immutable, OBJECTS, other } from './immutables.ts';
import { type Kind, type Offer, offerOf } from './offer.ts';

const setting = setUp();

const counts = { replaced: 0, refused: 0, notOffered: 0 };
afterAll(() => {
  console.log(
    `attributes that cannot change in place: ${counts.replaced} replaced as the contract says, ${counts.refused} refused, ${counts.notOffered} not offered here`,
  );
});

/** Of an upgrade that begins at once, nothing is left to be replaced. */
const hasUpgrade = !isNotHere(import.meta.filename, 'an upgrade for later');
const names = (Object.keys(OBJECTS) as Immutable[]).filter(
  (name) => hasUpgrade || name !== 'kubernetes_version_upgrade',
);

const parents = ['home', 'other']
  .map((name) => resource('hikube_kubernetes_cluster', name, { name, initial_version: '1.33' }))
  .join('');
let offer: Offer;
const isOffered = (name: Immutable, attribute: string) =>
  offer.has(name.replace('kubernetes_', '') as Kind, { name: attribute });
const objects = (change: Partial<Record<Immutable, Record<string, HclValue>>> = {}) =>
  parents +
  names
    .map((name) => {
      const base = Object.entries(OBJECTS[name].base).filter(([attribute]) => isOffered(name, attribute));
      return resource(`hikube_${name}`, 'main', { ...Object.fromEntries(base), ...change[name] });
    })
    .join('');

const LATER = '2034-01-02T00:00:00Z';
const laterUpgrade = () => ({
  start_at: LATER,
  ...(isOffered('kubernetes_version_upgrade', 'max_surge') ? { max_surge: 2 } : {}),
});

test.each(names)('the table has every immutable attribute of %s', (name) => {
  const immutable = terraformResources[name].attributes.filter((row) => row.immutable !== undefined);
  const parent = name === 'kubernetes_cluster' ? [] : ['cluster_id'];
  expect(Object.keys(OBJECTS[name].changes).sort()).toEqual(
    [...immutable.map((row) => row.name), ...parent].sort(),
  );
});

describe('a change of', () => {
  let workspace: Workspace;
  beforeAll(async () => {
    offer = await offerOf(setting.hikube);
    workspace = await setting.workspace(objects());
    expectSuccess(await workspace.apply());
    expectEmpty(await workspace.plan());
  }, PATIENCE_MS);

  const cases = names.flatMap((name) =>
    Object.entries(OBJECTS[name].changes).map(([attribute, value]) => ({ name, attribute, value })),
  );

  test.each(cases)('$attribute of $name', async ({ name, attribute, value }) => {
    const rule = terraformResources[name].attributes.find((row) => row.name === attribute)?.immutable;
    // A start at a time has a time; another start has none.
    const beside = attribute === 'start' ? { start_at: null } : {};
    await rewrite(workspace, objects({ [name]: { [attribute]: value as HclValue, ...beside } }));
    const plan = await workspace.plan();
    if (!isOffered(name, attribute)) {
      expectRefusal(plan, new RegExp(`^ *${attribute} =`), new RegExp(`; remove ${attribute}`));
      counts.notOffered += 1;
      return;
    }
    if (rule === 'reject') {
      expectRefusal(plan, new RegExp(`^ *${attribute} =`), /cannot change/);
      counts.refused += 1;
      return;
    }
    expectActions(plan, { [`hikube_${name}.main`]: ['delete', 'create'] });
    counts.replaced += 1;
  });

  test(
    'everything that can be replaced, carried out',
    async () => {
      const changes = {
        kubernetes_cluster: { name: 'second' },
        kubernetes_node_group: { name: 'second' },
        kubernetes_addon: { cluster_id: other },
        ...(hasUpgrade && { kubernetes_version_upgrade: laterUpgrade() }),
      };
      expect((await planOf(workspace, objects(changes))).changes).toHaveLength(names.length);
      expectSuccess(await workspace.apply());
      expectEmpty(await workspace.plan());
      expectEmpty(await workspace.plan(['-refresh=false']));
      const clusters = (await setting.hikube.clusters.list().toArray()).map(({ name }) => name);
      expect(clusters).toEqual(['home', 'other', 'second']);
      const groups = (await setting.hikube.nodeGroups.list('home').toArray()).map(({ name }) => name);
      expect(groups).toEqual(['second']);
      expect((await setting.hikube.addons.get('other', 'cert-manager')).status.phase).toBeDefined();
      const upgrades = await setting.hikube.versionUpgrades.list('home').toArray();
      const scheduled = upgrades.filter(({ status }) => status.phase === 'Scheduled');
      expect(scheduled.map(({ startAt }) => startAt)).toEqual(hasUpgrade ? [LATER] : []);
    },
    PATIENCE_MS,
  );
});
