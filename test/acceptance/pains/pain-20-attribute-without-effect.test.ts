// Pain: an attribute is accepted, applied without a word, and does nothing.
// Here everything that a person can write arrives at the API as written, all of it at once; what cannot be done is an error.
import { beforeAll, expect, test } from 'vitest';
import { expectEmpty, expectRefusal, expectSuccess } from '../expect.ts';
import { Expression, type HclValue, resource } from '../hcl.ts';
import { toApiValue, valueAt } from '../matrix/api-values.ts';
import { type Leaf, rowOf } from '../matrix/leaves.ts';
import { type Offer, offerOf } from '../matrix/offer.ts';
import { attributeWith, sampleOf } from '../matrix/samples.ts';
import { clusters as clusterSubject, nodeGroups as groupSubject } from '../matrix/subjects.ts';
import { PATIENCE_MS, planOf, setUp } from '../setting.ts';

const setting = setUp();

/** One object with every leaf in it. */
function everything(leaves: readonly Leaf[]): Record<string, HclValue> {
  return leaves.map((leaf) => attributeWith(leaf, sampleOf(leaf, 1), 1)).reduce(merge, {}) as Record<
    string,
    HclValue
  >;
}

function merge(left: HclValue, right: HclValue): HclValue {
  if (!isObject(left) || !isObject(right)) return right;
  const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  return Object.fromEntries(
    keys.map((key) => {
      const [a, b] = [left[key], right[key]];
      return [key, a === undefined ? (b as HclValue) : b === undefined ? a : merge(a, b)];
    }),
  );
}

const isObject = (value: HclValue): value is Record<string, HclValue> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Expression);

const sorted = (value: unknown) =>
  Array.isArray(value) ? value.map((each) => JSON.stringify(each)).sort() : value;

function expectAll(leaves: readonly Leaf[], object: unknown): void {
  for (const leaf of leaves) {
    const wanted = toApiValue(rowOf(leaf), sampleOf(leaf, 1));
    expect([leaf.name, sorted(valueAt(leaf, object))]).toEqual([leaf.name, sorted(wanted)]);
  }
}

let offer: Offer;
beforeAll(async () => {
  offer = await offerOf(setting.hikube);
}, PATIENCE_MS);

test(
  'every attribute of a cluster, its pools and its add-ons in one configuration',
  async () => {
    const cluster = clusterSubject(offer);
    const group = groupSubject(offer);
    const body = { name: 'full', ...everything(cluster.leaves) };
    const workspace = await setting.workspace(
      resource(cluster.type, 'full', body) +
        resource(group.type, 'full', {
          cluster_id: new Expression('hikube_kubernetes_cluster.home.id'),
          name: 'full',
          ...everything(group.leaves),
        }) +
        resource(cluster.type, 'home', { name: 'home' }),
    );
    expectSuccess(await workspace.apply());
    expectEmpty(await workspace.plan());
    const { nodeGroups, addons, clusters } = setting.hikube;
    const byName = <T extends { name: string }>(items: readonly T[]) =>
      Object.fromEntries(items.map((item) => [item.name, item]));
    expectAll(cluster.leaves, {
      ...(await clusters.get('full')),
      nodeGroups: byName(await nodeGroups.list('full').toArray()),
      addons: byName(await addons.list('full').toArray()),
    });
    expectAll(group.leaves, await nodeGroups.get('home', 'full'));
    const all = [cluster, group].flatMap(({ leaves, refused }) => [...leaves, ...refused]);
    expect(all.length).toBeGreaterThanOrEqual(42);
  },
  PATIENCE_MS,
);

test('what this platform cannot do is refused, not forgotten', async () => {
  const workspace = await setting.workspace();
  const [missing = ''] = ['ouroboros', 'nfs'].filter((id) => !offer.hasAddon(id));
  const plan = await planOf(
    workspace,
    resource('hikube_kubernetes_cluster', 'no', { name: 'no', addons: { [missing]: {} } }),
  );
  expectRefusal(plan, new RegExp(missing), new RegExp(missing));
});
