// RPCs that leave nothing in state: data sources, ephemeral resources, functions.
import {
  bytes,
  integer,
  map,
  message,
  nested,
  optional,
  repeated,
  required,
  string,
} from '../protobuf/field.ts';
import { clientCapabilities, deferred, dynamicValue, timestamp } from './common.ts';
import { diagnostics } from './provider.ts';
import { functionSignature } from './schema.ts';

const value = (number: number) => nested(number, () => dynamicValue);

/** Of a data source or ephemeral resource. */
export const validateTypeConfigRequest = message('ValidateConfig.Request', {
  typeName: string(1),
  config: value(2),
});

export const readDataSourceRequest = message('ReadDataSource.Request', {
  typeName: string(1),
  config: value(2),
  providerMeta: value(3),
  clientCapabilities: nested(4, () => clientCapabilities),
});

export const readDataSourceResponse = message('ReadDataSource.Response', {
  state: value(1),
  diagnostics: diagnostics(2),
  deferred: nested(3, () => deferred),
});

export const openEphemeralResourceRequest = message('OpenEphemeralResource.Request', {
  typeName: string(1),
  config: value(2),
  clientCapabilities: nested(3, () => clientCapabilities),
});

export const openEphemeralResourceResponse = message('OpenEphemeralResource.Response', {
  diagnostics: diagnostics(1),
  /** When Terraform must call renew; left out when the result never expires. */
  renewAt: nested(2, () => timestamp),
  result: value(3),
  /** Handed back on renew and close; never stored on disk. */
  private: optional(bytes(4)),
  deferred: nested(5, () => deferred),
});

export const renewEphemeralResourceRequest = message('RenewEphemeralResource.Request', {
  typeName: string(1),
  private: optional(bytes(2)),
});

export const renewEphemeralResourceResponse = message('RenewEphemeralResource.Response', {
  diagnostics: diagnostics(1),
  renewAt: nested(2, () => timestamp),
  private: optional(bytes(3)),
});

export const closeEphemeralResourceRequest = message('CloseEphemeralResource.Request', {
  typeName: string(1),
  private: optional(bytes(2)),
});

export const getFunctionsResponse = message('GetFunctions.Response', {
  functions: map(nested(1, () => functionSignature)),
  diagnostics: diagnostics(2),
});

export const callFunctionRequest = message('CallFunction.Request', {
  name: string(1),
  arguments: repeated(value(2)),
});

export const functionError = message('FunctionError', {
  text: required(string(1)),
  /** The position of the argument at fault, from 0; left out when none is. */
  functionArgument: optional(integer(2)),
});

export const callFunctionResponse = message('CallFunction.Response', {
  result: value(1),
  error: nested(2, () => functionError),
});
