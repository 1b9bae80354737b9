// What the help says, as data: the portal makes a page of each command from it.
import { GLOBAL } from './commands/flags.ts';
import { TREE } from './commands/tree.ts';
import { type CommandHelp, commandsOf, type FlagHelp, ownFlag } from './help/describe.ts';

export type { CommandHelp, FlagHelp } from './help/describe.ts';

/** Flags that every command has. */
export const GLOBAL_FLAGS: readonly FlagHelp[] = Object.entries(GLOBAL).map(ownFlag);

/** Every command, in the order of the help. */
export const COMMANDS: readonly CommandHelp[] = commandsOf(TREE);
