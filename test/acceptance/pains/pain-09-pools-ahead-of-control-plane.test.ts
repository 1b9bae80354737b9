// Pain: pools and control plane are upgraded in the wrong order, and kubelets run ahead of their API server.
// Here the version belongs to the cluster, and however it is asked for, the control plane goes first.
import { compareVersions } from '@hikube/domain';
import { expect, test } from 'vitest';
import { expectSuccess } from '../expect.ts';
import { applyOf, PATIENCE_MS, SLOW, setUp } from '../setting.ts';

const setting = setUp({ speed: SLOW });

const inline = (version: string) => `
resource "hikube_kubernetes_cluster" "main" {
  name        = "inline"
  version     = "${version}"
  node_groups = { web = { min_replicas = 2 }, db = { min_replicas = 1 } }
}
`;
const separate = `
resource "hikube_kubernetes_cluster" "main" {
  name            = "separate"
  initial_version = "1.33"
}
resource "hikube_kubernetes_node_group" "web" {
  cluster_id   = hikube_kubernetes_cluster.main.id
  name         = "web"
  min_replicas = 2
}
`;
const upgradePlan = `
data "hikube_kubernetes_upgrade_plan" "next" {
  cluster_id = hikube_kubernetes_cluster.main.id
}
output "steps" { value = data.hikube_kubernetes_upgrade_plan.next.steps }
`;
const upgrade = `
resource "hikube_kubernetes_version_upgrade" "next" {
  cluster_id     = hikube_kubernetes_cluster.main.id
  target_version = "1.34"
  depends_on     = [hikube_kubernetes_node_group.web]
}
`;

/** Looks at the cluster again and again while `work` goes on; gives every pair of versions that was seen. */
async function versionsDuring(name: string, work: Promise<unknown>): Promise<Set<string>> {
  const seen = new Set<string>();
  let isOver = false;
  const ended = work.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    // Nodes first: a control plane read later can only be further on.
    const nodes = await setting.hikube.nodes.list(name).toArray();
    const { status } = await setting.hikube.clusters.get(name);
    for (const node of nodes) seen.add(`${node.status.version} under ${status.version}`);
  }
  await ended;
  return seen;
}

function expectNoneAhead(seen: Set<string>): void {
  for (const pair of seen) {
    const [node, controlPlane] = pair.split(' under ');
    expect(compareVersions(node ?? '', controlPlane ?? ''), pair).toBeLessThanOrEqual(0);
  }
  // Both versions were seen, so there was something to be wrong about.
  expect(new Set([...seen].map((pair) => pair.slice(0, 4)))).toEqual(new Set(['1.33', '1.34']));
}

test(
  'an upgrade by the version of the cluster',
  async () => {
    const workspace = await setting.workspace();
    expectSuccess(await applyOf(workspace, inline('1.33')));
    const run = applyOf(workspace, inline('1.34'));
    expectNoneAhead(await versionsDuring('inline', run));
    expectSuccess(await run);
  },
  PATIENCE_MS,
);

test(
  'an upgrade as a resource of its own, in the order that the plan of it showed',
  async () => {
    const workspace = await setting.workspace();
    expectSuccess(await applyOf(workspace, separate));
    expectSuccess(await applyOf(workspace, separate + upgradePlan));
    const output = await workspace.run(['output', '-json', 'steps']);
    const steps = JSON.parse(output.stdout) as { target: { kind: string; name: string }; nodes: number }[];
    expect(steps[0]?.target.kind).toBe('ControlPlane');
    expect(
      steps.slice(1).map(({ target, nodes }) => ({ kind: target.kind, name: target.name, nodes })),
    ).toContainEqual({
      kind: 'NodeGroup',
      name: 'web',
      nodes: 2,
    });

    const run = applyOf(workspace, separate + upgrade);
    expectNoneAhead(await versionsDuring('separate', run));
    expectSuccess(await run);
  },
  PATIENCE_MS,
);
