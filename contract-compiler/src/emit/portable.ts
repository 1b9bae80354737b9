// What a schema may say in more than one way is said in the way that the most generators of clients read: numbers have
// a format, and a default is told in words. Of the keyword `default`, clients make a property that must be there, or
// fill in what was the default on the day they were generated; absent shall mean whatever the service derives.
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
type Change = (schema: Tree) => Tree;

/** A copy of the document that means the same. A parameter keeps its default: every generator knows what that is. */
export function portable(document: Contract): Contract {
  const { schemas } = document.components;
  const rewritten = rewrite(document as unknown as Tree, withFormat) as unknown as Contract;
  for (const [name, schema] of Object.entries(rewritten.components.schemas))
    rewritten.components.schemas[name] = rewrite(schema as unknown as Tree, (part) =>
      withDefaultInWords(part, schemas),
    ) as Schema;
  return rewritten;
}

/** The tree with every object in it changed, those inside first; where keys are names, the object around them is none. */
function rewrite(value: Json, change: Change, keysAreNames = false): Json {
  if (Array.isArray(value)) return value.map((item) => rewrite(item, change));
  if (value === null || typeof value !== 'object') return value;
  const inner = Object.fromEntries(
    Object.entries(value).map(([key, child]) => [
      key,
      !keysAreNames && DATA.has(key) ? child : rewrite(child, change, !keysAreNames && NAMED.has(key)),
    ]),
  );
  return keysAreNames ? inner : change(inner);
}

/** Java, C#, Go and Rust have a type for each size of whole numbers. */
function withFormat(schema: Tree): Tree {
  const isInteger = [schema['type']].flat().includes('integer');
  if (!isInteger || schema['format'] !== undefined) return schema;
  const fits = typeof schema['maximum'] === 'number' && schema['maximum'] <= INT32_MAX;
  return { ...schema, format: fits ? 'int32' : 'int64' };
}

function withDefaultInWords(schema: Tree, schemas: Record<string, Schema>): Tree {
  const { default: fallback, ...rest } = schema;
  if (fallback === undefined) return schema;
  const { $ref } = rest;
  const own =
    rest['description'] ?? (typeof $ref === 'string' ? schemas[referenceName($ref)]?.description : undefined);
  return {
    ...rest,
    description: `${own ?? ''} Default: ${inWords(fallback)}.`.trim(),
    'x-hikube-default': fallback,
  };
}

function inWords(value: Json): string {
  if (value === '') return 'empty';
  if (value !== null && typeof value === 'object' && Object.keys(value).length === 0) return 'none';
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}
