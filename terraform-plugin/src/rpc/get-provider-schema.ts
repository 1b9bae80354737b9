// GetProviderSchema: every schema that the provider has.
import type { Responses, Schema as WireSchema } from '../protocol/messages.ts';
import { encodeSchema } from '../schema/encode.ts';
import type { Schema } from '../schema/schema.ts';
import { signatures } from './get-functions.ts';
import { capabilities } from './get-metadata.ts';
import type { ProviderServer } from './server.ts';

export function getProviderSchema(server: ProviderServer): Responses['GetProviderSchema'] {
  const { schema, resources, dataSources, ephemeralResources } = server.provider;
  return {
    provider: encodeSchema(schema),
    resourceSchemas: encodeAll(resources),
    dataSourceSchemas: encodeAll(dataSources),
    ephemeralResourceSchemas: encodeAll(ephemeralResources),
    functions: signatures(server),
    serverCapabilities: capabilities(server),
  };
}

function encodeAll(offered: Readonly<Record<string, { schema: Schema }>> = {}): Record<string, WireSchema> {
  return Object.fromEntries(
    Object.entries(offered).map(([name, { schema }]) => [name, encodeSchema(schema)]),
  );
}
