// The provider: how long it takes to be there, how large it is, and what a plan costs.
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleProvider } from '@hikube/terraform-provider/packaging';
import { createCertificate } from '../../terraform-provider/src/protocol/tls/certificate.ts';
import { type CountingProxy, startProxy } from '../support/proxy.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { Workspace } from '../support/terraform.ts';
import { type Bench, type Figure, ratio } from './figure.ts';
import { cleanEnvironment, timeToEnd, timeToFirstLine } from './process-time.ts';

const node = process.execPath;
const COOKIE = 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2';

export const bench: Bench = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hikube-bench-'));
  try {
    const bundle = await bundleProvider(folder);
    return [
      { name: 'provider: size of the script', value: (await stat(bundle)).size, unit: 'bytes' },
      await handshake(bundle),
      ...(await plans()),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

async function handshake(bundle: string): Promise<Figure> {
  const env = cleanEnvironment({
    TF_PLUGIN_MAGIC_COOKIE: COOKIE,
    PLUGIN_PROTOCOL_VERSIONS: '6',
    PLUGIN_CLIENT_CERT: clientCertificate(),
  });
  return ratio(
    () => timeToFirstLine(node, [bundle], env),
    () => timeToEnd(node, ['-e', '0']),
    { name: 'provider: exec to handshake', per: 'node -e 0', aim: 2, rounds: 15 },
  );
}

/** Stands for the certificate that Terraform makes for each process it starts. */
const clientCertificate = () => createCertificate(new Date()).certificatePem;

/** Node groups in each cluster: as many as a tenant may have in one. */
const GROUPS_IN_A_CLUSTER = 50;

async function plans(): Promise<Figure[]> {
  const stack = await startStack({ store: 'memory', speed: 6000, provider: 'packed' });
  const near = await startProxy(stack.service.endpoint);
  const far = await startProxy(stack.service.endpoint, 20);
  try {
    for (let index = 0; index < 20; index++) {
      await stack.hikube.clusters.create({ name: `bench-${index}`, topology: 'development' });
    }
    const figures: Figure[] = [];
    for (const [count, aim, rounds] of [
      [1, undefined, 7],
      [100, 4.5, 5],
      [1000, 1.5, 3],
    ] as const) {
      figures.push(...(await planOf(stack, { count, aim, rounds }, near, far)));
    }
    return figures;
  } finally {
    await near.close();
    await far.close();
    await stack.dispose();
  }
}

interface Size {
  readonly count: number;
  readonly aim: number | undefined;
  readonly rounds: number;
}

async function planOf(
  stack: Stack,
  { count, aim, rounds }: Size,
  near: CountingProxy,
  far: CountingProxy,
): Promise<Figure[]> {
  const workspace = await stack.workspace(nodeGroups(count));
  const apply = await workspace.apply(['-parallelism=50']);
  if (apply.exitCode !== 0) throw new Error(JSON.stringify(apply.diagnostics.slice(0, 3)));
  const floor = await Workspace.create({});
  await floor.write(`resource "terraform_data" "x" {\n  count = ${count}\n}\n`);
  await floor.init();
  await floor.apply();
  const what = `${count} node ${count === 1 ? 'group' : 'groups'}`;
  const figures = [
    await ratio(
      () => timedPlan(workspace),
      () => timedPlan(floor),
      {
        name: `provider: plan without changes, ${what}`,
        per: 'as many terraform_data',
        ...(aim === undefined ? {} : { aim }),
        rounds,
      },
    ),
  ];
  if (count > 1) figures.push(await requestsPerResource(workspace, near, count));
  if (count === 1000) figures.push(await farAway(workspace, far, count));
  await workspace.destroy(['-parallelism=50']);
  await floor.dispose();
  return figures;
}

/** GET requests of a refresh, for each resource. */
async function requestsPerResource(
  workspace: Workspace,
  proxy: CountingProxy,
  count: number,
): Promise<Figure> {
  proxy.reset();
  await timedPlan(workspace, { HIKUBE_ENDPOINT: proxy.endpoint });
  const requests = [...proxy.requests.values()].reduce((sum, each) => sum + each, 0);
  return {
    name: `provider: API requests for each resource, ${count} node groups`,
    value: Math.round((requests / count) * 1000) / 1000,
    unit: 'count',
    aim: 0.1,
  };
}

/** With 20 ms to the API, against one GET for each resource, ten at a time. */
async function farAway(workspace: Workspace, proxy: CountingProxy, count: number): Promise<Figure> {
  const near = await timedPlan(workspace);
  const slow = await timedPlan(workspace, { HIKUBE_ENDPOINT: proxy.endpoint });
  const oneByOneMs = (count / 10) * 20;
  return {
    name: `provider: time that 20 ms of latency add to a plan, ${count} node groups`,
    value: Math.round((Math.max(0, slow - near) / oneByOneMs) * 100) / 100,
    unit: 'ratio',
    per: 'one GET for each resource, ten at a time',
    aim: 0.2,
  };
}

/** Groups that may have no node: they cost the platform nothing and are up at once. */
const nodeGroups = (count: number) => `
resource "hikube_kubernetes_node_group" "x" {
  count        = ${count}
  cluster_id   = format("bench-%d", floor(count.index / ${GROUPS_IN_A_CLUSTER}))
  name         = format("g-%d", count.index)
  max_replicas = 0
}
`;

async function timedPlan(
  workspace: Workspace,
  environment: Readonly<Record<string, string>> = {},
): Promise<number> {
  const start = performance.now();
  const run = await workspace.run(['plan', '-detailed-exitcode', '-no-color'], { environment });
  if (run.exitCode !== 0)
    throw new Error(`The plan is not empty: ${run.stdout.slice(0, 500)}${run.stderr.slice(0, 500)}`);
  return performance.now() - start;
}
