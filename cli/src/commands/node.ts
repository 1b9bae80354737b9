// hikube node …
import { nodeSummary } from '../output/summary/parts.ts';
import { command, type Group } from './command.ts';
import { WORK } from './flags.ts';
import { ALL, CLUSTER, EVERY, lists, shows } from './reading.ts';
import { carryOut } from './work.ts';

const NODE = { name: 'node', brief: 'Name of the node', complete: 'nodes' } as const;

const replace = command({
  brief: 'Bring up a new node in place of this one, drain this one and remove it',
  args: [CLUSTER, NODE],
  flags: WORK,
  examples: ['hikube node replace prod $NODE --yes'],
  async run(session, { args: [cluster = '', node = ''], flags }) {
    const { nodes } = await session.client();
    return carryOut(session, flags, {
      preview: () => nodes.previewReplace(cluster, node),
      start: () => nodes.replace(cluster, node),
      question: () => `Replace the node ${node} of ${cluster}?`,
    });
  },
});

export const nodeCommands: Group = {
  brief: 'Worker machines',
  commands: {
    list: lists(
      { kind: 'node', brief: 'List nodes', args: [EVERY], examples: ['hikube node list prod'] },
      (hikube, [cluster = ALL]) => hikube.nodes.list(cluster),
    ),
    get: shows(
      { kind: 'node', brief: 'Show a node', args: [CLUSTER, NODE], examples: ['hikube node get prod $NODE'] },
      (hikube, [cluster = '', node = '']) => hikube.nodes.get(cluster, node),
      nodeSummary,
    ),
    replace,
  },
};
