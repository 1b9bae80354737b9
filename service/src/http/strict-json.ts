// JSON as strictly as a service must read it. JSON.parse takes the last of two equal keys, nests without end, rounds
// large numbers and keeps halves of surrogate pairs; each of these is a way to say one thing and to store another.
import { Refusal } from '../refusal.ts';
import { isKeptExactly } from './exact-number.ts';

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
