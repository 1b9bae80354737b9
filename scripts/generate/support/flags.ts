// How a schema becomes flags: an object one flag for each of its fields, everything else one flag.

/** The part of JSON Schema that the contract uses. */
export interface Described {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly (string | number | null)[];
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, Described>>;
  readonly required?: readonly string[];
  readonly items?: Described;
  readonly additionalProperties?: boolean | Described;
  readonly anyOf?: readonly Described[];
  readonly oneOf?: readonly Described[];
  readonly 'x-hikube-catalogue'?: string;
  readonly 'x-hikube-secret'?: boolean | string;
}

/** Follows a reference. */
export type Resolve = (value: Described) => Described;

/** What `cli/src/contract/field.ts` describes. */
export interface Flag {
  readonly flag: string;
  readonly path: readonly string[];
  readonly kind: string;
  readonly description: string;
  readonly choices?: readonly string[];
  readonly default?: unknown;
  readonly isRequired?: true;
  readonly isNullable?: true;
  readonly isSecret?: true;
  readonly catalogue?: string;
  readonly elements?: readonly Flag[];
}

/** The flags of an object's fields. */
export function fieldsOf(resolve: Resolve, schema: Described, path: readonly string[] = []): Flag[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, given]) => {
    const field = whole(resolve, given);
    const isRequired = schema.required?.includes(name) === true;
    const isObject = field.properties !== undefined && field.additionalProperties === false;
    if (isObject) return fieldsOf(resolve, field, [...path, name]);
    return [flagOf(resolve, [...path, name], field, isRequired && path.length === 0)];
  });
}

/** The flag of one value. */
export function flagOf(
  resolve: Resolve,
  path: readonly string[],
  field: Described,
  isRequired: boolean,
): Flag {
  const choices = choicesOf(resolve, field);
  const elements = elementsOf(resolve, field);
  return {
    flag: path
      .map((part, index) => (index === 0 ? part : part.charAt(0).toUpperCase() + part.slice(1)))
      .join(''),
    path,
    kind: kindOf(resolve, field),
    description: field.description ?? '',
    ...(choices === undefined ? {} : { choices }),
    ...(field.default === undefined ? {} : { default: field.default }),
    ...(isRequired ? { isRequired } : {}),
    ...(isNullable(field) ? { isNullable: true } : {}),
    ...(field['x-hikube-secret'] === true ? { isSecret: true } : {}),
    ...(field['x-hikube-catalogue'] === undefined ? {} : { catalogue: field['x-hikube-catalogue'] }),
    ...(elements === undefined ? {} : { elements }),
  };
}

/** A value that may also be null, as what it is otherwise; what is said beside it stays. */
function whole(resolve: Resolve, given: Described): Described {
  const { anyOf, ...said } = resolve(given);
  if (anyOf === undefined) return said;
  const [value] = anyOf.filter((each) => each.type !== 'null');
  const inner = whole(resolve, value ?? {});
  return { ...inner, ...said, type: [typeOf(inner), 'null'] };
}

const isNullable = ({ type }: Described) => Array.isArray(type) && type.includes('null');

function typeOf({ type }: Described): string {
  return [type].flat().find((each) => each !== 'null') ?? 'object';
}

function kindOf(resolve: Resolve, field: Described): string {
  const type = typeOf(field);
  if (type === 'string') return 'text';
  if (type === 'integer' || type === 'number') return 'number';
  if (type === 'boolean') return 'switch';
  if (type === 'array') return typeOf(whole(resolve, field.items ?? {})) === 'object' ? 'objects' : 'texts';
  if (typeof field.additionalProperties !== 'object') return 'json';
  return typeOf(whole(resolve, field.additionalProperties)) === 'object' ? 'named' : 'pairs';
}

function choicesOf(resolve: Resolve, field: Described): readonly string[] | undefined {
  const own = field.enum ?? (field.items === undefined ? undefined : whole(resolve, field.items).enum);
  return own?.filter((each) => each !== null).map(String);
}

/** Fields of each object in a list or a map. */
function elementsOf(resolve: Resolve, field: Described): readonly Flag[] | undefined {
  const kind = kindOf(resolve, field);
  const element =
    kind === 'objects' ? field.items : kind === 'named' ? field.additionalProperties : undefined;
  return typeof element === 'object' ? fieldsOf(resolve, whole(resolve, element)) : undefined;
}
