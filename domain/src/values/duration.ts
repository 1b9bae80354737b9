// Durations as Go and Terraform write them: 1h30m, 90m, 500ms. 90m is 1h30m.

const NANOSECONDS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

// Go keeps durations in 63 bits of nanoseconds, about 292 years.
const LARGEST = 2n ** 63n - 1n;

// Enough for every unit with its digits; a longer text is a mistake.
const TEXT_MAX_LENGTH = 64;

const PART = /(?<whole>[0-9]*)(?:\.(?<fraction>[0-9]*))?(?<unit>ns|us|µs|μs|ms|s|m|h)/y;

/**
 * Reads a duration that is not negative.
 * @returns nanoseconds, or `undefined` when the value is no duration
 */
export function parseDuration(value: unknown): bigint | undefined {
  if (typeof value !== 'string' || value.length > TEXT_MAX_LENGTH) return undefined;
  if (value === '0') return 0n;
  let total = 0n;
  let position = 0;
  while (position < value.length) {
    PART.lastIndex = position;
    const match = PART.exec(value);
    const part = match === null ? undefined : partNanoseconds(match);
    if (match === null || part === undefined) return undefined;
    total += part;
    position = PART.lastIndex;
  }
  return position === 0 || total > LARGEST ? undefined : total;
}

function partNanoseconds(match: RegExpExecArray): bigint | undefined {
  const { whole = '', fraction = '', unit = '' } = match.groups ?? {};
  const digits = whole + fraction;
  if (digits === '') return undefined;
  // A part of a nanosecond is cut off, as Go does.
  return (BigInt(digits) * (NANOSECONDS[unit] ?? 0n)) / 10n ** BigInt(fraction.length);
}

/** Writes a duration in its one normal form: the largest units first, none that is zero, `0s` for nothing. */
export function formatDuration(nanoseconds: bigint): string {
  let rest = nanoseconds;
  let text = '';
  for (const unit of ['h', 'm', 's', 'ms', 'us', 'ns']) {
    const size = NANOSECONDS[unit] ?? 1n;
    if (rest >= size) text += `${rest / size}${unit}`;
    rest %= size;
  }
  return text === '' ? '0s' : text;
}

/** The normal form of a duration text, or `undefined` when it is none. */
export function normaliseDuration(text: unknown): string | undefined {
  const duration = parseDuration(text);
  return duration === undefined ? undefined : formatDuration(duration);
}

/** Whether two texts are the same duration. Texts that are no durations are equal only when they are identical. */
export function equalDurations(a: unknown, b: unknown): boolean {
  const left = parseDuration(a);
  return left === undefined ? a === b : left === parseDuration(b);
}
