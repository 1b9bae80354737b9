// Work under way, as it is shown: one line that is drawn again on a terminal, and a line for each change elsewhere.
import type { Operation } from '@hikube/sdk';
import { leftOf } from '../duration.ts';
import type { Output } from '../host/host.ts';
import { plain } from '../output/table.ts';

const BAR = 20;
/** At Ctrl-C a terminal writes ^C where the cursor is: it must not begin another line, which nobody would wipe. */
const ROOM = 3;
const CLEAR = '\r\u001b[2K';

/** Shows each state of an operation. */
export class Progress {
  readonly #output: Output;
  readonly #quiet: boolean;
  #drawn = false;
  #last = '';

  constructor(output: Output, quiet: boolean) {
    this.#output = output;
    this.#quiet = quiet;
  }

  show(operation: Operation): void {
    if (this.#quiet) return;
    const { isTerminal, columns } = this.#output;
    const line = lineOf(operation);
    if (!isTerminal) {
      if (line !== this.#last) this.#output.write(`${line}\n`);
      this.#last = line;
      return;
    }
    const text = `${barOf(operation.progress.percent)} ${line}`;
    this.#output.write(`${CLEAR}${[...text].slice(0, Math.max(1, columns - ROOM)).join('')}`);
    this.#drawn = true;
  }

  /** A line of its own, above what is drawn. */
  say(line: string): void {
    if (this.#quiet) return;
    this.end();
    this.#output.write(`${line}\n`);
  }

  /** Leaves the terminal as if nothing had been drawn. */
  end(): void {
    if (this.#drawn) this.#output.write(CLEAR);
    this.#drawn = false;
  }
}

function lineOf({ phase, status, progress: { percent, etaSeconds } }: Operation): string {
  const what = plain(phase) || status;
  return `${String(percent).padStart(3)} %  ${what}${leftOf(etaSeconds)}`;
}

function barOf(percent: number): string {
  const full = Math.round((Math.min(100, Math.max(0, percent)) / 100) * BAR);
  return `[${'#'.repeat(full)}${'.'.repeat(BAR - full)}]`;
}
