// Sets of field paths, in the form that `fieldsV1` has: who holds what of an object.
import { quote } from '../json/go-text.ts';
import { isObject, type Json, type JsonObject, set, sortedText } from '../json/json.ts';
import { getOrMake } from '../map.ts';
import type { FieldType } from './field-type.ts';

/** One step of a path: `f:name`, `k:{"name":"x"}`, `v:"x"` or `i:0`. */
export type PathElement = string;

/** A set of paths. A path may be a member, have members below it, or both. */
export interface FieldSet {
  readonly members: Set<PathElement>;
  readonly children: Map<PathElement, FieldSet>;
}

export function emptySet(): FieldSet {
  return { members: new Set(), children: new Map() };
}

export function isEmpty({ members, children }: FieldSet): boolean {
  return members.size === 0 && [...children.values()].every(isEmpty);
}

export function insert(into: FieldSet, path: readonly PathElement[]): void {
  let current = into;
  for (const element of path.slice(0, -1)) {
    current = getOrMake(current.children, element, emptySet);
  }
  const last = path.at(-1);
  if (last !== undefined) current.members.add(last);
}

/** Builds a set from its parts, without children that hold nothing. */
function made(members: Iterable<PathElement>, children: Iterable<[PathElement, FieldSet]>): FieldSet {
  return {
    members: new Set(members),
    children: new Map([...children].filter(([, child]) => !isEmpty(child))),
  };
}

export function union(a: FieldSet, b: FieldSet): FieldSet {
  const children = new Map(a.children);
  for (const [element, child] of b.children) {
    const other = children.get(element);
    children.set(element, other === undefined ? child : union(other, child));
  }
  return made([...a.members, ...b.members], children);
}

export function intersection(a: FieldSet, b: FieldSet): FieldSet {
  const children: [PathElement, FieldSet][] = [];
  for (const [element, child] of a.children) {
    const other = b.children.get(element);
    if (other !== undefined) children.push([element, intersection(child, other)]);
  }
  return made(
    [...a.members].filter((element) => b.members.has(element)),
    children,
  );
}

/** Members of the first that are not members of the second; what is below a member of the second stays. */
export function difference(a: FieldSet, b: FieldSet): FieldSet {
  return made(
    [...a.members].filter((element) => !b.members.has(element)),
    [...a.children].map(([element, child]) => {
      const other = b.children.get(element);
      return [element, other === undefined ? child : difference(child, other)];
    }),
  );
}

/** As `difference`, and what is below a member of the second goes, too. */
export function deepDifference(a: FieldSet, b: FieldSet): FieldSet {
  return made(
    [...a.members].filter((element) => !b.members.has(element)),
    [...a.children]
      .filter(([element]) => !b.members.has(element))
      .map(([element, child]) => {
        const other = b.children.get(element);
        return [element, other === undefined ? child : deepDifference(child, other)];
      }),
  );
}

/** Makes every declared field that has something below it a member. */
export function withNamedFields(from: FieldSet, type: FieldType): FieldSet {
  const members = new Set(from.members);
  const children: [PathElement, FieldSet][] = [];
  for (const [element, child] of from.children) {
    const name = element.startsWith('f:') ? element.slice(2) : undefined;
    const named = name === undefined ? undefined : type.map?.fields.get(name);
    if (named !== undefined) members.add(element);
    const inner = named ?? (name === undefined ? type.list?.element : type.map?.element) ?? {};
    children.push([element, withNamedFields(child, inner)]);
  }
  return made(members, children);
}

/** Every member with its path. */
export function* paths(
  from: FieldSet,
  above: readonly PathElement[] = [],
): Generator<readonly PathElement[]> {
  const elements = [...new Set([...from.members, ...from.children.keys()])].sort();
  for (const element of elements) {
    const path = [...above, element];
    if (from.members.has(element)) yield path;
    const child = from.children.get(element);
    if (child !== undefined) yield* paths(child, path);
  }
}

/** As `fieldsV1`. */
export function toFieldsV1({ members, children }: FieldSet): JsonObject {
  const found: JsonObject = {};
  for (const element of [...new Set([...members, ...children.keys()])].sort()) {
    const child = children.get(element);
    const inner = child === undefined ? {} : toFieldsV1(child);
    set(found, element, child !== undefined && members.has(element) ? { '.': {}, ...inner } : inner);
  }
  return found;
}

/** @returns undefined when the value is no set */
export function fromFieldsV1(value: Json | undefined): FieldSet | undefined {
  if (!isObject(value)) return undefined;
  const found = emptySet();
  for (const [element, child] of Object.entries(value)) {
    if (element === '.') continue;
    if (!/^[fkvi]:/.test(element)) return undefined;
    const inner = fromFieldsV1(child);
    if (inner === undefined) return undefined;
    if (isEmpty(inner) || (isObject(child) && '.' in child)) found.members.add(element);
    if (!isEmpty(inner)) found.children.set(element, inner);
  }
  return found;
}

/** As messages show a path: `.spec.ports[name="http"].port`. */
export function pathText(path: readonly PathElement[]): string {
  return path
    .map((element) => {
      const rest = element.slice(2);
      if (element.startsWith('f:')) return `.${rest}`;
      if (element.startsWith('i:')) return `[${rest}]`;
      if (element.startsWith('v:')) return `[=${scalarText(JSON.parse(rest))}]`;
      const keys = JSON.parse(rest) as JsonObject;
      return `[${Object.entries(keys)
        .map(([key, value]) => `${key}=${scalarText(value)}`)
        .join(',')}]`;
    })
    .join('');
}

function scalarText(value: unknown): string {
  return typeof value === 'string' ? quote(value) : JSON.stringify(value);
}

/** The element for an item of a list that is known by some of its fields. */
export function keyElement(keys: JsonObject): PathElement {
  return `k:${sortedText(keys)}`;
}
