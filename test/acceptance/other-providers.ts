// Providers of others, as far as a state that moves to ours needs them: `init` wants every provider that a state names, and
// these only have to be there and read what they keep.
import { createProviderService, serveForReattach } from '@hikube/terraform-provider';
import { attribute, defineSchema, definitionsFor, types } from 'terraform-plugin';
import type { Workspace } from '../support/terraform.ts';

const RIVAL = 'registry.terraform.io/cozystack/cozystack';
const KUBECTL = 'registry.terraform.io/gavinbunney/kubectl';

/** What is planned is what there is from then on. */
const KEEPING = {
  create: ({ plan }: { readonly plan: unknown }) => ({ state: plan as never }),
  read: ({ state }: { readonly state: unknown }) => ({ state: state as never }),
  update: ({ plan }: { readonly plan: unknown }) => ({ state: plan as never }),
};

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
        ...KEEPING,
        delete: () => undefined,
      }),
    },
  });
}

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
        ...KEEPING,
        delete: () => {
          throw new Error('The cluster is deleted.');
        },
      }),
    },
  });
}

export interface OtherProviders {
  /** What a run needs so that they answer, too. */
  beside(workspace: Workspace): { environment: Record<string, string> };
  close(): Promise<void>;
}

export async function startOtherProviders(): Promise<OtherProviders> {
  const served = await Promise.all(
    (
      [
        [RIVAL, rivalProvider],
        [KUBECTL, kubectlProvider],
      ] as const
    ).map(([providerAddress, provider]) =>
      serveForReattach(({ log }) => createProviderService(provider(), { log }), { providerAddress }),
    ),
  );
  return {
    beside(workspace) {
      const ours = workspace.environment['TF_REATTACH_PROVIDERS'] ?? '{}';
      const all = [ours, ...served.map(({ reattach }) => reattach)];
      const reattach = Object.assign({}, ...all.map((text) => JSON.parse(text) as object));
      return { environment: { TF_REATTACH_PROVIDERS: JSON.stringify(reattach) } };
    },
    async close() {
      for (const { close } of served) await close();
    },
  };
}

/** What names all of them. */
export const REQUIRED = `
terraform {
  required_providers {
    hikube    = { source = "hidora/hikube" }
    cozystack = { source = "cozystack/cozystack" }
    kubectl   = { source = "gavinbunney/kubectl" }
  }
}
`;

/** As the other provider keeps the cluster `prod`. */
export const rivalCluster = (namespace: string): string => `${REQUIRED}
resource "cozystack_kubernetes" "main" {
  name          = "prod"
  namespace     = "${namespace}"
  version       = "v1.35"
  storage_class = "replicated"
  node_groups = {
    web = { min_replicas = 1, max_replicas = 3, instance_type = "u1.large", disk_size = "20Gi", roles = ["ingress-nginx"] }
  }
}
`;
