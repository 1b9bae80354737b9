// Types of official objects, made of their schemas and Go structs: what a decoder, a patch and an encoder need to know.
import type { GoField, OfficialSchemas, Schema } from '../kinds/official-types.ts';

/** Values that are written as one JSON value. */
export type ScalarName =
  | 'string'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'bytes'
  | 'time'
  | 'microTime'
  | 'quantity'
  | 'intOrString'
  | 'any';

export interface StructType {
  readonly is: 'struct';
  /** Name of the schema. */
  readonly schema: string;
  /** `v1.ConfigMap`. */
  readonly goName: string;
  /** In the order of the Go struct. */
  readonly fields: ReadonlyMap<string, Field>;
}

export interface Field {
  readonly name: string;
  /** Reading it compiles the type, so that types may contain themselves. */
  readonly type: TypeNode;
  readonly pointer: boolean;
  /** 0: always written; 1: left out when empty, which a struct never is; 2: left out when zero. */
  readonly omit: number;
  /** Number in the protobuf message. */
  readonly number: number;
  /** Number of the inner message that it is in; 0: none. */
  readonly within: number;
  readonly schema: Schema;
}

export interface MapType {
  readonly is: 'map';
  readonly goName: string;
  readonly value: TypeNode;
}

export interface ListType {
  readonly is: 'list';
  readonly goName: string;
  readonly item: TypeNode;
}

export interface ScalarType {
  readonly is: 'scalar';
  readonly scalar: ScalarName;
  readonly goName: string;
  /** Of an integer. */
  readonly bits: 32 | 64;
}

export type TypeNode = StructType | MapType | ListType | ScalarType;

const REF = '#/components/schemas/';
const META = 'io.k8s.apimachinery.pkg.apis.meta.v1.';
const EXTENSIONS = 'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.';

/** Schemas that have their own way to be read. */
const SPECIAL: Readonly<Record<string, ScalarName>> = {
  [`${META}Time`]: 'time',
  [`${META}MicroTime`]: 'microTime',
  [`${META}FieldsV1`]: 'any',
  [`${META}Patch`]: 'any',
  'io.k8s.apimachinery.pkg.api.resource.Quantity': 'quantity',
  'io.k8s.apimachinery.pkg.runtime.RawExtension': 'any',
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': 'intOrString',
  [`${EXTENSIONS}JSON`]: 'any',
  [`${EXTENSIONS}JSONSchemaPropsOrArray`]: 'any',
  [`${EXTENSIONS}JSONSchemaPropsOrBool`]: 'any',
  [`${EXTENSIONS}JSONSchemaPropsOrStringArray`]: 'any',
};

/** The name of the schema that a schema refers to, also through an `allOf` of one. */
export function refOf(schema: Schema): string | undefined {
  const ref = schema.$ref ?? schema.allOf?.[0]?.$ref;
  return ref?.startsWith(REF) ? ref.slice(REF.length) : undefined;
}

/** Types by the name of their schema, each compiled when it is first asked for. */
export class Types {
  readonly #schemas: OfficialSchemas;
  readonly #known = new Map<string, TypeNode>();

  constructor(schemas: OfficialSchemas) {
    this.#schemas = schemas;
  }

  named(name: string): TypeNode {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const type = this.#compile(name);
    this.#known.set(name, type);
    return type;
  }

  #compile(name: string): TypeNode {
    const goName = goNameOf(name);
    const special = SPECIAL[name];
    if (special !== undefined) return scalarType(special, goName);
    const official = this.#schemas[name];
    if (official === undefined) throw new Error(`the table of kinds has no schema ${name}`);
    const { schema, go } = official;
    if (schema.properties === undefined) return this.#of(schema, goName);
    const fields = new Map<string, Field>();
    for (const entry of go ?? []) {
      const field = this.#field(schema, entry);
      if (field !== undefined) fields.set(entry[0], field);
    }
    return { is: 'struct', schema: name, goName, fields };
  }

  #field(schema: Schema, [name, goType, omit, number, within = 0]: GoField): Field | undefined {
    const property = schema.properties?.[name];
    if (property === undefined) return undefined;
    const pointer = goType.startsWith('*');
    const goName = qualified(pointer ? goType.slice(1) : goType);
    const compile = () => this.#of(property, goName);
    let type: TypeNode | undefined;
    return {
      name,
      get type() {
        type ??= compile();
        return type;
      },
      pointer,
      omit,
      number,
      within,
      schema: property,
    };
  }

  #of(schema: Schema, goName: string): TypeNode {
    const ref = refOf(schema);
    if (ref !== undefined) return this.named(ref);
    if (schema.type === 'array')
      return { is: 'list', goName, item: this.#of(schema.items ?? {}, goName.replace(/^\[\]/, '')) };
    if (schema.type === 'object') {
      const { additionalProperties } = schema;
      if (typeof additionalProperties !== 'object') return scalarType('any', goName);
      return { is: 'map', goName, value: this.#of(additionalProperties, goName.replace(/^map\[\w+\]/, '')) };
    }
    return scalarType(scalarOf(schema), goName, schema.format);
  }
}

function scalarType(scalar: ScalarName, goName: string, format?: string): ScalarType {
  return { is: 'scalar', scalar, goName, bits: scalar === 'intOrString' || format === 'int32' ? 32 : 64 };
}

function scalarOf({ type, format }: Schema): ScalarName {
  if (type === 'string') return format === 'byte' ? 'bytes' : 'string';
  if (type === 'integer' || type === 'number' || type === 'boolean') return type;
  return 'any';
}

/** `io.k8s.api.core.v1.ConfigMap` is `v1.ConfigMap`. */
function goNameOf(schema: string): string {
  return schema.split('.').slice(-2).join('.');
}

/** Types of the same package stand in the source without it. */
function qualified(goType: string): string {
  return goType.replace(/^((?:\[\]|map\[\w+\])*)([A-Z]\w*)$/, '$1v1.$2').replace(/\[([A-Z]\w*)\]/, '[v1.$1]');
}
