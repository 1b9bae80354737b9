// What the demo prints: headings, indented command output, one progress line that redraws itself on a terminal.
import type { Operation } from '@hikube/sdk';

const tty = process.stdout.isTTY === true;
const style = (code: number) => (text: string) => (tty ? `\u001b[${code}m${text}\u001b[0m` : text);
export const bold = style(1);
const dim = style(2);

const BAR_WIDTH = 24;
let drawn = '';
let shownPercent = -1;

/** Begins a part of the story. */
export function heading(text: string): void {
  clear();
  console.log(`\n${bold(`▸ ${text}`)}`);
}

/** A line below the heading. */
export function line(text = ''): void {
  clear();
  console.log(`  ${text}`);
  redraw();
}

/** A line of somebody else's output. */
export function quoted(text: string): void {
  clear();
  console.log(dim(`  │ ${text}`));
  redraw();
}

/** Shows how far an operation is. On a terminal the line redraws; elsewhere each quarter is one line. */
export function progress(operation: Operation): void {
  const { percent, etaSeconds } = operation.progress;
  const filled = Math.round((percent / 100) * BAR_WIDTH);
  const bar = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
  const eta = etaSeconds === null || operation.endedAt !== null ? '' : `, about ${etaSeconds} s`;
  const text = `${bar} ${String(percent).padStart(3)} %  ${operation.kind} ${operation.target.name}: ${operation.phase}${eta}`;
  if (tty) {
    clear();
    drawn = text.slice(0, (process.stdout.columns || 120) - 4);
    redraw();
  } else if (Math.floor(percent / 25) !== Math.floor(shownPercent / 25)) {
    console.log(`  ${text}`);
  }
  shownPercent = percent;
}

/** Ends the progress line. */
export function progressDone(): void {
  clear();
  drawn = '';
  shownPercent = -1;
}

/** A table with a header; columns are as wide as their widest cell. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = header.map((cell, i) => Math.max(cell.length, ...rows.map((row) => (row[i] ?? '').length)));
  const format = (row: readonly string[]) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd();
  line(bold(format(header)));
  for (const row of rows) line(format(row));
}

function clear(): void {
  if (tty && drawn !== '') process.stdout.write('\r\u001b[K');
}

function redraw(): void {
  if (tty && drawn !== '') process.stdout.write(`  ${drawn}`);
}
