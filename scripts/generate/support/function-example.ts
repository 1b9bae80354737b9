// An example of the function of an operation, from the examples of the contract: one call, with what it needs.
interface Referring {
  readonly $ref?: string;
}

interface Parameter {
  readonly in: string;
  readonly name: string;
  readonly example?: unknown;
}

interface Content {
  readonly schema?: Referring;
  readonly examples?: Readonly<Record<string, Referring | { readonly value: unknown }>>;
}

interface Carrier {
  readonly content?: Readonly<Record<string, Content>>;
}

/** What an operation says by which an example of it is made. */
export interface Exemplified {
  readonly operationId: string;
  readonly parameters?: readonly (Parameter | Referring)[];
  readonly requestBody?: Carrier | Referring;
  readonly responses?: Readonly<Record<string, Carrier | Referring>>;
}

type Pairs = Readonly<Record<string, { readonly parameters?: { readonly path?: object } }>>;

/**
 * The statement of an example.
 * @param document where references lead
 * @param pairs the examples of the operation by name, with their parameters
 */
export function exampleOf(
  document: object,
  { operationId, ...described }: Exemplified,
  pairs: Pairs = {},
): string {
  const find = <T>(given: T | Referring | undefined) => followed<T>(document, given);
  const path = (described.parameters ?? [])
    .map((each) => find<Parameter>(each))
    .flatMap((each) => (each?.in === 'path' ? [[each.name, each.example] as const] : []));
  const [name, body] = valuesOf(find<Carrier>(described.requestBody), find).sort(byLength)[0] ?? [];
  // A body may be about another object than the one that the parameters name.
  const own = pairs[name ?? '']?.parameters?.path;
  const input = {
    ...(path.length === 0 ? {} : { path: { ...Object.fromEntries(path), ...own } }),
    ...(body === undefined ? {} : { body }),
  };
  return `const ${nameOf(described.responses ?? {}, find)} = await ${operationId}(core, ${literal(input)});`;
}

type Find = <T>(given: T | Referring | undefined) => T | undefined;

function followed<T>(document: object, given: T | Referring | undefined): T | undefined {
  const target = (given as Referring | undefined)?.$ref;
  if (target === undefined) return given as T | undefined;
  const keys = target.slice('#/'.length).split('/');
  return keys.reduce<unknown>((inside, key) => (inside as Record<string, unknown>)[key], document) as T;
}

/** Every example of a body in JSON, by name. */
function valuesOf(carrier: Carrier | undefined, find: Find): [name: string, value: unknown][] {
  const [, content] = Object.entries(carrier?.content ?? {}).find(([type]) => type.endsWith('json')) ?? [];
  return Object.entries(content?.examples ?? {}).map(([name, each]) => [
    name,
    find<{ readonly value: unknown }>(each)?.value,
  ]);
}

/** The shortest says most about the function, and least about the rest. */
const byLength = (one: unknown, other: unknown) => JSON.stringify(one).length - JSON.stringify(other).length;

/** What is answered, by the name of its schema; of a list, its items. */
function nameOf(responses: NonNullable<Exemplified['responses']>, find: Find): string {
  const success = Object.keys(responses).find((status) => status.startsWith('2'));
  const answered = find<Carrier>(responses[success ?? '']);
  const schema =
    Object.values(answered?.content ?? {})[0]
      ?.schema?.$ref?.split('/')
      .at(-1) ?? 'answer';
  return schema.endsWith('List') ? '{ items }' : `${schema[0]?.toLowerCase()}${schema.slice(1)}`;
}

/** A value as a person writes it in a program. */
function literal(value: unknown): string {
  if (typeof value === 'string')
    return `'${JSON.stringify(value).slice(1, -1).replaceAll("'", "\\'").replaceAll('\\"', '"')}'`;
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const fields = Object.entries(value).map(([name, each]) => `${keyOf(name)}: ${literal(each)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

const keyOf = (name: string) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name));
