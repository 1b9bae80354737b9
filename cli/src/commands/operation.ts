// hikube operation …
import type { OperationListOptions } from '@hikube/sdk';
import { queries } from '../generated/fields.gen.ts';
import { operationSummary } from '../output/summary/operation.ts';
import { settle } from '../wait/settle.ts';
import { command, type Group } from './command.ts';
import { timeoutOf, WAIT } from './flags.ts';
import { lists, shows } from './reading.ts';
import { show } from './work.ts';

const OPERATION = { name: 'operation', brief: 'Id of the operation', complete: 'operations' } as const;

const list = lists(
  {
    kind: 'operation',
    brief: 'List operations, newest first',
    fields: queries.listOperations,
    examples: ['hikube operation list --cluster prod --status running,pending'],
  },
  (hikube, _args, query: OperationListOptions) => hikube.operations.list(query),
);

const get = shows(
  {
    kind: 'operation',
    brief: 'Show an operation with its steps',
    args: [OPERATION],
    examples: ['hikube operation get $OPERATION'],
  },
  (hikube, [id = '']) => hikube.operations.get(id),
  operationSummary,
);

const wait = command({
  brief: 'Wait until an operation has ended',
  args: [OPERATION],
  flags: WAIT,
  examples: ['hikube operation wait $OPERATION --timeout 30m'],
  async run(session, { args: [id = ''], flags }) {
    const timeoutMs = timeoutOf(flags);
    const { operations } = await session.client();
    const { operation } = await settle(session, operations.resume(id), { timeoutMs });
    await show(session, 'operation', operation);
    return 0;
  },
});

const cancel = command({
  brief: 'Ask the platform to stop, where it is not too late',
  args: [OPERATION],
  examples: ['hikube operation cancel $OPERATION'],
  async run(session, { args: [id = ''] }) {
    await show(session, 'operation', await (await session.client()).operations.cancel(id));
    return 0;
  },
});

export const operationCommands: Group = {
  brief: 'Work that writes started',
  commands: { list, get, wait, cancel },
};
