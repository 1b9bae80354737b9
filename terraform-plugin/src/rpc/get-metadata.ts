// GetMetadata: the names of everything, without any schema.
import type { Responses, ServerCapabilities } from '../protocol/messages.ts';
import type { ProviderServer } from './server.ts';

export function getMetadata(server: ProviderServer): Responses['GetMetadata'] {
  const { resources, dataSources, ephemeralResources, functions } = server.provider;
  const typeNames = (offered: object | undefined) =>
    Object.keys(offered ?? {}).map((typeName) => ({ typeName }));
  return {
    serverCapabilities: capabilities(server),
    resources: typeNames(resources),
    dataSources: typeNames(dataSources),
    ephemeralResources: typeNames(ephemeralResources),
    functions: Object.keys(functions ?? {}).map((name) => ({ name })),
  };
}

/**
 * We are asked to plan deletions too, and need no GetProviderSchema before other calls, so that Terraform asks
 * for the schema once per command instead of once per process.
 */
export function capabilities(server: ProviderServer): ServerCapabilities {
  const moves = Object.values(server.provider.resources ?? {}).some(({ moves }) => (moves ?? []).length > 0);
  return { planDestroy: true, getProviderSchemaOptional: true, moveResourceState: moves };
}
