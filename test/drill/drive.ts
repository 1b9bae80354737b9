// Runs inside the copy: writes the fields of the drill through everything that people use, and prints what comes back.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { KubernetesCluster } from '@hikube/cdktf-provider';
import { TerraformStack, Testing } from 'cdktn';
import { type ServiceInside, startServiceInside } from '../support/service-inside.ts';
import { startStack } from '../support/stack.ts';
import { ADDITIONS, NEW_OPTIONS, valuesOf } from './additions.ts';
import { throughCli } from './through-cli.ts';

type Json = Readonly<Record<string, unknown>>;
type Which = 'created' | 'changed';

/** A cluster, a node group and an add-on as something shows them. */
interface Seen {
  readonly cluster: Json;
  readonly nodeGroup: Json;
  readonly addon: Json;
}

const { addon: ADDON, name: OPTIONS } = NEW_OPTIONS;
const addonValues = (which: Which) => ({
  ...valuesOf(which),
  options: { [OPTIONS]: NEW_OPTIONS[which] },
});

/** The whole of a cluster with the fields at every level. */
const whole = (which: Which) => ({
  ...valuesOf(which),
  nodeGroups: { web: valuesOf(which) },
  addons: { [ADDON]: addonValues(which) },
});

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A merge patch from one to the other. */
function patchOf(before: Json, after: Json): Json {
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
  const there = Object.entries(after).map(([key, value]) => {
    const old = before[key];
    return [key, isObject(value) && isObject(old) ? patchOf(old, value) : value] as const;
  });
  return { ...Object.fromEntries(there), ...Object.fromEntries(gone.map((key) => [key, null])) };
}

async function throughApi(service: ServiceInside) {
  const call = async (method: string, path: string, body?: unknown) => {
    const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
    const response = await fetch(`${service.endpoint}${path}`, {
      method,
      headers: { authorization: `Bearer ${service.token}`, 'content-type': type },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text) as Json;
  };
  const see = async (group = 'web'): Promise<Seen> => ({
    cluster: await call('GET', '/clusters/drill'),
    nodeGroup: await call('GET', `/clusters/drill/node-groups/${group}`),
    addon: await call('GET', `/clusters/drill/addons/${ADDON}`),
  });
  await call('POST', '/clusters', { name: 'drill', topology: 'development', ...whole('created') });
  const created = await see();
  await call('PATCH', '/clusters/drill', patchOf(whole('created'), whole('changed')));
  const patched = await see();
  await call('PUT', '/clusters/drill/manifest', await call('GET', '/clusters/drill/manifest'));
  const afterManifest = await see();
  const wish = await until(() => wished(service));
  const nothing = Object.fromEntries(ADDITIONS.map(({ name }) => [name, null]));
  await call('PATCH', '/clusters/drill', {
    ...nothing,
    nodeGroups: { web: nothing },
    addons: { [ADDON]: { ...nothing, options: null } },
  });
  const reset = await see();
  await call('POST', '/clusters/drill/node-groups', { name: 'two', ...valuesOf('created') });
  await call('PUT', `/clusters/drill/addons/${ADDON}`, addonValues('created'));
  const separate = await see('two');
  await call('PATCH', '/clusters/drill/node-groups/two', patchOf(valuesOf('created'), valuesOf('changed')));
  await call('PUT', `/clusters/drill/addons/${ADDON}`, addonValues('changed'));
  const separatelyChanged = await see('two');
  return { created, patched, afterManifest, wish, reset, separate, separatelyChanged };
}

/** What the platform was told, once it was told of the change. */
function wished(service: ServiceInside): Seen | undefined {
  const wish = service.wishOf('drill') as unknown as
    | (Json & { nodeGroups: Json[]; addons: Json[] })
    | undefined;
  if (wish === undefined || wish['drillNumber'] !== valuesOf('changed')['drillNumber']) return undefined;
  return { cluster: wish, nodeGroup: wish.nodeGroups[0] ?? {}, addon: wish.addons[0] ?? {} };
}

async function until<T>(ready: () => T | undefined): Promise<T> {
  const end = Date.now() + 180_000;
  for (;;) {
    const found = ready();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error('The platform was not told of the change in three minutes.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Values as Terraform writes them: JSON is HCL, too. */
const attributes = (which: Which) =>
  Object.fromEntries(
    ADDITIONS.map(({ attribute, [which]: value, inTerraform }) => [attribute, inTerraform?.(value) ?? value]),
  );

const addonAttributes = (which: Which) => ({
  ...attributes(which),
  options: { [NEW_OPTIONS.attribute]: NEW_OPTIONS[which] },
});

const block = (type: string, values: Json) =>
  `resource "hikube_${type}" "it" {\n${Object.entries(values)
    .map(([name, value]) => `  ${name} = ${JSON.stringify(value)}\n`)
    .join('')}}\n`;

const inline = (which: Which) =>
  block('kubernetes_cluster', {
    name: 'inline',
    topology: 'development',
    ...attributes(which),
    node_groups: { web: attributes(which) },
    addons: { [ADDON]: addonAttributes(which) },
  });

const cluster = 'hikube_kubernetes_cluster.it.id';
const apart = (which: Which) =>
  block('kubernetes_cluster', { name: 'apart', topology: 'development' }) +
  block('kubernetes_node_group', { name: 'web', cluster_id: `\${${cluster}}`, ...attributes(which) }) +
  block('kubernetes_addon', { name: ADDON, cluster_id: `\${${cluster}}`, ...addonAttributes(which) });

async function throughTerraform(service: ServiceInside) {
  const stack = await startStack({ service });
  const run = async (hclOf: (which: Which) => string) => {
    const workspace = await stack.workspace('');
    const header = await readFile(join(workspace.folder, 'main.tf'), 'utf8');
    const apply = async (which: Which) => {
      await workspace.write(header + hclOf(which));
      const applied = await workspace.apply();
      if (applied.exitCode !== 0) throw new Error(JSON.stringify(applied.diagnostics));
      const { stdout } = await workspace.run(['show', '-json']);
      const { resources } = JSON.parse(stdout).values.root_module as {
        resources: { type: string; values: Json }[];
      };
      const values = Object.fromEntries(resources.map((each) => [each.type, each.values]));
      return { values, isSettled: (await workspace.plan()).empty };
    };
    return { created: await apply('created'), changed: await apply('changed') };
  };
  try {
    return { inline: await run(inline), apart: await run(apart) };
  } finally {
    await stack.dispose();
  }
}

function throughConstructs(): Json {
  const stack = new TerraformStack(Testing.app(), 'drill');
  new KubernetesCluster(stack, 'it', { name: 'drill', ...whole('created') } as never);
  return JSON.parse(Testing.synth(stack, false)) as Json;
}

const service = await startServiceInside();
try {
  const api = await throughApi(service);
  const terraform = await throughTerraform(service);
  const cli = await throughCli(service);
  console.log(JSON.stringify({ api, terraform, cli, constructs: throughConstructs() }));
} finally {
  await service.stop();
}
