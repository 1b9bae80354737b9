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

/** The least of three when the first was slow, because others use the machine too. */
function cpuMs(run: () => void): number {
  let least = once(run);
  for (let again = 0; again < 2 && least >= CPU_MS_MAX / 2; again += 1) least = Math.min(least, once(run));
  return least;
}

function once(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
