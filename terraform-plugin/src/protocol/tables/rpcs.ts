// Which messages each RPC of the provider service takes and gives.
import type { Decoded, Encodable, MessageType } from '../protobuf/field.ts';
import type { MessageTable } from '../protobuf/table.ts';
import * as provider from './provider.ts';
import * as resource from './resource.ts';
import * as transient from './transient.ts';

const tables = {
  GetMetadata: { request: provider.emptyRequest, response: provider.getMetadataResponse },
  GetProviderSchema: { request: provider.emptyRequest, response: provider.getProviderSchemaResponse },
  GetResourceIdentitySchemas: {
    request: provider.emptyRequest,
    response: provider.getResourceIdentitySchemasResponse,
  },
  GetFunctions: { request: provider.emptyRequest, response: transient.getFunctionsResponse },
  ValidateProviderConfig: {
    request: provider.validateProviderConfigRequest,
    response: provider.validateProviderConfigResponse,
  },
  ValidateResourceConfig: {
    request: resource.validateResourceConfigRequest,
    response: provider.diagnosticsResponse,
  },
  ValidateDataResourceConfig: {
    request: transient.validateTypeConfigRequest,
    response: provider.diagnosticsResponse,
  },
  ValidateEphemeralResourceConfig: {
    request: transient.validateTypeConfigRequest,
    response: provider.diagnosticsResponse,
  },
  ConfigureProvider: { request: provider.configureProviderRequest, response: provider.diagnosticsResponse },
  UpgradeResourceState: {
    request: resource.upgradeResourceStateRequest,
    response: resource.upgradeResourceStateResponse,
  },
  UpgradeResourceIdentity: {
    request: resource.upgradeResourceIdentityRequest,
    response: resource.upgradeResourceIdentityResponse,
  },
  ReadResource: { request: resource.readResourceRequest, response: resource.readResourceResponse },
  PlanResourceChange: {
    request: resource.planResourceChangeRequest,
    response: resource.planResourceChangeResponse,
  },
  ApplyResourceChange: {
    request: resource.applyResourceChangeRequest,
    response: resource.applyResourceChangeResponse,
  },
  ImportResourceState: {
    request: resource.importResourceStateRequest,
    response: resource.importResourceStateResponse,
  },
  MoveResourceState: {
    request: resource.moveResourceStateRequest,
    response: resource.moveResourceStateResponse,
  },
  ReadDataSource: { request: transient.readDataSourceRequest, response: transient.readDataSourceResponse },
  OpenEphemeralResource: {
    request: transient.openEphemeralResourceRequest,
    response: transient.openEphemeralResourceResponse,
  },
  RenewEphemeralResource: {
    request: transient.renewEphemeralResourceRequest,
    response: transient.renewEphemeralResourceResponse,
  },
  CloseEphemeralResource: {
    request: transient.closeEphemeralResourceRequest,
    response: provider.diagnosticsResponse,
  },
  CallFunction: { request: transient.callFunctionRequest, response: transient.callFunctionResponse },
  StopProvider: { request: provider.emptyRequest, response: provider.stopProviderResponse },
} satisfies Record<string, { request: MessageTable; response: MessageTable }>;

type Tables = typeof tables;

/** The name of an RPC of the `tfplugin6.Provider` service. */
export type RpcName = keyof Tables;

/** The request of each RPC, as the service receives it. */
export type Requests = { [Rpc in RpcName]: Decoded<Tables[Rpc]['request']> };

/** The response of each RPC, as the service gives it. */
export type Responses = { [Rpc in RpcName]: Encodable<Tables[Rpc]['response']> };

/** The request of each RPC, as Terraform writes it. */
export type Asked = { [Rpc in RpcName]: Encodable<Tables[Rpc]['request']> };

/** The response of each RPC, as Terraform reads it. */
export type Answered = { [Rpc in RpcName]: Decoded<Tables[Rpc]['response']> };

/** The tables again, in a form in which the compiler sees that the name of an RPC decides both of its messages. */
export const rpcs: {
  [Rpc in RpcName]: {
    request: MessageType<Requests[Rpc], Asked[Rpc]>;
    response: MessageType<Answered[Rpc], Responses[Rpc]>;
  };
} = tables;
