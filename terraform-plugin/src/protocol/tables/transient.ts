// Fields of the messages that leave nothing in state: data sources, ephemeral resources, functions.
import type {
  CallFunctionRequest,
  CallFunctionResponse,
  CloseEphemeralResourceRequest,
  FunctionError,
  GetFunctionsResponse,
  OpenEphemeralResourceRequest,
  OpenEphemeralResourceResponse,
  ReadDataSourceRequest,
  ReadDataSourceResponse,
  RenewEphemeralResourceRequest,
  RenewEphemeralResourceResponse,
  ValidateTypeConfigRequest,
} from '../messages/transient.ts';
import { bytes, integer, map, message, nested, optional, repeated, string } from '../protobuf/field.ts';
import { clientCapabilities, deferred, dynamicValue, timestamp } from './common.ts';
import { diagnostics } from './provider.ts';
import { functionSignature } from './schema.ts';

const value = (number: number) => nested(number, () => dynamicValue);

export const validateTypeConfigRequest = message<ValidateTypeConfigRequest>('ValidateConfig.Request', {
  typeName: string(1),
  config: value(2),
});

export const readDataSourceRequest = message<ReadDataSourceRequest>('ReadDataSource.Request', {
  typeName: string(1),
  config: value(2),
  providerMeta: value(3),
  clientCapabilities: nested(4, () => clientCapabilities),
});

export const readDataSourceResponse = message<ReadDataSourceResponse>('ReadDataSource.Response', {
  state: value(1),
  diagnostics: diagnostics(2),
  deferred: nested(3, () => deferred),
});

export const openEphemeralResourceRequest = message<OpenEphemeralResourceRequest>(
  'OpenEphemeralResource.Request',
  { typeName: string(1), config: value(2), clientCapabilities: nested(3, () => clientCapabilities) },
);

export const openEphemeralResourceResponse = message<OpenEphemeralResourceResponse>(
  'OpenEphemeralResource.Response',
  {
    diagnostics: diagnostics(1),
    renewAt: nested(2, () => timestamp),
    result: value(3),
    private: optional(bytes(4)),
    deferred: nested(5, () => deferred),
  },
);

export const renewEphemeralResourceRequest = message<RenewEphemeralResourceRequest>(
  'RenewEphemeralResource.Request',
  { typeName: string(1), private: optional(bytes(2)) },
);

export const renewEphemeralResourceResponse = message<RenewEphemeralResourceResponse>(
  'RenewEphemeralResource.Response',
  { diagnostics: diagnostics(1), renewAt: nested(2, () => timestamp), private: optional(bytes(3)) },
);

export const closeEphemeralResourceRequest = message<CloseEphemeralResourceRequest>(
  'CloseEphemeralResource.Request',
  { typeName: string(1), private: optional(bytes(2)) },
);

export const getFunctionsResponse = message<GetFunctionsResponse>('GetFunctions.Response', {
  functions: map(nested(1, () => functionSignature)),
  diagnostics: diagnostics(2),
});

export const callFunctionRequest = message<CallFunctionRequest>('CallFunction.Request', {
  name: string(1),
  arguments: repeated(value(2)),
});

const functionError = message<FunctionError>('FunctionError', {
  text: string(1),
  functionArgument: optional(integer(2)),
});

export const callFunctionResponse = message<CallFunctionResponse>('CallFunction.Response', {
  result: value(1),
  error: nested(2, () => functionError),
});
