// Whether a number that was sent is a number that can be stored. A double keeps most decimals only nearly, so the
// value is judged and not its spelling: 1e20 and 100000000000000000000 are one number, and both come back as sent.

/** No double has more significant digits than these in its exact decimal form. */
const MOST_DIGITS = 767;

/**
 * True when the double that a literal of JSON or YAML reads as says the same: either it is that value exactly, or its
 * shortest text is (0.1 is no double, but everybody who reads `0.1` again means the same one).
 */
export function isKeptExactly(literal: string): boolean {
  const text = literal.replace(/^\+/, '');
  const value = Number(text.replace(/^-(?=0[xo])/, ''));
  if (!Number.isFinite(value)) return false;
  if (/^-?0[xo]/.test(text)) return BigInt(value) === BigInt(text.replace('-', ''));
  const sent = decimalOf(text);
  if (sent === undefined) return false;
  return equal(sent, decimalOf(String(value))!) || equal(sent, exactDecimalOf(value));
}

/** digits × 10^exponent, without sign; the digits neither begin nor end with a zero, and those of zero are empty. */
interface Decimal {
  readonly digits: string;
  readonly exponent: number;
}

function equal(left: Decimal, right: Decimal): boolean {
  return left.digits === right.digits && left.exponent === right.exponent;
}

/** Undefined for more digits than any double has. */
function decimalOf(literal: string): Decimal | undefined {
  const [, whole = '', fraction = '', exponent = '0'] =
    /^-?([0-9]*)(?:\.([0-9]*))?(?:[eE]([-+]?[0-9]+))?$/.exec(literal) ?? [];
  return normal(whole + fraction, Number(exponent) - fraction.length);
}

function normal(digits: string, exponent: number): Decimal | undefined {
  const significant = digits.replace(/^0+/, '');
  const short = withoutZerosAtEnd(significant);
  if (short === '') return { digits: '', exponent: 0 };
  if (short.length > MOST_DIGITS) return undefined;
  return { digits: short, exponent: exponent + significant.length - short.length };
}

/** By hand: a pattern for zeros at the end would look at a run of zeros again from each of them. */
function withoutZerosAtEnd(digits: string): string {
  let end = digits.length;
  while (digits[end - 1] === '0') end -= 1;
  return digits.slice(0, end);
}

/** A double is a whole number times a power of two, and each halving is one decimal place more: × 5 ÷ 10. */
function exactDecimalOf(value: number): Decimal {
  let mantissa = Math.abs(value);
  let places = 0;
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    places += 1;
  }
  return normal((BigInt(mantissa) * 5n ** BigInt(places)).toString(), -places)!;
}
