// The contract as the portal reads it: the complete document that every client is generated from.
import type { Json } from './json.ts';

/** A schema of the contract. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly Json[];
  readonly const?: Json;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly default?: Json;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly 'x-hikube-default'?: Json;
  readonly 'x-hikube-enum'?: 'open' | 'closed';
  readonly 'x-hikube-secret'?: Json;
  readonly 'x-hikube-terraform'?: TerraformClass;
}

/** What an attribute is in a plan. */
interface TerraformClass {
  readonly class: 'input' | 'output' | 'constant-default' | 'derived-default' | 'volatile';
  readonly immutable?: 'replace' | 'reject';
  readonly rolls?: boolean;
  readonly dependsOn?: readonly string[];
  readonly collection?: 'set' | 'map' | 'ordered';
}

/** A parameter of a path, query or header. */
export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: Schema;
}

/** One way in which a body or an answer may look. */
export interface Content {
  readonly schema?: Schema;
  readonly examples?: Readonly<Record<string, Reference>>;
}

/** What an operation answers with a status. */
export interface Answer {
  readonly description: string;
  readonly headers?: Readonly<Record<string, Reference>>;
  readonly content?: Readonly<Record<string, Content>>;
}

interface Reference {
  readonly $ref?: string;
}

/** An operation of the contract, with where it is. */
export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly deprecated?: boolean;
  readonly parameters?: readonly (Parameter | Reference)[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Readonly<Record<string, Content>> };
  readonly responses: Readonly<Record<string, Answer | Reference>>;
  readonly 'x-codeSamples'?: readonly CodeSample[];
  readonly 'x-hikube-scope': string;
  readonly 'x-hikube-problems': readonly string[];
  readonly 'x-hikube-operation'?: { readonly kind: string };
  readonly 'x-hikube-previews'?: string;
}

/** A sample as the contract has it; each is run by a test. */
export interface CodeSample {
  readonly lang: string;
  readonly label: string;
  readonly source: string;
}

/** A tag with its name for people. */
export interface Tag {
  readonly name: string;
  readonly 'x-displayName': string;
  readonly description: string;
}

/** The document. */
export interface Document {
  readonly info: {
    readonly version: string;
    readonly description: string;
    readonly 'x-hikube-problem-types': string;
  };
  readonly tags: readonly Tag[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly [kind: string]: Readonly<Record<string, unknown>>;
  };
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** The contract with questions that the pages ask. */
export class Contract {
  readonly document: Document;
  readonly operations: readonly Operation[];

  constructor(document: Document) {
    this.document = document;
    this.operations = Object.entries(document.paths).flatMap(([path, item]) =>
      METHODS.filter((method) => method in item).map((method) => ({
        ...(item[method] as Omit<Operation, 'method' | 'path'>),
        method: method.toUpperCase(),
        path: `/v1${path}`,
      })),
    );
  }

  get schemas(): Readonly<Record<string, Schema>> {
    return this.document.components.schemas;
  }

  /** What a reference stands for; anything else is itself. */
  resolve<Found>(value: Found | Reference): Found {
    const ref = (value as Reference).$ref;
    if (ref === undefined) return value as Found;
    const [, kind = '', name = ''] = /^#\/components\/(\w+)\/(.+)$/.exec(ref) ?? [];
    const found = this.document.components[kind]?.[name];
    if (found === undefined) throw new Error(`The contract has no ${ref}.`);
    return found as Found;
  }

  /** Example of a content: the first that there is. */
  example(content: Content | undefined): Json | undefined {
    const [first] = Object.values(content?.examples ?? {});
    return first === undefined ? undefined : this.resolve<{ value: Json }>(first).value;
  }

  /** Name for people of the first tag of an operation. */
  tagName({ tags }: Operation): string {
    return this.document.tags.find(({ name }) => name === tags[0])?.['x-displayName'] ?? tags[0] ?? '';
  }
}

/** Name of the schema that a reference leads to. */
export function schemaName({ $ref }: Schema): string | undefined {
  return $ref === undefined ? undefined : /^#\/components\/schemas\/(.+)$/.exec($ref)?.[1];
}
