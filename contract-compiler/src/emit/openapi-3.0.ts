// openapi-3.0.gen.json: the published contract in the words of OpenAPI 3.0, for tools that read nothing newer. Where 3.0
// has no word, the twin says less: it never refuses what the contract takes.
import { type Contract, type Json, referenceName, type Schema } from '../read/schema.ts';
import { uniformHeaders } from './uniform-headers.ts';

type Tree = { [key: string]: Json };

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
const SCHEMAS = '#/components/schemas/';
/** Words that 3.0 does not have and that cannot be said in others. */
const UNKNOWN = ['propertyNames', 'if', 'then', 'else', 'not'];
/** Words for people who read; the twin is for generators. */
const READING = ['x-codeSamples', 'x-itemSchema'];
/** Few tools know its name, and the service takes a patch as plain JSON, too. */
const MERGE_PATCH = 'application/merge-patch+json';
const JSON_TYPE = 'application/json';
/** Formats of which clients make a type of their own, which has no length. */
const TYPED_FORMATS = new Set<Json | undefined>(['date-time', 'uuid']);
const LICENCES: Readonly<Record<string, string>> = {
  'Apache-2.0': 'https://www.apache.org/licenses/LICENSE-2.0',
};

/** A copy of the published contract as OpenAPI 3.0. */
export function openapi30(published: Contract): Json {
  const { openapi: _version, info, ...rest } = published;
  const { summary: _summary, license, ...about } = info;
  const { identifier, ...licence } = license as { identifier: string; name: string };
  const url = LICENCES[identifier];
  if (url === undefined)
    throw new Error(`openapi-3.0.ts has no address for the licence ${identifier}; add it`);
  const rewriter = new Rewriter(published.components.schemas);
  const document = rewriter.rewrite(rest as unknown as Json) as Tree;
  return {
    openapi: '3.0.3',
    info: { ...about, license: { ...licence, url } },
    ...uniformHeaders(withNullable(document, rewriter.orNull)),
  };
}

/** Adds the variants that may be null; a schema that is only used so is made one itself. */
function withNullable(document: Tree, names: ReadonlySet<string>): Tree {
  let text = JSON.stringify(document);
  const targets = [...names].map((name) => {
    const isUsed = text.includes(`"${SCHEMAS}${name}"`);
    if (!isUsed) text = text.replaceAll(`"${SCHEMAS}${name}OrNull"`, `"${SCHEMAS}${name}"`);
    return { name, target: isUsed ? `${name}OrNull` : name };
  });
  const result = JSON.parse(text) as Tree & { components: { schemas: Record<string, Tree> } };
  const { schemas } = result.components;
  for (const { name, target } of targets) schemas[target] = { ...schemas[name], nullable: true };
  return result;
}

class Rewriter {
  /** Schemas of which a variant is needed that may be null. */
  readonly orNull = new Set<string>();
  readonly #schemas: Record<string, Schema>;

  constructor(schemas: Record<string, Schema>) {
    this.#schemas = schemas;
  }

  /** Every schema in it rewritten, those inside first; where keys are names, the object around them is none. */
  rewrite(value: Json, keysAreNames = false): Json {
    if (Array.isArray(value)) return value.map((item) => this.rewrite(item));
    if (value === null || typeof value !== 'object') return value;
    const inner = Object.fromEntries(
      Object.entries(value)
        .filter(([key]) => keysAreNames || ![...UNKNOWN, ...READING].includes(key))
        .map(([key, child]) => [
          key === MERGE_PATCH ? JSON_TYPE : key,
          !keysAreNames && DATA.has(key) ? child : this.rewrite(child, !keysAreNames && NAMED.has(key)),
        ]),
    );
    return keysAreNames
      ? inner
      : oneBody(referring(this.#nullable(openEnum(typed(openly(this.#comparable(constant(inner))))))));
  }

  /** That objects differ is compared by few: ogen refuses the contract that asks for it. */
  #comparable(schema: Tree): Tree {
    const { uniqueItems, ...rest } = schema;
    const { $ref, type } = (schema['items'] ?? {}) as Schema;
    const isObject = ($ref === undefined ? type : this.#schemas[referenceName($ref)]?.type) === 'object';
    return uniqueItems !== undefined && isObject ? rest : schema;
  }

  /** "Or null" is a word of its own, which stands beside a type and never beside a reference. */
  #nullable(schema: Tree): Tree {
    const { type, anyOf, oneOf, ...rest } = schema;
    if (Array.isArray(type)) {
      const [one] = type.filter((name) => name !== 'null');
      return { ...rest, type: one ?? 'string', nullable: true };
    }
    const choices = anyOf ?? oneOf;
    if (!Array.isArray(choices) || !choices.some(isNull)) return schema;
    const [one = {}, ...others] = choices.filter((choice) => !isNull(choice)) as Tree[];
    if (others.length > 0) return { ...rest, anyOf: [one, ...others], nullable: true };
    const { $ref } = one;
    if (typeof $ref !== 'string') return { ...one, ...rest, nullable: true };
    const name = referenceName($ref);
    const target = this.#schemas[name] ?? {};
    if (target.type === 'string' && target.enum === undefined)
      return { ...(target as Tree), ...rest, nullable: true };
    this.orNull.add(name);
    return { ...rest, $ref: `${$ref}OrNull` };
  }
}

const isNull = (schema: Json): boolean => (schema as Tree)['type'] === 'null';

function constant(schema: Tree): Tree {
  const { const: only, ...rest } = schema;
  return only === undefined ? schema : { ...rest, enum: [only] };
}

/** An object that may grow says so: where nothing is said, clients of openapi-generator refuse what they do not know. */
function openly(schema: Tree): Tree {
  const isGrowing = schema['properties'] !== undefined && schema['additionalProperties'] === undefined;
  return isGrowing ? { ...schema, additionalProperties: true } : schema;
}

/** Some generators turn a text with a length into a type around that of its format, and then into two at once. */
function typed(schema: Tree): Tree {
  const { minLength: _min, maxLength: _max, ...rest } = schema;
  return TYPED_FORMATS.has(schema['format']) ? rest : schema;
}

/** A union of texts is a text; the values are known to tools that know the word of Zalando for it. */
function openEnum(schema: Tree): Tree {
  const { anyOf, ...rest } = schema;
  if (schema['x-hikube-enum'] !== 'open' || !Array.isArray(anyOf)) return schema;
  const [{ enum: values = [] } = {}] = anyOf as Tree[];
  return { ...rest, type: 'string', 'x-extensible-enum': values };
}

/** Of the forms that a request may have, JSON alone: some tools make no call that can be written in two ways. */
function oneBody(operation: Tree): Tree {
  const body = operation['requestBody'] as { content?: Tree } | undefined;
  const json = body?.content?.[JSON_TYPE];
  return json === undefined
    ? operation
    : { ...operation, requestBody: { ...body, content: { [JSON_TYPE]: json } } };
}

/** What stands beside a reference is ignored in 3.0. An example or an answer is referred to without words of its own. */
function referring(schema: Tree): Tree {
  const { $ref, ...own } = schema;
  if (typeof $ref !== 'string' || Object.keys(own).length === 0) return schema;
  return $ref.startsWith(SCHEMAS) ? { ...own, allOf: [{ $ref }] } : { $ref };
}
