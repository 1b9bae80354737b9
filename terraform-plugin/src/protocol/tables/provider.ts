// Fields of the messages about the provider as a whole.
import type {
  ConfigureProviderRequest,
  DiagnosticsResponse,
  EmptyRequest,
  FunctionMetadata,
  GetMetadataResponse,
  GetProviderSchemaResponse,
  GetResourceIdentitySchemasResponse,
  StopProviderResponse,
  TypeMetadata,
  ValidateProviderConfigRequest,
} from '../messages/provider.ts';
import { map, message, nested, repeated, string } from '../protobuf/field.ts';
import { clientCapabilities, diagnostic, dynamicValue, serverCapabilities } from './common.ts';
import { functionSignature, resourceIdentitySchema, schema } from './schema.ts';

export const diagnostics = (number: number) => repeated(nested(number, () => diagnostic));

/** Every request that carries nothing, under whatever name. */
export const emptyRequest = message<EmptyRequest>('Request', {});

/** Every response that carries nothing but diagnostics in field 1. */
export const diagnosticsResponse = message<DiagnosticsResponse>('Response', {
  diagnostics: diagnostics(1),
});

const typeMetadata = message<TypeMetadata>('GetMetadata.TypeMetadata', {
  typeName: string(1),
});

const functionMetadata = message<FunctionMetadata>('GetMetadata.FunctionMetadata', {
  name: string(1),
});

export const getMetadataResponse = message<GetMetadataResponse>('GetMetadata.Response', {
  serverCapabilities: nested(1, () => serverCapabilities),
  diagnostics: diagnostics(2),
  dataSources: repeated(nested(3, () => typeMetadata)),
  resources: repeated(nested(4, () => typeMetadata)),
  functions: repeated(nested(5, () => functionMetadata)),
  ephemeralResources: repeated(nested(6, () => typeMetadata)),
});

export const getProviderSchemaResponse = message<GetProviderSchemaResponse>('GetProviderSchema.Response', {
  provider: nested(1, () => schema),
  resourceSchemas: map(nested(2, () => schema)),
  dataSourceSchemas: map(nested(3, () => schema)),
  diagnostics: diagnostics(4),
  providerMeta: nested(5, () => schema),
  serverCapabilities: nested(6, () => serverCapabilities),
  functions: map(nested(7, () => functionSignature)),
  ephemeralResourceSchemas: map(nested(8, () => schema)),
});

export const getResourceIdentitySchemasResponse = message<GetResourceIdentitySchemasResponse>(
  'GetResourceIdentitySchemas.Response',
  {
    identitySchemas: map(nested(1, () => resourceIdentitySchema)),
    diagnostics: diagnostics(2),
  },
);

export const validateProviderConfigRequest = message<ValidateProviderConfigRequest>(
  'ValidateProviderConfig.Request',
  { config: nested(1, () => dynamicValue) },
);

/** Field 1 carried a prepared configuration in protocol 5, so the diagnostics are field 2 here. */
export const validateProviderConfigResponse = message<DiagnosticsResponse>(
  'ValidateProviderConfig.Response',
  { diagnostics: diagnostics(2) },
);

export const configureProviderRequest = message<ConfigureProviderRequest>('ConfigureProvider.Request', {
  terraformVersion: string(1),
  config: nested(2, () => dynamicValue),
  clientCapabilities: nested(3, () => clientCapabilities),
});

export const stopProviderResponse = message<StopProviderResponse>('StopProvider.Response', {
  error: string(1),
});
