// Reads JSON as Go's decoder does: its error texts, and which fields occur twice.
import { quoteCharacter } from './go-text.ts';
import { isObject, type Json, type JsonObject, set } from './json.ts';

/** What is wrong with a text, in Go's words. */
export class JsonError extends Error {}

/** A parsed text. */
export interface Parsed {
  readonly value: Json;
  /** Paths of fields that occur more than once, such as `data.a`. */
  readonly duplicates: readonly string[];
}

const END = 'unexpected end of JSON input';
// Deeper texts would overflow the stack somewhere; no object of anybody is so deep.
const DEEPEST = 1_000;

/** @throws JsonError */
export function parseJson(text: string): Parsed {
  const reader = new Reader(text);
  return { value: reader.document(), duplicates: reader.duplicates };
}

class Reader {
  readonly duplicates: string[] = [];
  readonly #text: string;
  #at = 0;
  #depth = 0;
  readonly #path: string[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  document(): Json {
    const value = this.#value();
    this.#blanks();
    if (this.#at < this.#text.length) throw this.#unexpected('after top-level value');
    return value;
  }

  #blanks(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.#at += 1;
    }
  }

  #unexpected(where: string): JsonError {
    if (this.#at >= this.#text.length) return new JsonError(END);
    const character = String.fromCodePoint(this.#text.codePointAt(this.#at) ?? 0);
    return new JsonError(`invalid character ${quoteCharacter(character)} ${where}`);
  }

  #value(): Json {
    this.#blanks();
    const character = this.#text[this.#at];
    if (character === '{') return this.#nested(() => this.#object());
    if (character === '[') return this.#nested(() => this.#array());
    if (character === '"') return this.#string();
    if (character === 't') return this.#literal('true', true);
    if (character === 'f') return this.#literal('false', false);
    if (character === 'n') return this.#literal('null', null);
    if (character === '-' || (character !== undefined && character >= '0' && character <= '9'))
      return this.#number();
    throw this.#unexpected('looking for beginning of value');
  }

  #nested<Value>(read: () => Value): Value {
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw new JsonError('exceeded max depth');
    this.#at += 1;
    const value = read();
    this.#depth -= 1;
    return value;
  }

  #literal(word: string, value: Json): Json {
    for (const expected of word) {
      if (this.#text[this.#at] !== expected)
        throw this.#unexpected(`in literal ${word} (expecting ${quoteCharacter(expected)})`);
      this.#at += 1;
    }
    return value;
  }

  #number(): number {
    const start = this.#at;
    if (this.#text[this.#at] === '-') this.#at += 1;
    if (this.#text[this.#at] === '0') this.#at += 1;
    else this.#digits('in numeric literal');
    if (this.#text[this.#at] === '.') {
      this.#at += 1;
      this.#digits('after decimal point in numeric literal');
    }
    if (this.#text[this.#at] === 'e' || this.#text[this.#at] === 'E') {
      this.#at += 1;
      if (this.#text[this.#at] === '+' || this.#text[this.#at] === '-') this.#at += 1;
      this.#digits('in exponent of numeric literal');
    }
    return Number(this.#text.slice(start, this.#at));
  }

  #digits(where: string): void {
    const start = this.#at;
    while (this.#text[this.#at]! >= '0' && this.#text[this.#at]! <= '9') this.#at += 1;
    if (this.#at === start) throw this.#unexpected(where);
  }

  #string(): string {
    const start = this.#at;
    this.#at += 1;
    let plain = true;
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === 0x22) break;
      if (code === 0x5c) {
        plain = false;
        this.#escape();
      } else if (Number.isNaN(code) || code < 0x20) throw this.#unexpected('in string literal');
      else this.#at += 1;
    }
    this.#at += 1;
    const raw = this.#text.slice(start, this.#at);
    return plain ? raw.slice(1, -1) : (JSON.parse(raw) as string);
  }

  #escape(): void {
    this.#at += 1;
    const character = this.#text[this.#at];
    if (character === 'u') {
      for (let digit = 0; digit < 4; digit += 1) {
        this.#at += 1;
        if (!/^[0-9a-fA-F]$/.test(this.#text[this.#at] ?? ''))
          throw this.#unexpected('in \\u hexadecimal character escape');
      }
    } else if (!'"\\/bfnrt'.includes(character ?? ' ')) throw this.#unexpected('in string escape code');
    this.#at += 1;
  }

  #array(): Json[] {
    const items: Json[] = [];
    this.#blanks();
    if (this.#text[this.#at] === ']') {
      this.#at += 1;
      return items;
    }
    for (;;) {
      this.#path.push(`[${items.length}]`);
      items.push(this.#value());
      this.#path.pop();
      this.#blanks();
      const next = this.#text[this.#at];
      if (next !== ',' && next !== ']') throw this.#unexpected('after array element');
      this.#at += 1;
      if (next === ']') return items;
    }
  }

  #object(): JsonObject {
    const found: JsonObject = {};
    this.#blanks();
    if (this.#text[this.#at] === '}') {
      this.#at += 1;
      return found;
    }
    for (;;) {
      this.#blanks();
      if (this.#text[this.#at] !== '"') throw this.#unexpected('looking for beginning of object key string');
      const key = this.#string();
      this.#blanks();
      if (this.#text[this.#at] !== ':') throw this.#unexpected('after object key');
      this.#at += 1;
      this.#path.push(key);
      this.#keep(found, key, this.#value());
      this.#path.pop();
      this.#blanks();
      const next = this.#text[this.#at];
      if (next !== ',' && next !== '}') throw this.#unexpected('after object key:value pair');
      this.#at += 1;
      if (next === '}') return found;
    }
  }

  /** Go decodes a second object into the first one, and lets any other second value win. */
  #keep(target: JsonObject, key: string, value: Json): void {
    if (!Object.hasOwn(target, key)) {
      set(target, key, value);
      return;
    }
    const path = this.#path.join('.').replaceAll('.[', '[');
    if (!this.duplicates.includes(path)) this.duplicates.push(path);
    const before = target[key];
    if (isObject(before) && isObject(value))
      for (const [name, item] of Object.entries(value)) set(before, name, item);
    else set(target, key, value);
  }
}
