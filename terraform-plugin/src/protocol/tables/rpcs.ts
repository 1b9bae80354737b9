// Which messages each RPC of the provider service takes and gives.
import type { Requests, Responses, RpcName } from '../messages.ts';
import type { MessageType } from '../protobuf/field.ts';
import * as provider from './provider.ts';
import * as resource from './resource.ts';
import * as transient from './transient.ts';

export type RpcTable = {
  [Rpc in RpcName]: { request: MessageType<Requests[Rpc]>; response: MessageType<Responses[Rpc]> };
};

export const rpcs: RpcTable = {
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
};
