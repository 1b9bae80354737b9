// known-fields.gen.ts: fields that a resource has and a body has not, so that a refusal can say why they are not taken.
import { type Contract, type DeriveFacts, referenceName, type Schema } from '../read/schema.ts';
import { HEADER, literal } from '../read/text.ts';

type Reason = 'set' | 'named' | 'fixed';
type Found = Record<string, Reason>;

/** Walks a body beside the resource that it was derived from; a part that was derived by itself brings its own. */
class Walk {
  readonly found: Found = {};
  readonly #document: Contract;
  readonly #derived: ReadonlyMap<string, DeriveFacts>;

  constructor(document: Contract, derived: ReadonlyMap<string, DeriveFacts>) {
    this.#document = document;
    this.#derived = derived;
  }

  visit(body: Schema, source: Schema | undefined, path: string, as: DeriveFacts['as']): void {
    const chosen = body.anyOf?.find(({ type }) => type !== 'null') ?? body;
    const facts = chosen.$ref === undefined ? undefined : this.#derived.get(referenceName(chosen.$ref));
    if (facts !== undefined) {
      this.#parts(this.#resolved(chosen), this.#document.components.schemas[facts.from], path, facts.as);
    } else {
      this.#parts(this.#resolved(chosen), source && this.#resolved(source), path, as);
    }
  }

  #parts(body: Schema, source: Schema | undefined, path: string, as: DeriveFacts['as']): void {
    for (const [name, property] of Object.entries(source?.properties ?? {})) {
      if (body.properties?.[name] !== undefined) continue;
      const isKey = name === source?.['x-hikube-resource']?.key;
      this.found[`${path}/${name}`] = reasonOf(property, isKey && (as === 'inline' || path !== ''));
    }
    for (const [name, property] of Object.entries(body.properties ?? {})) {
      this.visit(property, source?.properties?.[name], `${path}/${name}`, as);
    }
    if (typeof body.additionalProperties === 'object') {
      const values = source?.additionalProperties;
      this.visit(body.additionalProperties, typeof values === 'object' ? values : undefined, `${path}/*`, as);
    }
    if (body.items !== undefined) this.visit(body.items, source?.items, `${path}/*`, as);
  }

  #resolved(schema: Schema): Schema {
    if (schema.$ref === undefined) return schema;
    return this.#document.components.schemas[referenceName(schema.$ref)] ?? schema;
  }
}

function reasonOf(property: Schema, isNamedOutside: boolean): Reason {
  const facts = property['x-hikube-terraform'];
  if (facts?.parent || isNamedOutside) return 'named';
  return facts?.class === 'output' || facts?.class === 'volatile' ? 'set' : 'fixed';
}

/** The table, by name of the body. */
export function knownFields(document: Contract, sources: Record<string, Schema>): Record<string, Found> {
  const derived = new Map<string, DeriveFacts>();
  for (const [name, { 'x-hikube-derive': facts }] of Object.entries(sources)) {
    if (facts !== undefined && facts.as !== 'list') derived.set(name, facts);
  }
  const tables = [...derived].map(([name, { as }]) => {
    const walk = new Walk(document, derived);
    walk.visit({ $ref: `#/components/schemas/${name}` }, undefined, '', as);
    return [name, walk.found] as const;
  });
  return Object.fromEntries(tables.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The table as a module. */
export function emitKnownFields(document: Contract, sources: Record<string, Schema>): string {
  return `${HEADER}
/** Why a body does not take a field of its resource: the service sets it, it is named outside, or it never changes. */
export type KnownField = 'set' | 'named' | 'fixed';

/** Fields of a resource that its bodies do not take, by body and by pointer; \`*\` is any key. */
export const knownFields: Readonly<Record<string, Readonly<Record<string, KnownField>>>> = ${literal(knownFields(document, sources))};
`;
}
