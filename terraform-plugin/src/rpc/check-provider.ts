// The provider's definition is checked once, when it starts, so that its author and not its user meets a mistake.
import { DefinitionError } from '../errors.ts';
import type { Provider } from '../provider.ts';
import type { Resource } from '../resource.ts';
import { type SchemaUse, schemaProblems } from '../schema/check.ts';
import type { Schema } from '../schema/schema.ts';

/** @throws DefinitionError with every mistake in the definition. */
export function checkProvider(provider: Provider): void {
  const problems = labelled('the provider', provider.schema, 'provider');
  for (const [name, resource] of Object.entries(provider.resources ?? {})) {
    problems.push(...nameProblems(provider, name), ...labelled(name, resource.schema, 'resource'));
    problems.push(...resourceProblems(name, resource));
  }
  for (const [name, { schema }] of Object.entries(provider.dataSources ?? {})) {
    problems.push(...nameProblems(provider, name), ...labelled(name, schema, 'data source'));
  }
  for (const [name, { schema }] of Object.entries(provider.ephemeralResources ?? {})) {
    problems.push(...nameProblems(provider, name), ...labelled(name, schema, 'ephemeral resource'));
  }
  if (problems.length > 0) {
    throw new DefinitionError(`provider "${provider.name}" is not well defined:\n- ${problems.join('\n- ')}`);
  }
}

function labelled(name: string, schema: Schema, use: SchemaUse): string[] {
  return schemaProblems(schema, use).map((problem) => `${name}: ${problem}`);
}

function nameProblems(provider: Provider, name: string): string[] {
  const belongs = name === provider.name || name.startsWith(`${provider.name}_`);
  return belongs
    ? []
    : [`${name}: Terraform finds a type by its prefix, so it must begin with "${provider.name}_"`];
}

function resourceProblems(name: string, resource: Resource): string[] {
  const problems = Object.keys(resource.upgraders ?? {})
    .filter((version) => Number(version) >= resource.schema.version)
    .map((version) => `${name}: the upgrader of version ${version} leads beyond the schema's version`);
  if (resource.update !== undefined) return problems;
  for (const [attribute, traits] of Object.entries(resource.schema.attributes)) {
    const isInput = (traits.required || traits.optional) && !traits.writeOnly;
    if (isInput && traits.requiresReplace === undefined && traits.immutable === undefined) {
      problems.push(`${name}: there is no update, so "${attribute}" must have requiresReplace or immutable`);
    }
  }
  return problems;
}
