// Colour for the words that matter, where a person reads and has not said otherwise.
import type { Host, Output } from '../host/host.ts';

const RED = '\u001b[31m';
const YELLOW = '\u001b[33m';
const PLAIN = '\u001b[39m';

/** Whether this stream may have colours. */
export function hasColours(
  { environment }: Pick<Host, 'environment'>,
  output: Output,
  isOff: boolean,
): boolean {
  // https://no-color.org: whatever it is set to, unless that is nothing.
  return output.isTerminal && !isOff && !environment['NO_COLOR'] && environment['TERM'] !== 'dumb';
}

/** Paints the first word of lines that are an error or a warning. */
export function painted(output: Output): Output {
  return {
    isTerminal: output.isTerminal,
    get columns() {
      return output.columns;
    },
    write: (text) =>
      output.write(
        text.replaceAll(
          /^(error|warning):/gm,
          (word) => `${word === 'error:' ? RED : YELLOW}${word}${PLAIN}`,
        ),
      ),
  };
}
