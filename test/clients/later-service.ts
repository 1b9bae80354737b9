// The same service a year later: in front of the one of today, it puts one more field into every object of an answer and
// another value into every enum that may grow. What works today must work with it.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
}
interface Answer {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
}
type PathItem = Readonly<Record<string, { readonly responses?: Readonly<Record<string, Answer>> }>>;
interface Contract {
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly responses: Readonly<Record<string, Answer>>;
  };
}

const file = new URL('../../openapi/generated/openapi.gen.json', import.meta.url);
const contract = JSON.parse(readFileSync(file, 'utf8')) as Contract;
const { schemas, responses } = contract.components;
const paths = Object.entries(contract.paths).map(([template, item]) => ({
  item,
  pattern: new RegExp(`^/v1${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
}));

/** What was added to the answers until now. */
export interface Growth {
  fields: number;
  values: number;
}

const last = (reference: string): string => reference.slice(reference.lastIndexOf('/') + 1);

/** The value as a later service would answer it. */
function grown(value: unknown, schema: Schema | undefined, growth: Growth): unknown {
  if (schema === undefined || value === null) return value;
  if (schema.$ref !== undefined) return grown(value, schemas[last(schema.$ref)], growth);
  const choices = (schema.anyOf ?? schema.oneOf)?.filter(({ type }) => type !== 'null');
  if (choices !== undefined) {
    if (choices.length === 1) return grown(value, choices[0], growth);
    growth.values += 1;
    return 'addedLater';
  }
  if (Array.isArray(value)) return value.map((item) => grown(item, schema.items, growth));
  if (typeof value !== 'object') return value;
  const { properties, additionalProperties: others } = schema;
  const entries = Object.entries(value).map(([key, inner]) => [
    key,
    grown(inner, properties?.[key] ?? (typeof others === 'object' ? others : undefined), growth),
  ]);
  // A map of the user's own, such as labels, never has a key that the user did not write.
  if (properties === undefined || others !== undefined) return Object.fromEntries(entries);
  growth.fields += 1;
  return { ...Object.fromEntries(entries), addedLater: { since: 'tomorrow' } };
}

function schemaOf(method: string, path: string, status: number, type: string): Schema | undefined {
  const operation = paths.find(({ pattern }) => pattern.test(path))?.item[method.toLowerCase()];
  const declared = operation?.responses?.[String(status)];
  const answer = declared?.$ref === undefined ? declared : responses[last(declared.$ref)];
  return answer?.content?.[type]?.schema;
}

/** Starts it in front of the service at `endpoint`, which ends with `/v1`. */
export async function startLaterService(endpoint: string) {
  const growth: Growth = { fields: 0, values: 0 };
  const server = createServer((request, response) => {
    const answer = async () => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of request) chunks.push(chunk as Uint8Array);
      const { host: _host, connection: _hop, 'content-length': _length, ...headers } = request.headers;
      const method = request.method ?? 'GET';
      const body = chunks.length === 0 ? {} : { body: Buffer.concat(chunks) };
      const url = new URL(request.url ?? '/', endpoint);
      const given = await fetch(url, { method, headers: headers as Record<string, string>, ...body });
      const text = await given.text();
      const type = (given.headers.get('content-type') ?? '').split(';')[0] ?? '';
      const schema = schemaOf(method, url.pathname, given.status, type);
      const { 'content-length': _size, ...kept } = Object.fromEntries(given.headers);
      response.writeHead(given.status, kept);
      response.end(schema === undefined ? text : JSON.stringify(grown(JSON.parse(text), schema, growth)));
    };
    answer().catch((error: Error) => response.destroy(error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { endpoint: `http://127.0.0.1:${port}/v1`, growth, stop };
}
