// What was asked for, in the form that was asked for. Nothing else ever goes to standard output.
import { wrong } from '../errors/cli-error.ts';
import { didYouMean } from '../errors/nearest.ts';
import type { Output } from '../host/host.ts';
import { details } from './details.ts';
import { table } from './table.ts';
import { columnsOf, nameOf, type ViewName } from './views.ts';

/** Forms without a parameter. */
export const FORMS = ['text', 'json', 'yaml', 'name'] as const;

/** As the service writes YAML: what a reader of YAML 1.1 would take for something else is quoted, and no line is folded. */
const YAML_OPTIONS = {
  schema: 'core',
  compat: 'yaml-1.1',
  aliasDuplicateObjects: false,
  lineWidth: 0,
} as const;

/** A form, and the template of a jsonpath. */
export type Form =
  | { readonly name: (typeof FORMS)[number] }
  | { readonly name: 'jsonpath'; readonly template: string };

/** Reads what stands behind `-o`. */
export function formOf(text: string): Form {
  const name = FORMS.find((form) => form === text);
  if (name !== undefined) return { name };
  if (text === 'jsonpath=') throw wrong('-o jsonpath= needs a template, such as jsonpath={.status.phase}.');
  if (text.startsWith('jsonpath=')) return { name: 'jsonpath', template: text.slice('jsonpath='.length) };
  throw wrong(
    `-o takes ${FORMS.join(', ')} or jsonpath=…, and not ${JSON.stringify(text)}.`,
    ...didYouMean(text, [...FORMS, 'jsonpath=']),
  );
}

/** Writes one object, or a list as `{items}`. */
export async function print(
  output: Output,
  form: Form,
  kind: ViewName,
  value: object | { readonly items: readonly object[] },
): Promise<void> {
  const rows =
    'items' in value && Array.isArray(value.items) ? (value.items as readonly object[]) : undefined;
  switch (form.name) {
    case 'json':
      return output.write(`${JSON.stringify(value, null, 2)}\n`);
    case 'yaml': {
      const { stringify } = await import('../yaml.ts');
      return output.write(stringify(value, YAML_OPTIONS));
    }
    case 'name':
      return output.write((rows ?? [value]).map((row) => `${nameOf(kind, row)}\n`).join(''));
    case 'jsonpath': {
      const { jsonpath } = await import('./jsonpath.ts');
      return output.write(endOfLine(jsonpath(form.template, value), form.template));
    }
    default:
      if (rows === undefined) return output.write(details(value));
      return output.write(table(columnsOf(kind), rows, output.isTerminal ? output.columns : undefined));
  }
}

/** Whoever reads lines takes an empty one for a name: a template that ends its lines itself gets no other end. */
function endOfLine(text: string, template: string): string {
  const isEnded = text.endsWith('\n') || (text === '' && template.includes('{range '));
  return isEnded ? text : `${text}\n`;
}
