// Pain: the cluster is "ready", and its API server answers EOF.
// Here apply returns once the platform has seen API servers and the minimum of nodes ready, and what follows can rely on it.
import { expect, test } from 'vitest';
import { expectSuccess } from '../expect.ts';
import { PATIENCE_MS, SLOW, setUp } from '../setting.ts';

const setting = setUp({ speed: SLOW });

/** The data source is read in the same apply, right after the cluster; so it sees what any other resource would. */
const configuration = `
resource "hikube_kubernetes_cluster" "main" {
  name        = "prod"
  node_groups = { web = { min_replicas = 2 } }
}
data "hikube_kubernetes_cluster" "then" {
  name = hikube_kubernetes_cluster.main.id
}
output "then" {
  value = {
    phase      = data.hikube_kubernetes_cluster.then.phase
    nodes      = data.hikube_kubernetes_cluster.then.nodes
    version    = data.hikube_kubernetes_cluster.then.current_version
    conditions = { for each in data.hikube_kubernetes_cluster.then.conditions : each.type => each.status }
  }
}
`;

test(
  'what comes after the cluster in the same apply finds it usable',
  async () => {
    const workspace = await setting.workspace(configuration);
    const phases = new Set<string>();
    let isOver = false;
    const applying = workspace.apply().finally(() => {
      isOver = true;
    });
    while (!isOver) {
      for (const { status } of await setting.hikube.clusters.list().toArray()) {
        phases.add(status.phase);
        if (status.phase === 'Running') expect(status.controlPlane.ready).toBeGreaterThan(0);
      }
    }
    expectSuccess(await applying);
    // It was not running all the time, so running means something.
    expect(phases.size).toBeGreaterThan(1);

    const output = await workspace.run(['output', '-json', 'then']);
    const then = JSON.parse(output.stdout) as Record<string, unknown>;
    expect(then).toMatchObject({ phase: 'Running', nodes: { total: 2, ready: 2 } });
    expect(then['version']).toMatch(/^1\.\d+\.\d+$/);
    expect(then['conditions']).toMatchObject({ Ready: 'True' });
  },
  PATIENCE_MS,
);
