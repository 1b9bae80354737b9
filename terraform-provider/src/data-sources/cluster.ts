// hikube_kubernetes_cluster as a data source: the cluster and what the platform measures of it.
import { terraformResources } from '@hikube/openapi/terraform-attributes';
import { attribute, DiagnosticsError, defineSchema, type ObjectValue, objectFrom } from 'terraform-plugin';
import { diagnosticsOf } from '../api/problems.ts';
import { attributesOf } from '../bridge/attribute.ts';
import { fromApi } from '../bridge/from-api.ts';
import type { ApiObject } from '../bridge/to-api.ts';
import { define } from '../resources/common.ts';
import { count, objects, output, text } from './rows.ts';

const rows = terraformResources.kubernetes_cluster.attributes.filter(
  (row) => row.name !== 'name' && row.inline === undefined,
);

const measured = [
  text('phase', 'Where the cluster is in its life.'),
  { ...text('version', 'Patch version that the API servers run.'), name: 'current_version' },
  output('nodes', 'object', 'Worker nodes.', {
    attributes: [count('total', 'Nodes that exist.'), count('ready', 'Nodes that are ready.')],
  }),
  objects('conditions', 'Aspects of the state, in the manner of Kubernetes.', [
    text('type', 'Aspect.'),
    text('status', '`True`, `False` or `Unknown`.'),
    text('reason', 'Why, in one word.'),
    text('message', 'Why, in a sentence.'),
  ]),
];

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
