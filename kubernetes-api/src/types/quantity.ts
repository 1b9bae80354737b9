// Quantities such as `500m` or `2Gi`: their value, and the one spelling that Kubernetes gives back.

const QUANTITY = /^([+-]?)(\d+(?:\.\d*)?|\.\d+)(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]|[eE][+-]?\d+)?$/;
const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const DECIMAL: readonly (readonly [suffix: string, power: number])[] = [
  ['n', -9],
  ['u', -6],
  ['m', -3],
  ['', 0],
  ['k', 3],
  ['M', 6],
  ['G', 9],
  ['T', 12],
  ['P', 15],
  ['E', 18],
];
// Everything is counted in billionths, the smallest that a quantity can say.
const UNIT = 9;

interface Parsed {
  /** Billionths. */
  readonly amount: bigint;
  readonly form: 'binary' | 'decimal' | 'exponent';
}

function parse(text: string): Parsed | undefined {
  const [, sign = '', digits = '', suffix = ''] = QUANTITY.exec(text) ?? [];
  if (digits === '') return undefined;
  const [whole = '', fraction = ''] = digits.split('.');
  const binary = BINARY.indexOf(suffix);
  const exponent = /^[eE][+-]?\d+$/.test(suffix) ? Number(suffix.slice(1)) : undefined;
  if (exponent !== undefined && Math.abs(exponent) > 64) return undefined;
  const power = exponent ?? DECIMAL.find(([name]) => name === suffix)?.[1] ?? 0;
  let amount = BigInt(whole + fraction || '0');
  if (binary > 0) amount <<= BigInt(10 * binary);
  const shift = UNIT + power - fraction.length;
  // Smaller than a billionth: rounded up, as Kubernetes does.
  amount = shift >= 0 ? amount * 10n ** BigInt(shift) : divideUp(amount, 10n ** BigInt(-shift));
  const form = binary > 0 ? 'binary' : exponent === undefined ? 'decimal' : 'exponent';
  return { amount: sign === '-' ? -amount : amount, form };
}

function divideUp(amount: bigint, by: bigint): bigint {
  return (amount + by - 1n) / by;
}

/** The value in billionths; undefined when the text is no quantity. */
export function quantityValue(text: string): bigint | undefined {
  return parse(text)?.amount;
}

/** The canonical spelling; undefined when the text is no quantity. */
export function canonicalQuantity(text: string): string | undefined {
  const parsed = parse(text);
  if (parsed === undefined) return undefined;
  const { amount, form } = parsed;
  if (amount === 0n) return '0';
  const sign = amount < 0n ? '-' : '';
  const size = amount < 0n ? -amount : amount;
  const whole = 10n ** BigInt(UNIT);
  if (form === 'binary' && size % whole === 0n && size / whole >= 1024n) {
    let value = size / whole;
    let step = 0;
    for (; step < BINARY.length - 1 && value % 1024n === 0n; step += 1) value /= 1024n;
    return `${sign}${value}${BINARY[step]}`;
  }
  const [suffix, power] = DECIMAL.findLast(([, each]) => size % 10n ** BigInt(UNIT + each) === 0n) ?? [
    'n',
    -9,
  ];
  const value = size / 10n ** BigInt(UNIT + power);
  if (form === 'exponent') return `${sign}${value}${power === 0 ? '' : `e${power}`}`;
  return `${sign}${value}${suffix}`;
}
