// Moving in: a cluster that another provider keeps becomes ours by a `moved` block, and the plan after it is empty.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createProviderService, serveForReattach } from '@hikube/terraform-provider';
import { attribute, defineSchema, definitionsFor, types } from 'terraform-plugin';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeBlocks } from '../support/code-blocks.ts';
import { type Stack, startStack } from '../support/stack.ts';
import type { Workspace } from '../support/terraform.ts';
import { expectEmpty, expectSuccess } from './expect.ts';

const RIVAL = 'registry.terraform.io/cozystack/cozystack';
const KUBECTL = 'registry.terraform.io/gavinbunney/kubectl';

/** `init` wants every provider that the state names; this one only has to be there and read the old state. */
function rivalProvider() {
  const { string, mapNested, int64, set } = attribute;
  const schema = defineSchema({
    attributes: {
      name: string({ required: true }),
      namespace: string({ required: true }),
      version: string({ optional: true }),
      storage_class: string({ optional: true }),
      node_groups: mapNested({
        required: true,
        attributes: {
          min_replicas: int64({ optional: true }),
          max_replicas: int64({ optional: true }),
          instance_type: string({ optional: true }),
          disk_size: string({ optional: true }),
          roles: set(types.string, { optional: true }),
        },
      }),
    },
  });
  const { resource, provider } = definitionsFor<object>();
  return provider({
    name: 'cozystack',
    schema: defineSchema({ attributes: {} }),
    configure: () => ({ data: {} }),
    resources: {
      cozystack_kubernetes: resource({
        schema,
        create: ({ plan }) => ({ state: plan as never }),
        read: ({ state }) => ({ state: state as never }),
        update: ({ plan }) => ({ state: plan as never }),
        delete: () => undefined,
      }),
    },
  });
}

// The guide shows the configurations that do it.
const guide = await readFile(fileURLToPath(new URL('../../docs/guides/move-in.md', import.meta.url)), 'utf8');
const [MOVED = ''] = codeBlocks(guide, 'hcl moved');
const [FORGOTTEN = ''] = codeBlocks(guide, 'hcl forgotten');

/** One that applies any manifest, and knows nothing of what is in it. */
function kubectlProvider() {
  const schema = defineSchema({ attributes: { yaml_body: attribute.string({ required: true }) } });
  const { resource, provider } = definitionsFor<object>();
  return provider({
    name: 'kubectl',
    schema: defineSchema({ attributes: {} }),
    configure: () => ({ data: {} }),
    resources: {
      kubectl_manifest: resource({
        schema,
        create: ({ plan }) => ({ state: plan as never }),
        read: ({ state }) => ({ state: state as never }),
        update: ({ plan }) => ({ state: plan as never }),
        delete: () => {
          throw new Error('The cluster is deleted.');
        },
      }),
    },
  });
}

let stack: Stack;
const others: { close(): Promise<void>; reattach: string }[] = [];
beforeAll(async () => {
  stack = await startStack();
  for (const [providerAddress, provider] of [
    [RIVAL, rivalProvider],
    [KUBECTL, kubectlProvider],
  ] as const)
    others.push(
      await serveForReattach(({ log }) => createProviderService(provider(), { log }), { providerAddress }),
    );
});
afterAll(async () => {
  for (const { close } of others) await close();
  await stack.dispose();
});

/** What a run needs so that the other providers answer, too. */
function withOthers(workspace: Workspace): { environment: Record<string, string> } {
  const all = [
    workspace.environment['TF_REATTACH_PROVIDERS'] ?? '{}',
    ...others.map(({ reattach }) => reattach),
  ];
  const reattach = Object.assign({}, ...all.map((text) => JSON.parse(text) as object));
  return { environment: { TF_REATTACH_PROVIDERS: JSON.stringify(reattach) } };
}

const required = `
terraform {
  required_providers {
    hikube    = { source = "hidora/hikube" }
    cozystack = { source = "cozystack/cozystack" }
    kubectl   = { source = "gavinbunney/kubectl" }
  }
}
`;
const groups = `
    web = { min_replicas = 1, max_replicas = 3, instance_type = "u1.large", disk_size = "20Gi", roles = ["ingress-nginx"] }
`;

test('a cozystack_kubernetes becomes a hikube_kubernetes_cluster', async () => {
  await stack.hikube.clusters.create({
    name: 'prod',
    version: '1.34',
    nodeGroups: {
      web: { minReplicas: 1, maxReplicas: 3, instanceType: 'u1.large', roles: ['ingress-nginx'] },
    },
  });
  const workspace = await stack.workspace('');
  const environment = withOthers(workspace);
  await workspace.write(`${required}
resource "cozystack_kubernetes" "main" {
  name          = "prod"
  namespace     = "tenant-demo"
  version       = "v1.34"
  storage_class = "replicated"
  node_groups   = {${groups}}
}
`);
  expectSuccess(await workspace.init(environment));
  expectSuccess(await workspace.apply([], environment));

  await workspace.write(required + MOVED);
  const plan = await workspace.plan([], environment);
  expect(plan.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(plan.changes.filter(({ change }) => change.actions.join() !== 'no-op')).toEqual([]);
  expectSuccess(await workspace.apply([], environment));
  expectEmpty(await workspace.plan([], environment));
  expect((await workspace.stateOf('hikube_kubernetes_cluster.main', environment))?.['uid']).toBe(
    (await stack.hikube.clusters.get('prod')).uid,
  );
});

test('a kubectl_manifest leaves the state, and its cluster is taken over as it is', async () => {
  const created = await stack.hikube.clusters.create({ name: 'shop', version: '1.34' });
  const workspace = await stack.workspace('');
  const environment = withOthers(workspace);
  await workspace.write(`${required}
resource "kubectl_manifest" "shop" {
  yaml_body = "kind: Kubernetes"
}
`);
  expectSuccess(await workspace.init(environment));
  expectSuccess(await workspace.apply([], environment));

  await workspace.write(`${required}${FORGOTTEN}
resource "hikube_kubernetes_cluster" "shop" {
  name    = "shop"
  version = "1.34"
}
`);
  const applied = await workspace.apply([], environment);
  expectSuccess(applied);
  expect(applied.stdout).toContain('1 imported, 0 added, 0 changed, 0 destroyed');
  expectEmpty(await workspace.plan([], environment));
  expect((await stack.hikube.clusters.get('shop')).uid).toBe(created.uid);
});
