// Checks a value against its type before it is merged, in the words of structured merge diff.
import { quote } from '../json/go-text.ts';
import { isObject, type Json } from '../json/json.ts';
import { type PathElement, pathText } from './field-set.ts';
import type { FieldType, ListItems } from './field-type.ts';
import { elementOf, formOf, typeOfField } from './walk.ts';

/** What is wrong, one line each, such as `.bogus: field not declared in schema`. */
export function checkTyped(type: FieldType, value: Json): string[] {
  const found: string[] = [];
  visit(type, value, [], found);
  return found;
}

/** All lines as one text. */
export function problemsText(problems: readonly string[]): string {
  return problems.length === 1 ? problems[0]! : `errors:\n${problems.map((line) => `  ${line}`).join('\n')}`;
}

function visit(type: FieldType, value: Json, path: readonly PathElement[], found: string[]): void {
  if (value === null) return;
  const say = (text: string): void => {
    found.push(`${pathText(path)}: ${text}`);
  };
  const form = formOf(type, value);
  if (form === undefined) say('no type found matching: inlined type');
  else if (form.is === 'scalar') checkScalar(type, value, say);
  else if (form.is === 'map') {
    if (!isObject(value)) say(`expected map, got ${goValue(value)}`);
    else
      for (const [name, item] of Object.entries(value)) {
        const inner = [...path, `f:${name}`];
        if (!form.map.fields.has(name) && form.map.element === undefined)
          found.push(`${pathText(inner)}: field not declared in schema`);
        else visit(typeOfField(form.map, name), item, inner, found);
      }
  } else if (!Array.isArray(value)) say(`expected list, got ${goValue(value)}`);
  else checkList(form.list, value, path, found);
}

function checkList(
  list: ListItems,
  items: readonly Json[],
  path: readonly PathElement[],
  found: string[],
): void {
  const seen = new Set<PathElement>();
  for (const [index, item] of items.entries()) {
    if (!list.associative) {
      visit(list.element, item, [...path, `i:${index}`], found);
      continue;
    }
    const element = elementOf(list, item);
    if (element === undefined) {
      const keys = list.keys.map(quote).join(' ');
      found.push(
        `${pathText(path)}: element ${index}: associative list with keys has an element that omits all key fields [${keys}] (and doesn't have default values for any key fields)`,
      );
      continue;
    }
    if (seen.has(element)) found.push(`${pathText(path)}: duplicate entries for key ${pathText([element])}`);
    seen.add(element);
    visit(list.element, item, [...path, element], found);
  }
}

function checkScalar({ scalar }: FieldType, value: Json, say: (text: string) => void): void {
  if (scalar === 'string' && typeof value !== 'string') say(`expected string, got ${goValue(value)}`);
  if (scalar === 'numeric' && typeof value !== 'number')
    say(`expected numeric (int or float), got ${goTypeName(value)}`);
  if (scalar === 'boolean' && typeof value !== 'boolean') say(`expected boolean, got ${goValue(value)}`);
  if (scalar === 'untyped' && typeof value === 'object') say(`expected any scalar, got ${goValue(value)}`);
}

function goValue(value: Json): string {
  const inner = typeof value === 'string' ? quote(value) : JSON.stringify(value);
  return `&value.valueUnstructured{Value:${inner}}`;
}

function goTypeName(value: Json): string {
  if (Array.isArray(value)) return '[]interface {}';
  if (isObject(value)) return 'map[string]interface {}';
  return typeof value === 'boolean' ? 'bool' : 'string';
}
