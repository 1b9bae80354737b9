// JSON as strictly as a service must read it. JSON.parse takes the last of two equal keys, nests without end, rounds
// large numbers and keeps halves of surrogate pairs; each of these is a way to say one thing and to store another.
import { Refusal } from '../../refusal.ts';

/** Objects and arrays inside one another. */
export const MAX_DEPTH = 32;

/**
 * Parses a body.
 * @throws Refusal `malformed_body` with one sentence for the caller
 */
export function parseStrictJson(text: string): unknown {
  // First the scan, which does not recurse: what it lets through is safe to parse and to walk.
  new Scanner(text).scan();
  try {
    return JSON.parse(text);
  } catch {
    throw malformed('The body is not JSON: check quotes, commas and brackets.');
  }
}

/** Looks at tokens only. What is not JSON at all passes here and fails in JSON.parse. */
class Scanner {
  readonly #text: string;
  #position = 0;
  /** Per open bracket, the keys of the object; undefined for an array. */
  readonly #open: (Set<string> | undefined)[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  scan(): void {
    while (this.#position < this.#text.length) {
      const character = this.#text[this.#position]!;
      if (character === '"') this.#string();
      else if (character === '{') this.#enter(new Set());
      else if (character === '[') this.#enter(undefined);
      else if (character === '}' || character === ']') this.#leave();
      else if (character === '-' || (character >= '0' && character <= '9')) this.#number();
      else this.#position += 1;
    }
  }

  #enter(keys: Set<string> | undefined): void {
    this.#open.push(keys);
    if (this.#open.length > MAX_DEPTH) {
      throw malformed(`The body nests deeper than ${MAX_DEPTH} levels: flatten it.`);
    }
    this.#position += 1;
  }

  #leave(): void {
    this.#open.pop();
    this.#position += 1;
  }

  #string(): void {
    const start = this.#position;
    const end = this.#endOfString(start);
    this.#position = end;
    const literal = this.#text.slice(start, end);
    const escaped = literal.includes('\\');
    if (escaped) checkText(literal);
    const keys = this.#open.at(-1);
    if (keys !== undefined && this.#colonFollows())
      addKey(keys, escaped ? textOf(literal) : literal.slice(1, -1));
  }

  #endOfString(start: number): number {
    let at = start + 1;
    while (at < this.#text.length && this.#text[at] !== '"') at += this.#text[at] === '\\' ? 2 : 1;
    return at + 1;
  }

  #colonFollows(): boolean {
    let at = this.#position;
    while (' \t\n\r'.includes(this.#text[at] ?? 'x')) at += 1;
    return this.#text[at] === ':';
  }

  #number(): void {
    const start = this.#position;
    while (/[-+.0-9eE]/.test(this.#text[this.#position] ?? '')) this.#position += 1;
    checkNumber(this.#text.slice(start, this.#position));
  }
}

function addKey(keys: Set<string>, key: string): void {
  if (keys.has(key))
    throw malformed(`The body has the key ${shown(key)} twice in one object: keep one of them.`);
  // No field is called so, and a merge that meets it would change every object of the process.
  if (key === '__proto__')
    throw malformed('The body has a key "__proto__", which is never accepted: remove it.');
  keys.add(key);
}

function checkNumber(literal: string): void {
  // What is no number at all fails in JSON.parse, with its own sentence.
  if (Number.isNaN(Number(literal)) || isKeptExactly(literal)) return;
  throw malformed(`The number ${literal.slice(0, 40)} cannot be kept exactly: write it as a text.`);
}

/** Halves of surrogate pairs have no UTF-8 form: what is stored would not be what was sent. */
function checkText(literal: string): void {
  if (/\p{Surrogate}/u.test(textOf(literal))) {
    throw malformed('A text in the body has half of a surrogate pair: send whole characters.');
  }
}

function textOf(literal: string): string {
  try {
    return JSON.parse(literal) as string;
  } catch {
    return literal;
  }
}

function shown(key: string): string {
  return JSON.stringify(key.length > 64 ? `${key.slice(0, 64)}…` : key);
}

function malformed(detail: string): Refusal {
  return new Refusal('malformed_body', detail);
}

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
