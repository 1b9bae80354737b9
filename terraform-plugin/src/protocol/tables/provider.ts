// RPCs about the provider as a whole: what it offers, its configuration, its end.
import { map, message, nested, repeated, required, string } from '../protobuf/field.ts';
import { clientCapabilities, diagnostic, dynamicValue, serverCapabilities } from './common.ts';
import { functionSignature, resourceIdentitySchema, schema } from './schema.ts';

export const diagnostics = (number: number) => repeated(nested(number, () => diagnostic));

/** Every request that carries nothing, under whatever name. */
export const emptyRequest = message('Request', {});

/** Every response that carries nothing but diagnostics in field 1. */
export const diagnosticsResponse = message('Response', {
  diagnostics: diagnostics(1),
});

const typeMetadata = message('GetMetadata.TypeMetadata', {
  typeName: required(string(1)),
});

const functionMetadata = message('GetMetadata.FunctionMetadata', {
  name: required(string(1)),
});

export const getMetadataResponse = message('GetMetadata.Response', {
  serverCapabilities: nested(1, () => serverCapabilities),
  diagnostics: diagnostics(2),
  dataSources: repeated(nested(3, () => typeMetadata)),
  resources: repeated(nested(4, () => typeMetadata)),
  functions: repeated(nested(5, () => functionMetadata)),
  ephemeralResources: repeated(nested(6, () => typeMetadata)),
});

/** `provider` must be present, even when the provider has no settings. */
export const getProviderSchemaResponse = message('GetProviderSchema.Response', {
  provider: nested(1, () => schema),
  resourceSchemas: map(nested(2, () => schema)),
  dataSourceSchemas: map(nested(3, () => schema)),
  diagnostics: diagnostics(4),
  providerMeta: nested(5, () => schema),
  serverCapabilities: nested(6, () => serverCapabilities),
  functions: map(nested(7, () => functionSignature)),
  ephemeralResourceSchemas: map(nested(8, () => schema)),
});

export const getResourceIdentitySchemasResponse = message('GetResourceIdentitySchemas.Response', {
  identitySchemas: map(nested(1, () => resourceIdentitySchema)),
  diagnostics: diagnostics(2),
});

export const validateProviderConfigRequest = message('ValidateProviderConfig.Request', {
  config: nested(1, () => dynamicValue),
});

/** Field 1 carried a prepared configuration in protocol 5, so the diagnostics are field 2 here. */
export const validateProviderConfigResponse = message('ValidateProviderConfig.Response', {
  diagnostics: diagnostics(2),
});

export const configureProviderRequest = message('ConfigureProvider.Request', {
  terraformVersion: string(1),
  config: nested(2, () => dynamicValue),
  clientCapabilities: nested(3, () => clientCapabilities),
});

export const stopProviderResponse = message('StopProvider.Response', {
  /** Empty when the provider will stop. */
  error: string(1),
});
