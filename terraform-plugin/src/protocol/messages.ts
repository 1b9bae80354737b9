// The tfplugin6 messages that we serve, and which RPC takes and gives which of them.
import type {
  ConfigureProviderRequest,
  DiagnosticsResponse,
  EmptyRequest,
  GetMetadataResponse,
  GetProviderSchemaResponse,
  GetResourceIdentitySchemasResponse,
  StopProviderResponse,
  ValidateProviderConfigRequest,
} from './messages/provider.ts';
import type {
  ApplyResourceChangeRequest,
  ApplyResourceChangeResponse,
  ImportResourceStateRequest,
  ImportResourceStateResponse,
  MoveResourceStateRequest,
  MoveResourceStateResponse,
  PlanResourceChangeRequest,
  PlanResourceChangeResponse,
  ReadResourceRequest,
  ReadResourceResponse,
  UpgradeResourceIdentityRequest,
  UpgradeResourceIdentityResponse,
  UpgradeResourceStateRequest,
  UpgradeResourceStateResponse,
  ValidateResourceConfigRequest,
} from './messages/resource.ts';
import type {
  CallFunctionRequest,
  CallFunctionResponse,
  CloseEphemeralResourceRequest,
  GetFunctionsResponse,
  OpenEphemeralResourceRequest,
  OpenEphemeralResourceResponse,
  ReadDataSourceRequest,
  ReadDataSourceResponse,
  RenewEphemeralResourceRequest,
  RenewEphemeralResourceResponse,
  ValidateTypeConfigRequest,
} from './messages/transient.ts';

export type * from './messages/common.ts';
export type * from './messages/provider.ts';
export type * from './messages/resource.ts';
export type * from './messages/schema.ts';
export type * from './messages/transient.ts';

/** The request of each RPC, as the service receives it. */
export interface Requests {
  GetMetadata: EmptyRequest;
  GetProviderSchema: EmptyRequest;
  GetResourceIdentitySchemas: EmptyRequest;
  GetFunctions: EmptyRequest;
  ValidateProviderConfig: ValidateProviderConfigRequest;
  ValidateResourceConfig: ValidateResourceConfigRequest;
  ValidateDataResourceConfig: ValidateTypeConfigRequest;
  ValidateEphemeralResourceConfig: ValidateTypeConfigRequest;
  ConfigureProvider: ConfigureProviderRequest;
  UpgradeResourceState: UpgradeResourceStateRequest;
  UpgradeResourceIdentity: UpgradeResourceIdentityRequest;
  ReadResource: ReadResourceRequest;
  PlanResourceChange: PlanResourceChangeRequest;
  ApplyResourceChange: ApplyResourceChangeRequest;
  ImportResourceState: ImportResourceStateRequest;
  MoveResourceState: MoveResourceStateRequest;
  ReadDataSource: ReadDataSourceRequest;
  OpenEphemeralResource: OpenEphemeralResourceRequest;
  RenewEphemeralResource: RenewEphemeralResourceRequest;
  CloseEphemeralResource: CloseEphemeralResourceRequest;
  CallFunction: CallFunctionRequest;
  StopProvider: EmptyRequest;
}

/** The response of each RPC, as the service gives it. */
export interface Responses {
  GetMetadata: GetMetadataResponse;
  GetProviderSchema: GetProviderSchemaResponse;
  GetResourceIdentitySchemas: GetResourceIdentitySchemasResponse;
  GetFunctions: GetFunctionsResponse;
  ValidateProviderConfig: DiagnosticsResponse;
  ValidateResourceConfig: DiagnosticsResponse;
  ValidateDataResourceConfig: DiagnosticsResponse;
  ValidateEphemeralResourceConfig: DiagnosticsResponse;
  ConfigureProvider: DiagnosticsResponse;
  UpgradeResourceState: UpgradeResourceStateResponse;
  UpgradeResourceIdentity: UpgradeResourceIdentityResponse;
  ReadResource: ReadResourceResponse;
  PlanResourceChange: PlanResourceChangeResponse;
  ApplyResourceChange: ApplyResourceChangeResponse;
  ImportResourceState: ImportResourceStateResponse;
  MoveResourceState: MoveResourceStateResponse;
  ReadDataSource: ReadDataSourceResponse;
  OpenEphemeralResource: OpenEphemeralResourceResponse;
  RenewEphemeralResource: RenewEphemeralResourceResponse;
  CloseEphemeralResource: DiagnosticsResponse;
  CallFunction: CallFunctionResponse;
  StopProvider: StopProviderResponse;
}

/** The name of an RPC of the `tfplugin6.Provider` service. */
export type RpcName = keyof Requests & keyof Responses;
