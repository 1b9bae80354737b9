// hikube cluster …
import {
  type ClusterCreate,
  type ClusterListOptions,
  type ClusterPatch,
  etag,
  isHikubeError,
  type UpdateOptions,
} from '@hikube/sdk';
import { bodyOf } from '../contract/body.ts';
import { bodies, queries } from '../generated/fields.gen.ts';
import { clusterSummary } from '../output/summary/cluster.ts';
import { settleAll, underWay } from '../wait/under-way.ts';
import { command, type Group } from './command.ts';
import { timeoutOf, UNSET, WAIT, WORK } from './flags.ts';
import { CLUSTER, lists, shows } from './reading.ts';
import { askWhenNodesRoll, carryOut, show } from './work.ts';

const list = lists(
  {
    kind: 'cluster',
    brief: 'List clusters',
    fields: queries.listClusters,
    examples: ['hikube cluster list', 'hikube cluster list --labels team=shop -o name'],
  },
  (hikube, _args, query: ClusterListOptions) => hikube.clusters.list(query),
);

const get = shows(
  {
    kind: 'cluster',
    brief: 'Show a cluster: its state, what is in it, what is being done to it, and what comes next',
    args: [CLUSTER],
    examples: [
      'hikube cluster get prod',
      'hikube cluster get prod --all',
      "hikube cluster get prod -o jsonpath='{.status.phase}'",
    ],
  },
  (hikube, [name = '']) => hikube.clusters.get(name),
  async (cluster, hikube) => {
    const { name, status } = cluster;
    const { currentOperation: id } = status;
    const [nodeGroups, addons, operation] = await Promise.all([
      hikube.nodeGroups.list(name).toArray(),
      hikube.addons.list(name).toArray(),
      id === null ? undefined : hikube.operations.get(id),
    ]);
    return clusterSummary(cluster, { nodeGroups, addons, operation });
  },
);

const create = command({
  brief: 'Create a cluster, with node groups and add-ons if you like, and wait until it runs',
  args: [{ name: 'cluster', brief: 'Name of the cluster' }],
  flags: WORK,
  fields: bodies.ClusterCreate.filter(({ flag }) => flag !== 'name'),
  examples: [
    'hikube cluster create shop --version 1.35 --node-groups name=web,min-replicas=2,max-replicas=10',
    'hikube cluster create trial --topology development --addons cert-manager --no-wait',
  ],
  async run(session, { args: [name = ''], flags, fields }) {
    const { clusters } = await session.client();
    const rest = await bodyOf(bodies.ClusterCreate, fields, session.load);
    const body = { ...rest, name } as unknown as ClusterCreate;
    return carryOut(session, flags, {
      kind: 'cluster',
      preview: () => clusters.previewCreate(body),
      start: () => clusters.create(body),
    });
  },
});

const update = command({
  brief: 'Change a cluster; what is left out stays',
  args: [CLUSTER],
  flags: { ...WORK, unset: UNSET },
  fields: [...bodies.ClusterPatch, ...queries.updateCluster],
  examples: [
    'hikube cluster update prod --labels team=shop --display-name "The shop"',
    'hikube cluster update prod --deletion-protection --preview',
  ],
  async run(session, { args: [name = ''], flags, fields }) {
    const { clusters } = await session.client();
    const patch = (await bodyOf(
      bodies.ClusterPatch,
      fields,
      session.load,
      flags.unset,
    )) as unknown as ClusterPatch;
    const options = (await bodyOf(queries.updateCluster, fields, session.load)) as UpdateOptions;
    return carryOut(session, flags, {
      kind: 'cluster',
      preview: () => clusters.previewUpdate(name, patch, options),
      start: () => clusters.update(name, patch, options),
      question: askWhenNodesRoll,
    });
  },
});

const remove = command({
  brief: 'Delete a cluster with everything in it, and wait until it is gone',
  args: [CLUSTER],
  flags: WORK,
  examples: ['hikube cluster delete test --yes'],
  async run(session, { args: [name = ''], flags }) {
    const { clusters } = await session.client();
    // What was shown is what is deleted: not a later cluster of this name, and not one that has changed meanwhile.
    const ifMatch = etag(await clusters.get(name));
    return carryOut(session, flags, {
      preview: () => clusters.previewDelete(name, { ifMatch }),
      start: () => clusters.delete(name, { ifMatch }),
      question: () => `Delete the cluster ${name}?`,
    });
  },
});

const wait = command({
  brief: 'Wait until what is being done to a cluster, and to everything in it, is done',
  args: [CLUSTER],
  flags: WAIT,
  examples: ['hikube cluster wait test'],
  async run(session, { args: [name = ''], flags }) {
    const hikube = await session.client();
    const timeoutMs = timeoutOf(flags);
    await hikube.clusters.get(name);
    await settleAll(session, hikube, await underWay(hikube, name), timeoutMs);
    const isGone = (error: unknown) => {
      if (isHikubeError(error, 'not_found')) return undefined;
      throw error;
    };
    const cluster = await hikube.clusters.get(name).catch(isGone);
    if (cluster !== undefined) await show(session, 'cluster', cluster);
    else session.say(`cluster/${name} is gone`);
    return 0;
  },
});

export const clusterCommands: Group = {
  brief: 'Clusters',
  commands: { list, get, create, update, delete: remove, wait },
};
