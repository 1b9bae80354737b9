// Texts that make careless regular expressions try again and again, and a clock that counts only our own work.

/** Milliseconds of CPU within which a text of 100,000 characters is read. */
export const CPU_MS_MAX = 10;

const PIECES = [
  'a',
  '-',
  'a-',
  'a.',
  '0',
  '1.',
  '.',
  '/',
  'A',
  ' ',
  ':',
  '@',
  '~',
  'Ki',
  '+',
  '*.',
  'https://a',
  '\n',
];

/** About `length` characters each. */
export function hostileTexts(length: number): readonly string[] {
  return PIECES.flatMap((piece) => {
    const text = piece.repeat(length / piece.length);
    return [text, `${text}!`, `a${text}\n`, `1${text}\u0000`];
  });
}

/** The text that took longest, and how long. */
export function slowest(
  expression: RegExp,
  texts: readonly string[],
): { readonly ms: number; readonly text: string } {
  let worst = { ms: 0, text: '' };
  for (const text of texts) {
    const ms = cpuMs(() => {
      expression.lastIndex = 0;
      expression.test(text);
    });
    if (ms > worst.ms) worst = { ms, text };
  }
  return worst;
}

/** How often a slow run is tried again, because others use the machine too. */
const TRIES = 10;

/** What nobody else's work explains. */
const HOPELESS_MS = 500;

/** The least of several when the first was slow. */
function cpuMs(run: () => void): number {
  let least = once(run);
  for (let tried = 1; tried < TRIES && least >= CPU_MS_MAX / 2 && least < HOPELESS_MS; tried++) {
    least = Math.min(least, once(run));
  }
  return least;
}

function once(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
