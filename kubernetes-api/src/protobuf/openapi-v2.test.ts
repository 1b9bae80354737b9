// The older OpenAPI document in the form of Go clients: what is read back by the numbers of its definition is what the
// JSON says. kubectl and Helm read it in test/.
import { expect, test } from 'vitest';
import { controlPlaneKinds, createKubernetesApi } from '../index.ts';
import { fieldsOf } from './wire.ts';

const ALIAS = 'application/com.github.proto-openapi.spec.v2@v1.0+protobuf';
const TYPE = 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf';

const api = createKubernetesApi({ kinds: controlPlaneKinds() });
const ask = (headers: Readonly<Record<string, string>>) =>
  api.fetch(new Request('http://kubernetes/openapi/v2', { headers }));

/** Messages below a message, on a way of field numbers. */
function below(bytes: Uint8Array, ...way: number[]): Uint8Array[] {
  const [first, ...rest] = way;
  if (first === undefined) return [bytes];
  return (fieldsOf(bytes).get(first) ?? []).flatMap((found) => below(found as Uint8Array, ...rest));
}
const textOf = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);
/** Messages with a name, by it. */
const named = (all: readonly Uint8Array[]) =>
  new Map(all.map((each) => [textOf(below(each, 1)[0]), below(each, 2)[0]!]));

interface Parameter {
  readonly name: string;
  readonly in: string;
}
const namesIn = (place: string, all: readonly Parameter[]) =>
  all.filter((each) => each.in === place).map(({ name }) => name);

interface Document {
  readonly definitions: Readonly<Record<string, { properties?: object; description?: string }>>;
  readonly paths: Readonly<
    Record<string, { get: { parameters: readonly Parameter[] }; parameters: readonly Parameter[] }>
  >;
}

test('everything that the JSON names is there, by the numbers of its definition', async () => {
  const document = (await (await ask({})).json()) as Document;
  const answer = await ask({ accept: ALIAS });
  expect(answer.headers.get('content-type')).toBe(TYPE);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  expect(textOf(below(bytes, 1)[0])).toBe('2.0');
  const schemas = named(below(bytes, 9, 1));
  expect([...schemas.keys()]).toEqual(Object.keys(document.definitions));
  for (const [name, { properties = {}, description = '' }] of Object.entries(document.definitions)) {
    const schema = schemas.get(name)!;
    expect([...named(below(schema, 25, 1)).keys()]).toEqual(Object.keys(properties));
    expect(textOf(below(schema, 4)[0])).toBe(description);
  }
  const paths = named(below(bytes, 8, 2));
  expect([...paths.keys()]).toEqual(Object.keys(document.paths));
  const path = '/api/v1/namespaces/{namespace}/configmaps';
  const { get: list, parameters } = document.paths[path]!;
  const item = paths.get(path)!;
  const get = below(item, 2)[0]!;
  // Names of parameters, of an operation and of a path: those without a body stand below where they are, 3 is a query.
  expect(below(get, 8, 1, 2, 3, 4).map(textOf)).toEqual(list.parameters.map(({ name }) => name));
  expect(below(item, 9, 1, 2, 4, 4).map(textOf)).toEqual(namesIn('path', parameters));
  expect(below(item, 9, 1, 2, 3, 4).map(textOf)).toEqual(namesIn('query', parameters));
  const kind = named(below(get, 13)).get('x-kubernetes-group-version-kind')!;
  expect(JSON.parse(textOf(below(kind, 2)[0]))).toEqual({ group: '', kind: 'ConfigMap', version: 'v1' });
});

test('it is known by a tag of its own, and a form that there is not is refused', async () => {
  const tags = await Promise.all(
    [{}, { accept: ALIAS }].map(async (each) => (await ask(each)).headers.get('etag')!),
  );
  expect(new Set(tags).size).toBe(2);
  expect((await ask({ accept: TYPE, 'if-none-match': tags[1]! })).status).toBe(304);
  expect((await ask({ accept: 'application/xml' })).status).toBe(406);
  expect((await ask({ accept: 'application/xml, */*;q=0.1' })).headers.get('content-type')).toBe(
    'application/json',
  );
});
