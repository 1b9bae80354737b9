// A command line that the parser does not take, in words.
import { ArgumentScannerError, formatMessageForArgumentScannerError } from '@stricli/core';
import { didYouMean } from './nearest.ts';

/** Lines for a person, the first of them the error. */
export function unreadable(error: unknown): string[] {
  const [what = '', ...more] = error instanceof ArgumentScannerError ? linesOf(error) : [String(error)];
  return [`error: ${what}`, ...[...more, 'next: the same command with --help'].map((line) => `  ${line}`)];
}

function linesOf(error: ArgumentScannerError): string[] {
  const text = formatMessageForArgumentScannerError(error, {
    FlagNotFoundError: ({ input, corrections }) =>
      [`there is no flag ${flag(input)}`, ...didYouMean(flag(input), corrections.map(flag))].join('\n'),
    AliasNotFoundError: ({ input }) => `there is no flag ${flag(input)}`,
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

/** Long ones with two hyphens, letters with one. */
function flag(name: string): string {
  const bare = name.replace(/^-+/, '');
  return `${bare.length === 1 ? '-' : '--'}${bare}`;
}
