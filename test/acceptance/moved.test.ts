// Moving in: a cluster that another provider keeps becomes ours by a `moved` block, and the plan after it is empty.
import { createProviderService, serveForReattach } from '@hikube/terraform-provider';
import { attribute, defineSchema, definitionsFor, types } from 'terraform-plugin';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Stack, startStack } from '../support/stack.ts';
import { expectEmpty, expectSuccess } from './expect.ts';

const RIVAL = 'registry.terraform.io/cozystack/cozystack';

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

let stack: Stack;
let close: () => Promise<void>;
let rival: string;
beforeAll(async () => {
  stack = await startStack();
  const served = await serveForReattach(({ log }) => createProviderService(rivalProvider(), { log }), {
    providerAddress: RIVAL,
  });
  ({ close } = served);
  rival = served.reattach;
});
afterAll(async () => {
  await close();
  await stack.dispose();
});

const required = `
terraform {
  required_providers {
    hikube    = { source = "hidora/hikube" }
    cozystack = { source = "cozystack/cozystack" }
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
  const environment = {
    TF_REATTACH_PROVIDERS: JSON.stringify({
      ...JSON.parse(workspace.environment['TF_REATTACH_PROVIDERS'] ?? '{}'),
      ...JSON.parse(rival),
    }),
  };
  await workspace.write(`${required}
resource "cozystack_kubernetes" "main" {
  name          = "prod"
  namespace     = "tenant-demo"
  version       = "v1.34"
  storage_class = "replicated"
  node_groups   = {${groups}}
}
`);
  expectSuccess(await workspace.init({ environment }));
  expectSuccess(await workspace.apply([], { environment }));

  await workspace.write(`${required}
moved {
  from = cozystack_kubernetes.main
  to   = hikube_kubernetes_cluster.main
}
resource "hikube_kubernetes_cluster" "main" {
  name        = "prod"
  version     = "v1.34"
  node_groups = {${groups}}
}
`);
  const plan = await workspace.plan([], { environment });
  expect(plan.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(plan.changes.filter(({ change }) => change.actions.join() !== 'no-op')).toEqual([]);
  expectSuccess(await workspace.apply([], { environment }));
  expectEmpty(await workspace.plan([], { environment }));
  expect((await workspace.stateOf('hikube_kubernetes_cluster.main', { environment }))?.['uid']).toBe(
    (await stack.hikube.clusters.get('prod')).uid,
  );
});
