// hikube node-group …
import {
  etag,
  type NodeGroupCreate,
  type NodeGroupListOptions,
  type NodeGroupPatch,
  type UpdateOptions,
} from '@hikube/sdk';
import { bodyOf } from '../contract/body.ts';
import { bodies, queries } from '../generated/fields.gen.ts';
import { nodeGroupSummary } from '../output/summary/parts.ts';
import { command, type Group } from './command.ts';
import { UNSET, WORK } from './flags.ts';
import { ALL, CLUSTER, EVERY, lists, shows } from './reading.ts';
import { askWhenNodesRoll, carryOut } from './work.ts';

const GROUP = { name: 'node-group', brief: 'Name of the node group', complete: 'nodeGroups' } as const;

const create = command({
  brief: 'Add a node group to a cluster, and wait until its nodes are there',
  args: [CLUSTER, { name: 'node-group', brief: 'Name of the node group' }],
  flags: WORK,
  fields: bodies.NodeGroupCreate.filter(({ flag }) => flag !== 'name'),
  examples: ['hikube node-group create prod batch --max-replicas 4 --taints key=batch,effect=NoSchedule'],
  async run(session, { args: [cluster = '', name = ''], flags, fields }) {
    const { nodeGroups } = await session.client();
    const rest = await bodyOf(bodies.NodeGroupCreate, fields, session.load);
    const body = { ...rest, name } as unknown as NodeGroupCreate;
    return carryOut(session, flags, {
      kind: 'nodeGroup',
      preview: () => nodeGroups.previewCreate(cluster, body),
      start: () => nodeGroups.create(cluster, body),
    });
  },
});

const update = command({
  brief: 'Change a node group; what is left out stays',
  args: [CLUSTER, GROUP],
  flags: { ...WORK, unset: UNSET },
  fields: [...bodies.NodeGroupPatch, ...queries.updateNodeGroup],
  examples: [
    'hikube node-group update prod web --max-replicas 20',
    'hikube node-group update prod web --instance-type s1.large --preview',
  ],
  async run(session, { args: [cluster = '', name = ''], flags, fields }) {
    const { nodeGroups } = await session.client();
    const patch = (await bodyOf(bodies.NodeGroupPatch, fields, session.load, flags.unset)) as NodeGroupPatch;
    const options = (await bodyOf(queries.updateNodeGroup, fields, session.load)) as UpdateOptions;
    return carryOut(session, flags, {
      kind: 'nodeGroup',
      preview: () => nodeGroups.previewUpdate(cluster, name, patch, options),
      start: () => nodeGroups.update(cluster, name, patch, options),
      question: askWhenNodesRoll,
    });
  },
});

const remove = command({
  brief: 'Delete a node group with its nodes, and wait until they are gone',
  args: [CLUSTER, GROUP],
  flags: WORK,
  examples: ['hikube node-group delete prod web --yes'],
  async run(session, { args: [cluster = '', name = ''], flags }) {
    const { nodeGroups } = await session.client();
    const ifMatch = etag(await nodeGroups.get(cluster, name));
    return carryOut(session, flags, {
      preview: () => nodeGroups.previewDelete(cluster, name, { ifMatch }),
      start: () => nodeGroups.delete(cluster, name, { ifMatch }),
      question: () => `Delete the node group ${name} of ${cluster}?`,
    });
  },
});

export const nodeGroupCommands: Group = {
  brief: 'Pools of workers',
  commands: {
    list: lists(
      {
        kind: 'nodeGroup',
        brief: 'List node groups',
        args: [EVERY],
        fields: queries.listNodeGroups,
        examples: ['hikube node-group list prod', 'hikube node-group list --labels team=shop -o json'],
      },
      (hikube, [cluster = ALL], query: NodeGroupListOptions) => hikube.nodeGroups.list(cluster, query),
    ),
    get: shows(
      {
        kind: 'nodeGroup',
        brief: 'Show a node group',
        args: [CLUSTER, GROUP],
        examples: ['hikube node-group get prod web'],
      },
      (hikube, [cluster = '', name = '']) => hikube.nodeGroups.get(cluster, name),
      nodeGroupSummary,
    ),
    create,
    update,
    delete: remove,
  },
};
