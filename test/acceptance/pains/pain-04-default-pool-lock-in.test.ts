// Pain: a cluster cannot be without its default pool, and a change of that pool replaces the cluster.
// Here a cluster needs no pool, pools come and go, and no field of a pool ever replaces anything but nodes.
import { terraformResources } from '@hikube/openapi/terraform-attributes';
import { expect, test } from 'vitest';
import { expectActions, expectEmpty, expectSuccess } from '../expect.ts';
import { offerOf } from '../matrix/offer.ts';
import { applyOf, PATIENCE_MS, planOf, setUp } from '../setting.ts';

const setting = setUp({ inside: {} });
const main = 'hikube_kubernetes_cluster.main';
const web = 'hikube_kubernetes_node_group.web';

const cluster = (body = '') => `
resource "hikube_kubernetes_cluster" "main" {
  name = "prod"
  ${body}
}
`;
const group = (body: string) => `
resource "hikube_kubernetes_node_group" "web" {
  cluster_id = hikube_kubernetes_cluster.main.id
  name       = "web"
  ${body}
}
`;

/** Every field of a pool that a person can write, and another value for it. */
const CHANGES: Readonly<Record<string, string>> = {
  min_replicas: 'min_replicas = 2',
  max_replicas: 'max_replicas = 5',
  instance_type: 'instance_type = "m1.large"',
  resources: 'resources = { cpu = "4", memory = "8Gi" }',
  disk_size: 'disk_size = "40Gi"',
  storage_class: 'storage_class = "local"',
  kubelet: 'kubelet = { system_reserved_cpu = "200m" }',
  health_check: 'health_check = { node_startup_timeout = "15m" }',
  roles: 'roles = ["ingress-nginx"]',
  labels: 'labels = { team = "shop" }',
  taints: 'taints = [{ key = "dedicated", value = "shop", effect = "NoSchedule" }]',
  rollout: 'rollout = { max_surge = 2 }',
  gpus: 'instance_type = "u1.2xlarge"\n gpus = [{ name = "nvidia.com/AD102GL_L40S" }]',
};

test(
  'a cluster without any pool is made, gets one and loses it again',
  async () => {
    const workspace = await setting.workspace();
    expectSuccess(await applyOf(workspace, cluster()));
    const { uid, status } = await setting.hikube.clusters.get('prod');
    expect(status.phase).toBe('Running');
    const nodes = await setting.hikube.nodes.list('prod').toArray();
    expect(nodes.filter(({ nodeGroup }) => !setting.hand.comesAlong.includes(nodeGroup))).toEqual([]);
    expectEmpty(await workspace.plan());

    const inline = cluster('node_groups = { web = { min_replicas = 1 } }');
    expectActions(await planOf(workspace, inline), { [main]: ['update'] });
    expectSuccess(await workspace.apply());
    expectActions(await planOf(workspace, cluster('node_groups = {}')), { [main]: ['update'] });
    expectSuccess(await workspace.apply());
    expect(await setting.hikube.nodeGroups.list('prod').toArray()).toEqual([]);
    expect((await setting.hikube.clusters.get('prod')).uid).toBe(uid);
    expectSuccess(await workspace.destroy());
  },
  PATIENCE_MS,
);

test('the table of changes has every field of a pool', () => {
  const inputs = terraformResources.kubernetes_node_group.attributes.filter(
    ({ class: kind, name }) => kind !== 'output' && name !== 'name',
  );
  expect(inputs.map(({ name }) => name).sort()).toEqual(Object.keys(CHANGES).sort());
});

test(
  'no field of a pool replaces the cluster or the pool',
  async () => {
    const offer = await offerOf(setting.hikube);
    const changes = Object.entries(CHANGES).filter(([name]) => offer.has('node_group', { name }));
    const separate = await setting.workspace(cluster() + group('min_replicas = 1'));
    expectSuccess(await separate.apply());
    for (const [field, text] of changes) {
      const body = field === 'min_replicas' ? text : `min_replicas = 1\n ${text}`;
      expectActions(await planOf(separate, cluster() + group(body)), { [web]: ['update'] });
    }
    expectSuccess(await separate.destroy());

    const inline = await setting.workspace(cluster('node_groups = { web = { min_replicas = 1 } }'));
    expectSuccess(await inline.apply());
    for (const [field, text] of changes) {
      const body = field === 'min_replicas' ? text : `min_replicas = 1\n ${text}`;
      const changed = cluster(`node_groups = {\n web = {\n ${body}\n }\n }`);
      expectActions(await planOf(inline, changed), { [main]: ['update'] });
    }
    expectSuccess(await inline.destroy());
  },
  PATIENCE_MS,
);
