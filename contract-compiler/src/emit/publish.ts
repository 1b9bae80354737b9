// The contract as the world gets it. Inside, every schema is closed, so that our own tests notice a field too many; what
// is published is closed for requests only: an answer may have more properties, and an enum that is open takes any text,
// or the first additive change would break every client that validates.
import { flatOperations } from '../read/flat-operations.ts';
import { type Contract, type Json, type MediaType, referenceName, type Schema } from '../read/schema.ts';

const SCHEMAS = '#/components/schemas/';
const YAML = 'application/yaml';

/** A copy in which answers are open. A schema of both sides gets a closed twin for requests, named `<Name>Input`. */
export function publish(document: Contract): Contract {
  const published = structuredClone(document);
  const { schemas } = published.components;
  yamlIsText(published);
  const asked = reachable(requestsOf(published), schemas);
  const answered = reachable(answersOf(published), schemas);
  const opening = openingSchemas(schemas);
  const twins = new Set([...asked].filter((name) => answered.has(name) && opening.has(name)));
  for (const name of asked) {
    const schema = toTwins(schemas[name] as Json, twins) as Schema;
    if (twins.has(name)) addTwin(schemas, `${name}Input`, schema);
    else if (!answered.has(name)) schemas[name] = schema;
  }
  for (const media of requestsOf(published)) Object.assign(media, toTwins(media as Json, twins));
  for (const name of answered) schemas[name] = opened(schemas[name] as Json) as Schema;
  for (const media of answersOf(published)) Object.assign(media, opened(media as Json));
  published.components.schemas = sorted(schemas);
  return published;
}

/** A manifest is described as a document and travels as text. */
function yamlIsText(document: Contract): void {
  for (const { operation } of flatOperations(document)) {
    for (const { content } of [operation.requestBody ?? {}, ...Object.values(operation.responses)] as {
      content?: Record<string, MediaType>;
    }[]) {
      const media = content?.[YAML];
      const { $ref } = media?.schema ?? {};
      if (media === undefined || $ref === undefined) continue;
      media.schema = { type: 'string', description: `A ${referenceName($ref)} as one YAML document.` };
    }
  }
}

type Content = { content?: Record<string, MediaType> };

const mediaOf = (parts: readonly Content[]) => parts.flatMap(({ content }) => Object.values(content ?? {}));

/** What is sent: bodies, and parameters, which have a schema as a media type has. */
function requestsOf(document: Contract): MediaType[] {
  const flat = flatOperations(document);
  return [
    ...mediaOf(flat.map(({ operation }) => operation.requestBody ?? {})),
    ...new Set(flat.flatMap(({ parameters }): MediaType[] => parameters)),
  ];
}

function answersOf(document: Contract): MediaType[] {
  const own = flatOperations(document).flatMap(({ operation }) => Object.values(operation.responses));
  return mediaOf([...own, ...Object.values(document.components.responses)]);
}

function referencesIn(value: Json, found: Set<string> = new Set()): Set<string> {
  if (Array.isArray(value)) for (const item of value) referencesIn(item, found);
  else if (value !== null && typeof value === 'object') {
    for (const [key, child] of Object.entries(value)) {
      if (key === '$ref' && typeof child === 'string' && child.startsWith(SCHEMAS))
        found.add(referenceName(child));
      else referencesIn(child, found);
    }
  }
  return found;
}

function reachable(roots: readonly MediaType[], schemas: Record<string, Schema>): Set<string> {
  const found = new Set<string>();
  const visit = (value: Json) => {
    for (const name of referencesIn(value)) {
      if (found.has(name)) continue;
      found.add(name);
      visit(schemas[name] as Json);
    }
  };
  for (const { schema } of roots) if (schema !== undefined) visit(schema as Json);
  return found;
}

/** Schemas that differ once they are open, by themselves or by one that they refer to. */
function openingSchemas(schemas: Record<string, Schema>): Set<string> {
  const found = new Set<string>();
  const opens = (schema: Schema) =>
    JSON.stringify(opened(schema as Json)) !== JSON.stringify(schema) ||
    [...referencesIn(schema as Json)].some((name) => found.has(name));
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const [name, schema] of Object.entries(schemas)) if (opens(schema)) found.add(name);
  }
  return found;
}

function addTwin(schemas: Record<string, Schema>, name: string, schema: Schema): void {
  if (schemas[name] !== undefined)
    throw new Error(`${name}: this name is needed for a request; rename the schema`);
  schemas[name] = schema;
}

function toTwins(value: Json, twins: ReadonlySet<string>): Json {
  if (Array.isArray(value)) return value.map((item) => toTwins(item, twins));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) =>
      key === '$ref' && typeof child === 'string' && twins.has(referenceName(child))
        ? [key, `${child}Input`]
        : [key, toTwins(child, twins)],
    ),
  );
}

// Values, not schemas: they may look like one.
const DATA = new Set(['default', 'enum', 'const', 'examples', 'example', 'required']);

/** The schema without closed objects, and with any text beside the values of an open enum. */
function opened(value: Json, keysAreNames = false): Json {
  if (Array.isArray(value)) return value.map((item) => opened(item));
  if (value === null || typeof value !== 'object') return value;
  const result: { [key: string]: Json } = {};
  for (const [key, child] of Object.entries(value)) {
    if (!keysAreNames && key === 'additionalProperties' && child === false) continue;
    result[key] =
      !keysAreNames && DATA.has(key) ? child : opened(child, !keysAreNames && key === 'properties');
  }
  return keysAreNames ? result : withAnyText(result);
}

function withAnyText(schema: { [key: string]: Json }): Json {
  const { type, enum: values, ...rest } = schema;
  if (schema['x-hikube-enum'] !== 'open' || values === undefined) return schema;
  return { ...rest, anyOf: [{ type: type ?? 'string', enum: values }, { type: 'string' }] };
}

function sorted(schemas: Record<string, Schema>): Record<string, Schema> {
  return Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1)));
}
