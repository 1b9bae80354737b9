// What the help says, as data: the portal makes a page of each command from it.
import { TREE } from './commands/tree.ts';
import { type CommandHelp, commandsOf } from './help/describe.ts';

export { type CommandHelp, type FlagHelp, GLOBAL_FLAGS } from './help/describe.ts';

/** Every command, in the order of the help. */
export const COMMANDS: readonly CommandHelp[] = commandsOf(TREE);
