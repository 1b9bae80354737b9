// Some generators turn the values of every enum that has a name into constants, all side by side: `admin` of two enums is
// then declared twice, and the client does not compile. What is marked `x-hikube-in-place` has a name in our files only,
// and is published at every place that refers to it.
import { type Contract, type Json, referenceName, type Schema } from '../read/schema.ts';

const SCHEMAS = '#/components/schemas/';

/** A copy of what is published, with marked enums where they are used. An open one has no constants. Fails where two have one. */
export function inPlace(published: Contract): Contract {
  const { schemas } = published.components;
  const marked = Object.entries(schemas).filter(([, schema]) => schema['x-hikube-in-place'] === true);
  const moved = new Map(marked.filter(([, { enum: values }]) => values !== undefined));
  const kept = Object.entries(schemas).filter(([name]) => !moved.has(name));
  assertApart(kept);
  const document = {
    ...published,
    components: { ...published.components, schemas: Object.fromEntries(kept) },
  };
  return written(document as unknown as Json, moved) as unknown as Contract;
}

function assertApart(schemas: readonly [string, Schema][]): void {
  const owners = new Map<string, string>();
  for (const [name, { enum: values = [] }] of schemas) {
    for (const value of values) {
      const constant = String(value).toUpperCase();
      const other = owners.get(constant);
      if (other !== undefined)
        throw new Error(
          `${name}: has the value ${value}, which ${other} has, too; add x-hikube-in-place: true to one of them`,
        );
      owners.set(constant, name);
    }
  }
}

function written(value: Json, moved: ReadonlyMap<string, Schema>): Json {
  if (Array.isArray(value)) return value.map((item) => written(item, moved));
  if (value === null || typeof value !== 'object') return value;
  const {
    $ref,
    'x-hikube-in-place': _marker,
    ...own
  } = Object.fromEntries(Object.entries(value).map(([key, child]) => [key, written(child, moved)]));
  if ($ref === undefined) return own;
  const target =
    typeof $ref === 'string' && $ref.startsWith(SCHEMAS) ? moved.get(referenceName($ref)) : undefined;
  if (target === undefined) return { $ref, ...own };
  const { 'x-hikube-in-place': _here, ...schema } = target;
  return { ...(schema as { [key: string]: Json }), ...own };
}
