// Selectors of labels, in the syntax that kubectl takes after `-l`: `app=web,tier!=cache,env in (prod,staging),!legacy`.
import { isLabelKey, isLabelValue } from './labels.ts';

/** One condition; a selector has several, and an object meets all of them. */
export interface LabelRequirement {
  readonly key: string;
  /** `notIn` is also met by objects without the label, as in Kubernetes. */
  readonly operator: 'in' | 'notIn' | 'exists' | 'absent';
  /** Empty for `exists` and `absent`. */
  readonly values: readonly string[];
}

/** A selector, or where its text cannot be read and why. */
export type LabelSelectorResult =
  | { readonly ok: true; readonly requirements: readonly LabelRequirement[] }
  | {
      readonly ok: false;
      /** Of the first character that is wrong, from 1. */
      readonly position: number;
      /** A sentence that names the position and says what to write there. */
      readonly detail: string;
    };

/** Reads a selector: equality (`=`, `==`, `!=`), sets (`in`, `notin`) and presence (`key`, `!key`), between commas. */
export function parseLabelSelector(text: string): LabelSelectorResult {
  const reader = new Reader(text);
  try {
    const requirements = [reader.requirement()];
    while (reader.takes(',')) requirements.push(reader.requirement());
    reader.end();
    return { ok: true, requirements };
  } catch (error) {
    if (!(error instanceof Misread)) throw error;
    const position = error.index + 1;
    return { ok: false, position, detail: `Character ${position} of the selector: ${error.message}` };
  }
}

/** Whether labels meet every requirement. */
export function matchesLabels(
  requirements: readonly LabelRequirement[],
  labels: Readonly<Record<string, string>>,
): boolean {
  return requirements.every((requirement) => {
    const { key } = requirement;
    return isMet(requirement, Object.hasOwn(labels, key) ? labels[key] : undefined);
  });
}

function isMet({ operator, values }: LabelRequirement, value: string | undefined): boolean {
  switch (operator) {
    case 'exists':
      return value !== undefined;
    case 'absent':
      return value === undefined;
    case 'in':
      return value !== undefined && values.includes(value);
    case 'notIn':
      return value === undefined || !values.includes(value);
  }
}

class Misread extends Error {
  readonly index: number;
  constructor(index: number, message: string) {
    super(message);
    this.index = index;
  }
}

const BLANK = /\s/;
const WORD = /[^\s,()=!]/;

class Reader {
  readonly #text: string;
  #index = 0;

  constructor(text: string) {
    this.#text = text;
  }

  requirement(): LabelRequirement {
    if (this.takes('!')) return { key: this.#key(), operator: 'absent', values: [] };
    const key = this.#key();
    if (this.takes('!=')) return { key, operator: 'notIn', values: [this.#value()] };
    if (this.takes('==') || this.takes('=')) return { key, operator: 'in', values: [this.#value()] };
    const start = this.#skipBlanks();
    const word = this.#word();
    if (word === 'in') return { key, operator: 'in', values: this.#set() };
    if (word === 'notin') return { key, operator: 'notIn', values: this.#set() };
    if (word !== '') throw new Misread(start, 'write =, !=, in, notin or a comma after the key.');
    return { key, operator: 'exists', values: [] };
  }

  end(): void {
    const index = this.#skipBlanks();
    if (index < this.#text.length)
      throw new Misread(index, 'write a comma before the next requirement, or nothing more.');
  }

  /** Whether these characters come next; then they are behind. */
  takes(characters: string): boolean {
    this.#skipBlanks();
    if (!this.#text.startsWith(characters, this.#index)) return false;
    this.#index += characters.length;
    return true;
  }

  #key(): string {
    const start = this.#skipBlanks();
    const key = this.#word();
    if (key === '') throw new Misread(start, 'write the key of a label here.');
    if (!isLabelKey(key)) throw new Misread(start, 'this can be no key of a label.');
    return key;
  }

  /** Nothing at all is the empty value. */
  #value(): string {
    const start = this.#skipBlanks();
    const value = this.#word();
    if (!isLabelValue(value)) throw new Misread(start, 'this can be no value of a label.');
    return value;
  }

  #set(): readonly string[] {
    if (!this.takes('('))
      throw new Misread(this.#index, 'write the values in parentheses, such as (prod,staging).');
    const values = [this.#value()];
    while (this.takes(',')) values.push(this.#value());
    if (!this.takes(')')) throw new Misread(this.#index, 'write a comma or a closing parenthesis here.');
    return values;
  }

  #word(): string {
    this.#skipBlanks();
    const start = this.#index;
    while (this.#index < this.#text.length && WORD.test(this.#text[this.#index]!)) this.#index += 1;
    return this.#text.slice(start, this.#index);
  }

  #skipBlanks(): number {
    while (this.#index < this.#text.length && BLANK.test(this.#text[this.#index]!)) this.#index += 1;
    return this.#index;
  }
}
