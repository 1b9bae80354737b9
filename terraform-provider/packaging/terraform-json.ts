// Turns the provider's answer to GetProviderSchema into what `terraform providers schema -json` prints of it. Terraform
// does the same from the same bytes, so the generator of constructs needs neither terraform nor a running provider.
import type { JsonObject } from '@hikube/domain';
import type { createProviderService } from '@hikube/terraform-provider';

type ProviderService = ReturnType<typeof createProviderService>;
/** The answer of the provider, as the protocol carries it. */
export type SchemaResponse = Awaited<ReturnType<ProviderService['GetProviderSchema']>>;
type WireSchema = NonNullable<SchemaResponse['provider']>;
type WireBlock = NonNullable<WireSchema['block']>;
type WireAttribute = NonNullable<WireBlock['attributes']>[number];
type WireNestedBlock = NonNullable<WireBlock['blockTypes']>[number];
type WireFunction = NonNullable<SchemaResponse['functions']>[string];
type WireParameter = NonNullable<WireFunction['parameters']>[number];

/**
 * The document for one provider.
 * @param address registry address under which Terraform knows it
 */
export function terraformSchemaJson(address: string, response: SchemaResponse): JsonObject {
  const provider = {
    provider: response.provider && schemaJson(response.provider),
    resource_schemas: mapped(response.resourceSchemas, schemaJson),
    data_source_schemas: mapped(response.dataSourceSchemas, schemaJson),
    ephemeral_resource_schemas: mapped(response.ephemeralResourceSchemas, schemaJson),
    functions: mapped(response.functions, functionJson),
  };
  return { format_version: '1.0', provider_schemas: { [address]: provider } };
}

/** Go writes maps in the order of their keys, and leaves empty ones out. */
function mapped<T>(
  entries: Readonly<Record<string, T>> | undefined,
  write: (item: T) => JsonObject,
): JsonObject | undefined {
  const names = Object.keys(entries ?? {}).sort();
  if (entries === undefined || names.length === 0) return undefined;
  return Object.fromEntries(names.map((name) => [name, write(entries[name] as T)]));
}

function schemaJson({ version, block }: WireSchema): JsonObject {
  return { version: version ?? 0, block: block && blockJson(block) };
}

function blockJson(block: WireBlock): JsonObject {
  return {
    attributes: attributesJson(block.attributes),
    block_types: mapped(byName(block.blockTypes, 'typeName'), nestedBlockJson),
    ...textJson(block),
    deprecated: block.deprecated || undefined,
  };
}

function nestedBlockJson({ nesting, block, minItems, maxItems }: WireNestedBlock): JsonObject {
  return {
    nesting_mode: nesting,
    block: block && blockJson(block),
    min_items: minItems || undefined,
    max_items: maxItems || undefined,
  };
}

function attributesJson(attributes: readonly WireAttribute[] | undefined): JsonObject | undefined {
  return mapped(byName(attributes, 'name'), attributeJson);
}

function attributeJson(attribute: WireAttribute): JsonObject {
  const { nestedType } = attribute;
  return {
    type: attribute.type && typeJson(attribute.type),
    nested_type: nestedType && {
      attributes: attributesJson(nestedType.attributes),
      nesting_mode: nestedType.nesting,
    },
    ...textJson(attribute),
    deprecated: attribute.deprecated || undefined,
    required: attribute.required || undefined,
    optional: attribute.optional || undefined,
    computed: attribute.computed || undefined,
    sensitive: attribute.sensitive || undefined,
    write_only: attribute.writeOnly || undefined,
  };
}

function functionJson(signature: WireFunction): JsonObject {
  const { parameters = [], variadicParameter } = signature;
  return {
    description: signature.description || undefined,
    summary: signature.summary || undefined,
    deprecation_message: signature.deprecationMessage || undefined,
    return_type: typeJson(signature.return?.type ?? new Uint8Array()),
    parameters: parameters.length > 0 ? parameters.map(parameterJson) : undefined,
    variadic_parameter: variadicParameter && parameterJson(variadicParameter),
  };
}

function parameterJson(parameter: WireParameter): JsonObject {
  return {
    name: parameter.name,
    description: parameter.description || undefined,
    is_nullable: parameter.allowNullValue || undefined,
    type: typeJson(parameter.type),
  };
}

function textJson(described: { description?: string | undefined; descriptionKind?: string | undefined }) {
  return {
    description: described.description || undefined,
    description_kind: described.descriptionKind ?? 'plain',
  };
}

/** A type constraint is JSON already, as bytes. */
function typeJson(type: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(type));
}

function byName<T extends object, K extends keyof T & string>(
  list: readonly T[] | undefined,
  key: K,
): Record<string, T> | undefined {
  return list && Object.fromEntries(list.map((item) => [String(item[key]), item]));
}
