// What a person sees while a benchmark works. Goes to stderr, so that stdout has the figures only.
let isDrawn = false;

/** Says what is done now; on a terminal the line redraws, elsewhere nothing is printed. */
export function progress(text: string): void {
  if (process.stderr.isTTY !== true) return;
  process.stderr.write(`\r\u001b[K${text}`);
  isDrawn = true;
}

/** Takes the line away, before figures are printed. */
export function clearProgress(): void {
  if (isDrawn) process.stderr.write('\r\u001b[K');
  isDrawn = false;
}
