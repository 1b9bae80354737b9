// hikube_kubernetes_cluster as a data source: the cluster and what the platform measures of it.
import { type TerraformAttribute, terraformResources } from '@hikube/openapi/terraform-attributes';
import { diagnosticsOf } from '../api/problems.ts';
import { attributesOf } from '../contract/attribute.ts';
import { fromApi } from '../contract/from-api.ts';
import type { ApiObject } from '../contract/to-api.ts';
import {
  attribute,
  DiagnosticsError,
  defineSchema,
  type ObjectValue,
  objectFrom,
} from '../framework/index.ts';
import { define } from '../resources/common.ts';

const rows = terraformResources.kubernetes_cluster.attributes.filter(
  (row) => row.name !== 'name' && row.inline === undefined,
);

const measured: readonly TerraformAttribute[] = [
  output('phase', 'phase', 'string', 'Where the cluster is in its life.'),
  output('current_version', 'version', 'string', 'Patch version that the API servers run.'),
  {
    ...output('nodes', 'nodes', 'object', 'Worker nodes.'),
    attributes: [
      output('total', 'total', 'number', 'Nodes that exist.'),
      output('ready', 'ready', 'number', 'Nodes that are ready.'),
    ],
  },
  {
    ...output('conditions', 'conditions', 'list', 'Aspects of the state, in the manner of Kubernetes.'),
    attributes: [
      output('type', 'type', 'string', 'Aspect.'),
      output('status', 'status', 'string', '`True`, `False` or `Unknown`.'),
      output('reason', 'reason', 'string', 'Why, in one word.'),
      output('message', 'message', 'string', 'Why, in a sentence.'),
    ],
  },
];

function output(
  name: string,
  property: string,
  type: TerraformAttribute['type'],
  description: string,
): TerraformAttribute {
  return { name, property, type, class: 'output', required: false, description };
}

export const cluster = define.dataSource({
  schema: defineSchema({
    description: 'A cluster, with what the platform measures of it.',
    attributes: {
      name: attribute.string({ required: true, description: 'Name of the cluster.' }),
      ...attributesOf(rows, 'data'),
      ...attributesOf(measured, 'data'),
      id: attribute.string({ computed: true, description: 'The name of the cluster.' }),
    },
  }),
  read: async ({ config, data, signal }) => {
    const name = String((config as ObjectValue)['name']);
    const hikube = await data.client();
    try {
      const found = await hikube.clusters.get(name, { signal });
      return {
        state: objectFrom([
          ...Object.entries(fromApi(rows, found as unknown as ApiObject)),
          ...Object.entries(fromApi(measured, found.status as unknown as ApiObject)),
          ['name', found.name],
          ['id', found.name],
        ]) as never,
      };
    } catch (refusal) {
      const path = ['name'];
      throw new DiagnosticsError(
        ...diagnosticsOf(refusal, `read cluster ${name}`).map((found) => ({ ...found, path })),
      );
    }
  },
});
