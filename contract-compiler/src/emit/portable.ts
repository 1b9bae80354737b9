// What a schema may say in more than one way is said in the way that the most generators of clients read: numbers have
// a format, a text with a default is no mere reference, and no object has a default.
import { type Contract, type Json, referenceName, type Schema } from '../read/schema.ts';

const INT32_MAX = 2 ** 31 - 1;

// Values, not schemas: they may look like one.
const DATA = new Set([
  'default',
  'enum',
  'const',
  'examples',
  'example',
  'required',
  'value',
  'x-hikube-request',
]);
const NAMED = new Set(['properties', 'schemas', 'parameters', 'headers', 'responses', 'paths', 'content']);

type Tree = { [key: string]: Json };

/** A copy of the document that means the same. */
export function portable(document: Contract): Contract {
  const { schemas } = document.components;
  const visit = (value: Json, keysAreNames: boolean): Json => {
    if (Array.isArray(value)) return value.map((item) => visit(item, false));
    if (value === null || typeof value !== 'object') return value;
    const inner = Object.fromEntries(
      Object.entries(value).map(([key, child]) => [
        key,
        !keysAreNames && DATA.has(key) ? child : visit(child, !keysAreNames && NAMED.has(key)),
      ]),
    );
    return keysAreNames ? inner : withoutObjectDefault(withFormat(withDefaultBeside(inner, schemas)));
  };
  return visit(document as unknown as Json, false) as unknown as Contract;
}

/** Java, C#, Go and Rust have a type for each size of whole numbers. */
function withFormat(schema: Tree): Tree {
  const isInteger = [schema['type']].flat().includes('integer');
  if (!isInteger || schema['format'] !== undefined) return schema;
  const fits = typeof schema['maximum'] === 'number' && schema['maximum'] <= INT32_MAX;
  return { ...schema, format: fits ? 'int32' : 'int64' };
}

/** A default beside a reference to a text is lost or does not compile: the text is written out there. */
function withDefaultBeside(schema: Tree, schemas: Record<string, Schema>): Tree {
  const { $ref, ...own } = schema;
  if (typeof $ref !== 'string' || own['default'] === undefined) return schema;
  const target = schemas[referenceName($ref)];
  return target?.type === 'string' && target.enum === undefined ? { ...(target as Tree), ...own } : schema;
}

/** Absent means the default here as everywhere; that of an object is always the empty one. */
function withoutObjectDefault(schema: Tree): Tree {
  const { default: fallback, ...rest } = schema;
  const isObject = typeof fallback === 'object' && fallback !== null && !Array.isArray(fallback);
  return isObject ? rest : schema;
}
