// A command line that the parser does not take, in words.
import { ArgumentScannerError, formatMessageForArgumentScannerError } from '@stricli/core';
import { kebab } from '../contract/parse.ts';
import { didYouMean } from './nearest.ts';

/** Lines for a person, the first of them the error. @param command the first word that was typed */
export function unreadable(error: unknown, command = ''): string[] {
  const [what = '', ...more] =
    error instanceof ArgumentScannerError ? linesOf(error, command) : [String(error)];
  return [`error: ${what}`, ...[...more, 'next: the same command with --help'].map((line) => `  ${line}`)];
}

function linesOf(error: ArgumentScannerError, command: string): string[] {
  const text = formatMessageForArgumentScannerError(error, {
    FlagNotFoundError: ({ input, corrections }) =>
      noFlag(
        input,
        command,
        // Hyphens are no letters that make two words alike.
        didYouMean(bare(input), corrections.map(kebab)).map((line) => line.replace(/(mean | or )/g, '$1--')),
      ),
    AliasNotFoundError: ({ input }) => noFlag(input, command),
    UnsatisfiedFlagError: ({ externalFlagName, nextFlagName }) =>
      `${flag(externalFlagName)} needs a value${nextFlagName === undefined ? '' : `, and ${flag(nextFlagName)} stands in its place`}`,
    UnexpectedFlagError: ({ externalFlagName }) =>
      `${flag(externalFlagName)} is given twice, and counts once`,
    UnsatisfiedPositionalError: ({ placeholder }) => `<${placeholder}> is missing`,
    UnexpectedPositionalError: ({ input, expectedCount }) =>
      `${JSON.stringify(input)} is one word too many: ${expectedCount === 0 ? 'none is' : `${expectedCount} at most ${expectedCount === 1 ? 'is' : 'are'}`} taken, besides flags`,
  });
  return text.split('\n');
}

function noFlag(input: string, command: string, close: readonly string[] = []): string {
  return [`there is no flag ${flag(input)}`, ...(close.length > 0 ? close : elsewhere(input, command))].join(
    '\n',
  );
}

/** Where a flag of that name is taken. */
function elsewhere(input: string, command: string): string[] {
  if (command === 'emulator')
    return [`options of the emulator stand behind --, as in: hikube emulator -- ${flag(input)} …`];
  if (!['f', 'file', 'filename', 'from-file', 'manifest'].includes(bare(input))) return [];
  return [
    'a file is taken by hikube apply -f, as a manifest: hikube export <cluster> prints one to begin with',
  ];
}

const bare = (name: string) => name.replace(/^-+/, '');

/** Long ones with two hyphens, letters with one. */
const flag = (name: string) => `${bare(name).length === 1 ? '-' : '--'}${bare(name)}`;
