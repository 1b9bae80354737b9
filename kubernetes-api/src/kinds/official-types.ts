// The shape of the generated tables.

/** An OpenAPI schema, as far as it is looked at. */
export interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly not?: Schema;
  readonly type?: string;
  readonly format?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly nullable?: boolean;
  readonly [extension: `x-kubernetes-${string}`]: unknown;
}

/**
 * JSON name, Go type, when it is left out (0: never, 1: when empty, which a struct never is, 2: when zero), number in the
 * protobuf message, and the number of the inner message that it is in, if it is in one.
 */
export type GoField = readonly [json: string, type: string, omit: number, number: number, within?: number];

export interface OfficialSchema {
  readonly schema: Schema;
  /** Fields in the order of the Go struct. */
  readonly go?: readonly GoField[];
}

export type OfficialSchemas = Readonly<Record<string, OfficialSchema>>;

/** Texts by schema and field; `''` is the schema's own. */
export type OfficialDescriptions = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A resource as discovery lists it; `name` is `pods` or `pods/status`. */
export interface OfficialResource {
  readonly name: string;
  readonly singularName: string;
  readonly namespaced: boolean;
  readonly kind: string;
  readonly group?: string;
  readonly version?: string;
  readonly verbs: readonly string[];
  readonly shortNames?: readonly string[];
  readonly categories?: readonly string[];
}

export interface OfficialKinds {
  readonly version: string;
  readonly groupVersions: readonly {
    readonly group: string;
    readonly version: string;
    readonly resources: readonly OfficialResource[];
    readonly schemas: readonly string[];
  }[];
}

/** Objects that a cluster has from its first moment. */
export type OfficialRoles = readonly {
  readonly resource: string;
  readonly object: Readonly<Record<string, unknown>>;
}[];
