// Lists of what exists: clusters, and the nodes of one.
import { attribute } from 'terraform-plugin';
import { listDataSource } from './list.ts';
import { count, objects, output, text, texts } from './rows.ts';

export const clusters = listDataSource({
  description: 'Clusters of the tenant, by name: all of them, or those that `labels` selects.',
  attribute: 'clusters',
  inputs: {
    labels: attribute.string({
      optional: true,
      description:
        'Only clusters with such labels, as `kubectl -l` selects: `team=shop`, `env in (prod,staging)`, `!legacy`, several of them between commas.',
    }),
  },
  rows: [
    text('name', 'Name, which is the id.'),
    text('displayName', 'Name for people.'),
    output('labels', 'map', 'Keys and values of your own.', { element: { type: 'string' } }),
    text('uid', 'Identity of the cluster.'),
    text('version', 'Minor version.'),
    text('currentVersion', 'Patch version that the API servers run.'),
    text('topology', 'production or development.'),
    text('endpoint', 'URL of the API server.'),
    text('phase', 'Where the cluster is in its life.'),
    count('nodesReady', 'Nodes that are ready.'),
  ],
  list: async (hikube, { labels }, signal) =>
    (
      await hikube.clusters
        .list({ limit: 200, signal, ...(typeof labels === 'string' ? { labels } : {}) })
        .toArray()
    ).map((cluster) => ({
      ...cluster,
      currentVersion: cluster.status.version,
      phase: cluster.status.phase,
      nodesReady: cluster.status.nodes.ready,
    })),
});

export const nodes = listDataSource({
  description: 'The nodes that exist now, by name, with the site that each runs on.',
  attribute: 'nodes',
  inputs: { cluster_id: attribute.string({ required: true, description: 'Id of the cluster.' }) },
  rows: [
    text('name', 'Name of the node.'),
    text('nodeGroup', 'Node group that it belongs to.'),
    text('site', 'Site that it runs on.'),
    text('uid', 'Identity of the node.'),
    text('createdAt', 'When it was ordered.'),
    text('phase', 'Where the node is in its life.'),
    text('version', 'Kubelet version.'),
    text('instanceType', 'Flavour.'),
    text('cpu', 'CPU as a quantity.'),
    text('memory', 'Memory as a quantity.'),
    texts('gpus', 'Cards.'),
    texts('roles', 'Role labels.'),
    output('labels', 'map', 'Labels that the node group gives it.', { element: { type: 'string' } }),
    objects('taints', 'Taints that the node group gives it.', [
      text('key', 'Key.'),
      text('value', 'Value; may be empty.'),
      text('effect', 'What happens to pods that do not tolerate it.'),
    ]),
  ],
  list: async (hikube, config, signal) =>
    (await hikube.nodes.list(String(config['cluster_id']), { limit: 200, signal }).toArray()).map((node) => ({
      ...node,
      phase: node.status.phase,
      version: node.status.version,
    })),
});
