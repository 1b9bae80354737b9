// RPCs that leave nothing in state: data sources, ephemeral resources, functions.
import type { ClientCapabilities, Deferred, DynamicValue, Timestamp } from './common.ts';
import type { DiagnosticsResponse } from './provider.ts';
import type { FunctionSignature } from './schema.ts';

/** Validation of a data source or ephemeral resource. */
export interface ValidateTypeConfigRequest {
  typeName: string;
  config?: DynamicValue | undefined;
}

export interface ReadDataSourceRequest {
  typeName: string;
  config?: DynamicValue | undefined;
  providerMeta?: DynamicValue | undefined;
  clientCapabilities?: ClientCapabilities | undefined;
}

export interface ReadDataSourceResponse extends DiagnosticsResponse {
  state?: DynamicValue | undefined;
  deferred?: Deferred | undefined;
}

export interface OpenEphemeralResourceRequest {
  typeName: string;
  config?: DynamicValue | undefined;
  clientCapabilities?: ClientCapabilities | undefined;
}

export interface OpenEphemeralResourceResponse extends DiagnosticsResponse {
  /** When Terraform must call renew; left out when the result never expires. */
  renewAt?: Timestamp | undefined;
  result?: DynamicValue | undefined;
  /** Handed back on renew and close; never stored on disk. */
  private?: Uint8Array | undefined;
  deferred?: Deferred | undefined;
}

export interface RenewEphemeralResourceRequest {
  typeName: string;
  private?: Uint8Array | undefined;
}

export interface RenewEphemeralResourceResponse extends DiagnosticsResponse {
  renewAt?: Timestamp | undefined;
  private?: Uint8Array | undefined;
}

export interface CloseEphemeralResourceRequest {
  typeName: string;
  private?: Uint8Array | undefined;
}

export interface GetFunctionsResponse extends DiagnosticsResponse {
  functions?: Record<string, FunctionSignature> | undefined;
}

export interface CallFunctionRequest {
  name: string;
  arguments: DynamicValue[];
}

export interface FunctionError {
  text: string;
  /** The position of the argument at fault, from 0; left out when none is. */
  functionArgument?: number | undefined;
}

export interface CallFunctionResponse {
  result?: DynamicValue | undefined;
  error?: FunctionError | undefined;
}
