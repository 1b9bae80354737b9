// What is typed behind a flag, as a value of its field.
import { wrong } from '../errors/cli-error.ts';
import { didYouMean } from '../errors/nearest.ts';
import { type Field, partIn } from './field.ts';

/** A name as it is spelt on a command line. */
export const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** A flag as it is typed. */
export const spelled = (flag: string) => `--${kebab(flag)}`;

/** What one value of a list, or of a map, of objects takes, such as `name=`; nothing for any other field. */
export function partsOf({ kind, elements }: Field): readonly string[] {
  if (elements === undefined) return [];
  const names = [...(kind === 'named' ? ['name'] : []), ...elements.map(({ flag }) => kebab(flag))];
  return names.map((name) => `${name}=`);
}

/** A field, and the word that it is typed with where that is not its flag. */
interface Typed extends Field {
  readonly word?: string;
}

const wordOf = ({ flag, word }: Typed) => word ?? spelled(flag);

/**
 * @param typed once for each time the flag was given
 * @param load reads what `@file` and `-` stand for
 */
export async function parsed(
  field: Typed,
  typed: readonly string[],
  load: (from: string) => Promise<string>,
): Promise<unknown> {
  const last = typed.at(-1) ?? '';
  // Nothing at all is a list, or a map, with nothing in it.
  if (last === '' && ['texts', 'objects'].includes(field.kind)) return [];
  if (last === '' && ['pairs', 'named'].includes(field.kind)) return {};
  switch (field.kind) {
    case 'texts':
      return typed.flatMap((text) => split(text)).map((text) => chosen(field, text));
    case 'pairs':
      return once(
        field,
        typed.flatMap(split).map((text) => pairOf(field, text)),
      );
    case 'objects':
      return Promise.all(typed.map((text) => objectOf(field, text, load)));
    case 'named':
      return namedOf(field, typed, load);
    case 'json':
      return json(field, last, load);
    default:
      return scalar(field, last);
  }
}

function scalar(field: Typed, text: string): unknown {
  if (field.kind === 'number') {
    if (/^-?[0-9]+([.][0-9]+)?$/.test(text)) return Number(text);
    throw wrong(`${wordOf(field)} takes a number, and ${JSON.stringify(text)} is none.`);
  }
  if (field.kind === 'switch') {
    if (text === 'true' || text === 'false') return text === 'true';
    throw wrong(`${wordOf(field)} takes true or false, and not ${JSON.stringify(text)}.`);
  }
  return chosen(field, text);
}

/** Values that are closed are checked here, so that a mistake costs no request; what a newer service may know is not. */
function chosen(field: Typed, text: string): string {
  const { choices } = field;
  if (choices === undefined || choices.includes(text)) return text;
  throw wrong(
    `${wordOf(field)} takes ${choices.join(', ')}, and not ${JSON.stringify(text)}.`,
    ...didYouMean(text, choices),
  );
}

/** At commas; `\,` is a comma. */
function split(text: string): string[] {
  return text.split(/(?<!\\),/).map((part) => part.replaceAll('\\,', ',').trim());
}

/** What is said twice is a slip: only one of both would count. */
function once<T>(field: Typed, pairs: readonly (readonly [string, T])[]): Record<string, T> {
  const twice = pairs.find(([key], index) => pairs.findIndex(([other]) => other === key) !== index);
  if (twice !== undefined) throw wrong(`${wordOf(field)} has ${JSON.stringify(twice[0])} twice.`);
  return Object.fromEntries(pairs);
}

function pairOf(field: Typed, text: string): [string, string | null] {
  const at = text.indexOf('=');
  if (at > 0) return [text.slice(0, at), text.slice(at + 1)];
  if (at < 0 && text.endsWith('-')) return [text.slice(0, -1), null];
  throw wrong(`${wordOf(field)} takes key=value, or key- to take one away, and not ${JSON.stringify(text)}.`);
}

/** `name=web,max-replicas=5` as an object of the fields; a part without `=` is the first field. */
async function objectOf(
  field: Typed,
  text: string,
  load: (from: string) => Promise<string>,
): Promise<Record<string, unknown>> {
  const elements = field.kind === 'named' ? [NAME, ...(field.elements ?? [])] : (field.elements ?? []);
  const made: Record<string, unknown> = {};
  for (const [index, part] of split(text).entries()) {
    const at = part.indexOf('=');
    const name = at < 0 ? (elements[0]?.flag ?? '') : part.slice(0, at);
    if (at < 0 && index > 0)
      throw wrong(`${wordOf(field)}: ${JSON.stringify(part)} has no "=": write field=value.`);
    const element = elements.find(({ flag }) => flag === name || kebab(flag) === name);
    if (element === undefined)
      throw wrong(
        `${wordOf(field)} has no field ${JSON.stringify(name)}.`,
        ...didYouMean(
          name,
          elements.map(({ flag }) => kebab(flag)),
        ),
      );
    const inside = { ...element, word: partIn(kebab(element.flag), wordOf(field)) };
    place(made, element.path, await parsed(inside, [part.slice(at + 1)], load));
  }
  return made;
}

const NAME: Field = { flag: 'name', path: ['name'], kind: 'text', description: 'Its name.' };

async function namedOf(
  field: Typed,
  typed: readonly string[],
  load: (from: string) => Promise<string>,
): Promise<Record<string, unknown>> {
  const made: [string, unknown][] = [];
  // Names alone can stand together: `cert-manager,ingress-nginx`.
  const items = typed.flatMap((text) => (text.includes('=') ? [text] : split(text)));
  for (const text of items) {
    if (!text.includes('=') && text.endsWith('-')) {
      made.push([text.slice(0, -1), null]);
      continue;
    }
    const { name, ...rest } = await objectOf(field, text, load);
    if (typeof name !== 'string' || name === '')
      throw wrong(`${wordOf(field)} needs name=…, and ${JSON.stringify(text)} has none.`);
    made.push([name, rest]);
  }
  return once(field, made);
}

async function json(field: Typed, text: string, load: (from: string) => Promise<string>): Promise<unknown> {
  const isElsewhere = text === '-' || text.startsWith('@');
  const flag = wordOf(field);
  if (field.isSecret === true && !isElsewhere)
    throw wrong(
      `${flag} is secret, and a command line is not: write ${flag} @file, or ${flag} - for standard input.`,
    );
  const content = isElsewhere ? await load(text) : text;
  const { parse } = await import('../yaml.ts');
  try {
    return parse(content);
  } catch {
    throw wrong(`${flag} takes JSON or YAML, and what was given is neither.`);
  }
}

/** Sets a value inside an object. */
export function place(object: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [first = '', ...rest] = path;
  if (rest.length === 0) {
    object[first] = value;
    return;
  }
  const inner = (object[first] ?? {}) as Record<string, unknown>;
  object[first] = inner;
  place(inner, rest, value);
}
