// What plans are measured in: one workspace that grows, the same one through a provider that does nothing, and as many
// `terraform_data`, which need no provider at all.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleProvider } from '@hikube/terraform-provider/packaging';
import { rewrite, type Stack, startStack } from '../../support/stack.ts';
import { Workspace } from '../../support/terraform.ts';

/** Node groups in each cluster: as many as a tenant may have in one. */
const GROUPS_IN_A_CLUSTER = 50;
const CLUSTERS = 20;

export interface World {
  readonly stack: Stack;
  /** Node groups, through the provider as it is packed. */
  readonly groups: Workspace;
  /** As many `terraform_data`. */
  readonly data: Workspace;
  /** What makes terraform use the provider that does nothing. */
  readonly passThrough: Readonly<Record<string, string>>;
  /** Makes both workspaces have so many resources. */
  resize(count: number): Promise<void>;
  dispose(): Promise<void>;
}

export async function createWorld(): Promise<World> {
  const stack = await startStack({ store: 'memory', speed: 6000, provider: 'packed' });
  const scratch = await mkdtemp(join(tmpdir(), 'hikube-bench-'));
  for (let index = 0; index < CLUSTERS; index++) {
    await stack.hikube.clusters.create({ name: `bench-${index}`, topology: 'development' });
  }
  const groups = await stack.workspace(nodeGroups(1));
  const data = await Workspace.create({});
  await data.write(terraformData(1));
  await data.init();
  return {
    stack,
    groups,
    data,
    passThrough: { TF_CLI_CONFIG_FILE: await packPassThrough(scratch) },
    resize: async (count) => {
      await rewrite(groups, nodeGroups(count));
      await data.write(terraformData(count));
      await applied(groups);
      await applied(data);
    },
    dispose: async () => {
      await data.dispose();
      await stack.dispose();
      await rm(scratch, { recursive: true, force: true });
    },
  };
}

async function applied(workspace: Workspace): Promise<void> {
  const { exitCode, diagnostics } = await workspace.apply(['-parallelism=50']);
  if (exitCode !== 0) throw new Error(JSON.stringify(diagnostics.slice(0, 3)));
}

/** Packs the provider that does nothing; returns a CLI configuration that puts it in the place of ours. */
async function packPassThrough(scratch: string): Promise<string> {
  await bundleProvider(scratch, { entry: 'testing/pass-through-provider-main.ts' });
  const file = join(scratch, 'terraform.rc');
  await writeFile(
    file,
    `provider_installation {
  dev_overrides {
    "hidora/hikube" = ${JSON.stringify(scratch)}
  }
  direct {}
}
`,
  );
  return file;
}

const terraformData = (count: number) => `resource "terraform_data" "x" {\n  count = ${count}\n}\n`;

/** Groups that may have no node: they cost the platform nothing and are up at once. */
const nodeGroups = (count: number) => `
resource "hikube_kubernetes_node_group" "x" {
  count        = ${count}
  cluster_id   = format("bench-%d", floor(count.index / ${GROUPS_IN_A_CLUSTER}))
  name         = format("g-%d", count.index)
  max_replicas = 0
}
`;
