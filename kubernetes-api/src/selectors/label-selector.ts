// Label selectors, read and refused as Kubernetes does.
import { type FieldError, invalid, lineOf } from '../status/field-error.ts';
import { badRequest } from '../status/status.ts';
import { isLabelValue, isQualifiedName } from '../validation/names.ts';

type Operator = 'in' | 'notin' | '=' | '==' | '!=' | 'gt' | 'lt' | 'exists' | '!';

interface Requirement {
  readonly key: string;
  readonly operator: Operator;
  readonly values: readonly string[];
}

export type LabelSelector = readonly Requirement[];

interface Token {
  readonly is: 'identifier' | 'end' | 'symbol';
  readonly text: string;
}

const SYMBOLS = ['==', '!=', '=', '!', '(', ')', ',', '>', '<'];
const END: Token = { is: 'end', text: '' };
const BINARY = 'in, notin, =, ==, !=, gt, lt';

function tokens(text: string): Token[] {
  const found: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const symbol = SYMBOLS.find((candidate) => text.startsWith(candidate, at));
    if (/\s/.test(text[at]!)) at += 1;
    else if (symbol !== undefined) {
      found.push({ is: 'symbol', text: symbol });
      at += symbol.length;
    } else {
      const [word = ''] = /^[^\s=!(),<>]+/.exec(text.slice(at)) ?? [];
      found.push({ is: 'identifier', text: word });
      at += word.length;
    }
  }
  return found;
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(text: string) {
    this.#tokens = tokens(text);
  }

  #peek(): Token {
    return this.#tokens[this.#at] ?? END;
  }

  #take(): Token {
    const token = this.#peek();
    this.#at += 1;
    return token;
  }

  #isSymbol(token: Token, text: string): boolean {
    return token.is === 'symbol' && token.text === text;
  }

  all(): Requirement[] {
    const found: Requirement[] = [];
    for (;;) {
      const first = this.#peek();
      if (first.is === 'end') return found;
      if (first.is !== 'identifier' && !this.#isSymbol(first, '!'))
        throw badRequest(`found '${first.text}', expected: !, identifier, or 'end of string'`);
      found.push(this.#requirement());
      const next = this.#take();
      if (next.is === 'end') return found;
      if (!this.#isSymbol(next, ','))
        throw badRequest(`found '${next.text}', expected: ',' or 'end of string'`);
      const after = this.#peek();
      if (after.is !== 'identifier' && !this.#isSymbol(after, '!'))
        throw badRequest(`found '${after.text}', expected: identifier after ','`);
    }
  }

  #requirement(): Requirement {
    let token = this.#take();
    const absent = this.#isSymbol(token, '!');
    if (absent) token = this.#take();
    if (token.is !== 'identifier') throw unparsed(`found '${token.text}', expected: identifier`);
    const key = token.text;
    refuse(isQualifiedName(key).map((line) => invalid('<nil>', key, line)));
    const next = this.#peek();
    if (absent) return { key, operator: '!', values: [] };
    if (next.is === 'end' || this.#isSymbol(next, ',')) return { key, operator: 'exists', values: [] };
    const operator = this.#operator();
    const values = operator === 'in' || operator === 'notin' ? this.#values() : [this.#value()];
    return checked({ key, operator, values });
  }

  #operator(): Operator {
    const { text } = this.#take();
    if (text === 'in' || text === 'notin' || text === '=' || text === '==' || text === '!=') return text;
    if (text === '>') return 'gt';
    if (text === '<') return 'lt';
    throw unparsed(`found '${text}', expected: ${BINARY}`);
  }

  #values(): string[] {
    const open = this.#take();
    if (!this.#isSymbol(open, '(')) throw unparsed(`found '${open.text}' expected: '('`);
    const values = new Set<string>();
    let wantsValue = true;
    for (;;) {
      const token = this.#take();
      if (this.#isSymbol(token, ')')) {
        if (wantsValue) values.add('');
        return [...values];
      }
      if (this.#isSymbol(token, ',')) {
        if (wantsValue) values.add('');
        wantsValue = true;
      } else if (token.is === 'identifier' && wantsValue) {
        values.add(token.text);
        wantsValue = false;
      } else {
        throw unparsed(
          `found '${token.text}', expected: ${wantsValue ? "',', or identifier" : "',' or ')'"}`,
        );
      }
    }
  }

  #value(): string {
    const next = this.#peek();
    if (next.is === 'end' || this.#isSymbol(next, ',')) return '';
    const token = this.#take();
    if (token.is !== 'identifier') throw unparsed(`found '${token.text}', expected: identifier`);
    return token.text;
  }
}

function unparsed(why: string) {
  return badRequest(`unable to parse requirement: ${why}`);
}

function refuse(errors: readonly FieldError[]): void {
  if (errors.length === 0) return;
  const lines = errors.map(lineOf);
  throw unparsed(lines.length === 1 ? lines[0]! : `[${lines.join(', ')}]`);
}

function checked(requirement: Requirement): Requirement {
  const { operator, values } = requirement;
  const errors: FieldError[] = [];
  if (operator === 'gt' || operator === 'lt')
    for (const [index, value] of values.entries())
      if (!/^[+-]?\d+$/.test(value))
        errors.push(
          invalid(`values[${index}]`, value, "for 'Gt', 'Lt' operators, the value must be an integer"),
        );
  for (const [index, value] of values.entries())
    errors.push(...isLabelValue(value).map((line) => invalid(`values[${index}]`, value, line)));
  refuse(errors);
  return requirement;
}

/** @throws StatusError */
export function parseLabelSelector(text: string): LabelSelector {
  return new Parser(text).all();
}

export function matchesLabels(
  selector: LabelSelector,
  labels: Readonly<Record<string, string>> | undefined,
): boolean {
  return selector.every(({ key, operator, values }) => {
    const value = labels !== undefined && Object.hasOwn(labels, key) ? labels[key] : undefined;
    switch (operator) {
      case 'exists':
        return value !== undefined;
      case '!':
        return value === undefined;
      case 'notin':
      case '!=':
        return value === undefined || !values.includes(value);
      case 'gt':
      case 'lt':
        if (value === undefined || !/^[+-]?\d+$/.test(value)) return false;
        return operator === 'gt' ? BigInt(value) > BigInt(values[0]!) : BigInt(value) < BigInt(values[0]!);
      default:
        return value !== undefined && values.includes(value);
    }
  });
}
