// RPCs about the provider as a whole: what it offers, its configuration, its end.
import type { ClientCapabilities, Diagnostic, DynamicValue, ServerCapabilities } from './common.ts';
import type { FunctionSignature, ResourceIdentitySchema, Schema } from './schema.ts';

/** A request that carries nothing. */
export type EmptyRequest = Record<never, never>;

/** A response that carries nothing but diagnostics. */
export interface DiagnosticsResponse {
  diagnostics?: Diagnostic[] | undefined;
}

export interface TypeMetadata {
  typeName: string;
}

export interface FunctionMetadata {
  name: string;
}

export interface GetMetadataResponse extends DiagnosticsResponse {
  serverCapabilities?: ServerCapabilities | undefined;
  dataSources?: TypeMetadata[] | undefined;
  resources?: TypeMetadata[] | undefined;
  functions?: FunctionMetadata[] | undefined;
  ephemeralResources?: TypeMetadata[] | undefined;
}

/** `provider` must be present, even when the provider has no settings. */
export interface GetProviderSchemaResponse extends DiagnosticsResponse {
  provider?: Schema | undefined;
  resourceSchemas?: Record<string, Schema> | undefined;
  dataSourceSchemas?: Record<string, Schema> | undefined;
  providerMeta?: Schema | undefined;
  serverCapabilities?: ServerCapabilities | undefined;
  functions?: Record<string, FunctionSignature> | undefined;
  ephemeralResourceSchemas?: Record<string, Schema> | undefined;
}

export interface GetResourceIdentitySchemasResponse extends DiagnosticsResponse {
  identitySchemas?: Record<string, ResourceIdentitySchema> | undefined;
}

export interface ValidateProviderConfigRequest {
  config?: DynamicValue | undefined;
}

export interface ConfigureProviderRequest {
  terraformVersion: string;
  config?: DynamicValue | undefined;
  clientCapabilities?: ClientCapabilities | undefined;
}

export interface StopProviderResponse {
  /** Empty when the provider will stop. */
  error?: string | undefined;
}
