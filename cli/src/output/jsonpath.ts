// The part of kubectl's JSONPath that scripts use: {.a.b[0].c}, {.items[*].name}, {['a.b']}, {range .items[*]}…{end}, {"\n"}.
import { wrong } from '../errors/cli-error.ts';

type Step = string | number | '*';

/** What a template gives for a value; lists are separated by spaces, as kubectl does it. */
export function jsonpath(template: string, value: unknown): string {
  const text = template.includes('{') ? template : `{${template.startsWith('.') ? '' : '.'}${template}}`;
  const [result, rest] = render(tokens(text), value, false);
  if (rest.length > 0) throw wrong('The jsonpath has an {end} without a {range …}.');
  return result;
}

type Token = { readonly text: string } | { readonly code: string };

function tokens(template: string): Token[] {
  const found: Token[] = [];
  const pattern = /\{((?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^{}"'])*)\}|([^{]+)|(\{)/g;
  for (const [, code, text, broken] of template.matchAll(pattern)) {
    if (broken !== undefined) throw wrong(`The jsonpath ${template} has a "{" that is not closed.`);
    found.push(code === undefined ? { text: text ?? '' } : { code: code.trim() });
  }
  return found;
}

/** Up to the end, or to the {end} of its range. */
function render(all: readonly Token[], value: unknown, isRange: boolean): [string, readonly Token[]] {
  let result = '';
  let rest = all;
  while (rest.length > 0) {
    const [token, ...after] = rest as [Token, ...Token[]];
    rest = after;
    if ('text' in token) result += token.text;
    else if (token.code === 'end') {
      if (isRange) return [result, rest];
      return [result, [token, ...rest]];
    } else if (token.code.startsWith('range ')) {
      const items = walk(stepsOf(token.code.slice('range '.length)), value);
      let behind = render(rest, undefined, true)[1];
      for (const item of items) {
        const [part, left] = render(rest, item, true);
        result += part;
        behind = left;
      }
      rest = behind;
    } else if (/^["']/.test(token.code)) result += literal(token.code);
    else result += walk(stepsOf(token.code), value).map(show).join(' ');
  }
  if (isRange) throw wrong('The jsonpath has a {range …} without its {end}.');
  return [result, rest];
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t' };
const literal = (code: string) =>
  code.slice(1, -1).replace(/\\(.)/g, (_, letter: string) => ESCAPES[letter] ?? letter);

function stepsOf(path: string): Step[] {
  const steps: Step[] = [];
  const pattern = /[.]?([A-Za-z0-9_-]+|\*)|\[(\*|-?[0-9]+|'[^']*'|"[^"]*")\]|[.@$]/y;
  while (pattern.lastIndex < path.length) {
    const [, name, index] = pattern.exec(path) ?? [undefined, undefined, undefined];
    if (pattern.lastIndex === 0)
      throw wrong(`The jsonpath {${path}} cannot be read: write such as {.items[*].name}.`);
    const step = name ?? index;
    if (step === '*') steps.push('*');
    else if (index !== undefined) steps.push(/^-?[0-9]/.test(index) ? Number(index) : index.slice(1, -1));
    else if (name !== undefined) steps.push(name);
  }
  return steps;
}

function walk(steps: readonly Step[], value: unknown): unknown[] {
  const [step, ...rest] = steps;
  if (step === undefined) return value === undefined || value === null ? [] : [value];
  if (typeof value !== 'object' || value === null) return [];
  if (step === '*') return Object.values(value).flatMap((each) => walk(rest, each));
  const next = Array.isArray(value) && typeof step === 'number' ? value.at(step) : ownOf(value, step);
  return walk(rest, next);
}

const ownOf = (value: object, step: Step) =>
  Object.hasOwn(value, step) ? (value as Record<Step, unknown>)[step] : undefined;

const show = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
