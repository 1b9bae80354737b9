// The provider: its settings, and what it offers.
import { attribute, defineSchema, type ObjectValue } from 'terraform-plugin';
import { textValidators } from './bridge/validators.ts';
import { configure, type ProcessSeam } from './configure.ts';
import * as catalogue from './data-sources/catalogue.ts';
import { cluster as clusterData } from './data-sources/cluster.ts';
import { clusters, nodes } from './data-sources/clusters.ts';
import { upgradePlan } from './data-sources/upgrade-plan.ts';
import { kubeconfig } from './ephemeral/kubeconfig.ts';
import { kubeconfigExec } from './functions/kubeconfig-exec.ts';
import { parseId } from './functions/parse-id.ts';
import { quantityNormalise } from './functions/quantity-normalise.ts';
import { versionCompare } from './functions/version-compare.ts';
import { versionNext } from './functions/version-next.ts';
import { addon } from './resources/addon.ts';
import { cluster } from './resources/cluster.ts';
import { define } from './resources/common.ts';
import { nodeGroup } from './resources/node-group.ts';
import { versionUpgrade } from './resources/version-upgrade.ts';

/** Registry address under which Terraform knows the provider. */
export const PROVIDER_ADDRESS = 'registry.terraform.io/hidora/hikube';

const schema = defineSchema({
  description: 'Managed Kubernetes on Hikube.',
  attributes: {
    endpoint: attribute.string({
      optional: true,
      description:
        'Base URL of the API with `/v1`. `HIKUBE_ENDPOINT`, or the public API, when it is not set. `emulator` is an emulator of it on this machine, with its data in the working directory; `emulator:memory` is one that ends with the command, and `emulator:<file>.json` one with the options in that file, such as faults.',
    }),
    token: attribute.string({
      optional: true,
      sensitive: true,
      description: 'Token of the tenant. Better set in the environment as `HIKUBE_TOKEN`.',
    }),
    kubeconfig_path: attribute.string({
      optional: true,
      description:
        'Kubeconfig of a Cozystack tenant, in place of `endpoint` and `token`: the provider is the service itself then, and nothing has to be deployed. `HIKUBE_KUBECONFIG` when it is not set; `KUBECONFIG` is never read.',
    }),
    context: attribute.string({
      optional: true,
      description:
        'Context of that kubeconfig; the current one is never taken by itself. `HIKUBE_CONTEXT` when it is not set.',
    }),
    namespace: attribute.string({
      optional: true,
      description: 'Namespace of the tenant, such as `tenant-acme`. `HIKUBE_NAMESPACE` when it is not set.',
    }),
    skip_preflight: attribute.bool({
      optional: true,
      description:
        'Plan without asking the API what a change would do. Rules of the contract are checked all the same.',
    }),
    adopt_identical: attribute.bool({
      optional: true,
      description:
        'Take over the object of an equal, interrupted create that no state has ever held, once the plan has said so. `true` by default; `false` refuses it.',
    }),
    on_create_timeout: attribute.string({
      optional: true,
      validators: textValidators({ enum: ['warn', 'error'] }),
      description:
        'What a create is that does not arrive in time: `warn` (default) keeps the object and goes on waiting at the next apply, `error` marks it as tainted.',
    }),
  },
});

/** The provider of one process. */
export function createProvider(process: ProcessSeam) {
  return define.provider({
    name: 'hikube',
    schema,
    configure: ({ config, terraformVersion }) => configure(config as ObjectValue, terraformVersion, process),
    resources: {
      hikube_kubernetes_cluster: cluster,
      hikube_kubernetes_node_group: nodeGroup,
      hikube_kubernetes_addon: addon,
      hikube_kubernetes_version_upgrade: versionUpgrade,
    },
    dataSources: {
      hikube_kubernetes_cluster: clusterData,
      hikube_kubernetes_clusters: clusters,
      hikube_kubernetes_nodes: nodes,
      hikube_kubernetes_upgrade_plan: upgradePlan,
      hikube_kubernetes_versions: catalogue.versions,
      hikube_kubernetes_instance_types: catalogue.instanceTypes,
      hikube_kubernetes_gpu_types: catalogue.gpuTypes,
      hikube_kubernetes_sites: catalogue.sites,
      hikube_kubernetes_addons: catalogue.addons,
    },
    ephemeralResources: { hikube_kubernetes_kubeconfig: kubeconfig },
    functions: {
      version_compare: versionCompare,
      version_next: versionNext,
      quantity_normalise: quantityNormalise,
      parse_id: parseId,
      kubeconfig_exec: kubeconfigExec,
    },
  });
}
