// The site of a development cluster: refused where it means nothing, kept where it was chosen, and never a reason to replace.
import { expect, test } from 'vitest';
import { expectActions, expectEmpty, expectRefusal, expectSuccess } from '../expect.ts';
import { applyOf, PATIENCE_MS, planOf, setUp } from '../setting.ts';

const setting = setUp();
const main = 'hikube_kubernetes_cluster.main';

const cluster = (name: string, body: string) => `
resource "hikube_kubernetes_cluster" "main" {
  name = "${name}"
  ${body}
}
`;
const GROUPS = 'node_groups = { web = { min_replicas = 3 } }';
const development = (site: string) => `topology = "development"\n site = "${site}"\n ${GROUPS}`;

test('a production cluster and an unknown site are refused in plan, each with its reason', async () => {
  const workspace = await setting.workspace();
  expectRefusal(
    await planOf(workspace, cluster('prod', 'site = "gland"')),
    /^ *site =/,
    /production cluster spans all\s+sites/,
  );
  expectRefusal(
    await planOf(workspace, cluster('dev', 'topology = "development"\n site = "genva"')),
    /^ *site =/,
    /Did you\s+mean\s+geneva\?/,
  );
});

test(
  'a cluster stays at its site, and spreads when it becomes production',
  async () => {
    const { hikube } = setting;
    const workspace = await setting.workspace();
    expectSuccess(await applyOf(workspace, cluster('dev', development('gland'))));
    expectEmpty(await workspace.plan());
    expect(await workspace.stateOf(main)).toMatchObject({ site: 'gland', sites: ['gland'] });
    const nodes = await hikube.nodes.list('dev').toArray();
    expect(nodes.map(({ site }) => site)).toEqual(['gland', 'gland', 'gland']);

    expectRefusal(
      await planOf(workspace, cluster('dev', development('geneva'))),
      /^ *site =/,
      /cannot change from "gland" to "geneva"/,
    );
    expectActions(await planOf(workspace, cluster('dev', GROUPS)), { [main]: ['update'] });
    expectSuccess(await workspace.apply());
    expectEmpty(await workspace.plan());
    expect(await workspace.stateOf(main)).toMatchObject({
      site: null,
      sites: ['geneva', 'gland', 'lucerne'],
    });
  },
  PATIENCE_MS,
);

test(
  'a site that nobody chose is known afterwards, and only that one can be written',
  async () => {
    const workspace = await setting.workspace(cluster('any', 'topology = "development"'));
    expectSuccess(await workspace.apply());
    const { sites } = await setting.hikube.clusters.get('any');
    expect(sites).toHaveLength(1);
    const [home = ''] = sites;
    const away = home === 'gland' ? 'lucerne' : 'gland';
    const at = (site: string) => cluster('any', `topology = "development"\n site = "${site}"`);
    expectRefusal(await planOf(workspace, at(away)), /^ *site =/, /The cluster is in/);
    expectSuccess(await applyOf(workspace, at(home)));
    expectEmpty(await workspace.plan());
  },
  PATIENCE_MS,
);
