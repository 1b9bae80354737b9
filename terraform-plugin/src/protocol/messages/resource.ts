// RPCs of the life of a managed resource: validate, upgrade, read, plan, apply, import, move.
import type {
  AttributePath,
  ClientCapabilities,
  Deferred,
  DynamicValue,
  RawState,
  ResourceIdentityData,
} from './common.ts';
import type { DiagnosticsResponse } from './provider.ts';

export interface ValidateResourceConfigRequest {
  typeName: string;
  config?: DynamicValue | undefined;
  clientCapabilities?: ClientCapabilities | undefined;
}

export interface UpgradeResourceStateRequest {
  typeName: string;
  /** The schema version that wrote `rawState`. */
  version: number;
  rawState?: RawState | undefined;
}

export interface UpgradeResourceStateResponse extends DiagnosticsResponse {
  upgradedState?: DynamicValue | undefined;
}

export interface UpgradeResourceIdentityRequest {
  typeName: string;
  /** The identity version that wrote `rawIdentity`. */
  version: number;
  rawIdentity?: RawState | undefined;
}

export interface UpgradeResourceIdentityResponse extends DiagnosticsResponse {
  upgradedIdentity?: ResourceIdentityData | undefined;
}

export interface ReadResourceRequest {
  typeName: string;
  currentState?: DynamicValue | undefined;
  private: Uint8Array;
  providerMeta?: DynamicValue | undefined;
  clientCapabilities?: ClientCapabilities | undefined;
  currentIdentity?: ResourceIdentityData | undefined;
}

export interface ReadResourceResponse extends DiagnosticsResponse {
  newState?: DynamicValue | undefined;
  private?: Uint8Array | undefined;
  deferred?: Deferred | undefined;
  newIdentity?: ResourceIdentityData | undefined;
}

/** `priorState` holds null on create, `proposedNewState` holds null on destroy. */
export interface PlanResourceChangeRequest {
  typeName: string;
  priorState?: DynamicValue | undefined;
  proposedNewState?: DynamicValue | undefined;
  config?: DynamicValue | undefined;
  priorPrivate: Uint8Array;
  providerMeta?: DynamicValue | undefined;
  clientCapabilities?: ClientCapabilities | undefined;
  priorIdentity?: ResourceIdentityData | undefined;
}

/** `legacyTypeSystem` is left out: the protocol reserves it for the old SDK. */
export interface PlanResourceChangeResponse extends DiagnosticsResponse {
  plannedState?: DynamicValue | undefined;
  requiresReplace?: AttributePath[] | undefined;
  plannedPrivate?: Uint8Array | undefined;
  deferred?: Deferred | undefined;
  plannedIdentity?: ResourceIdentityData | undefined;
}

/** `priorState` holds null on create, `plannedState` holds null on destroy. */
export interface ApplyResourceChangeRequest {
  typeName: string;
  priorState?: DynamicValue | undefined;
  plannedState?: DynamicValue | undefined;
  config?: DynamicValue | undefined;
  plannedPrivate: Uint8Array;
  providerMeta?: DynamicValue | undefined;
  plannedIdentity?: ResourceIdentityData | undefined;
}

export interface ApplyResourceChangeResponse extends DiagnosticsResponse {
  newState?: DynamicValue | undefined;
  private?: Uint8Array | undefined;
  newIdentity?: ResourceIdentityData | undefined;
}

/** Imports by `id`, or by `identity` when `id` is empty. */
export interface ImportResourceStateRequest {
  typeName: string;
  id: string;
  clientCapabilities?: ClientCapabilities | undefined;
  identity?: ResourceIdentityData | undefined;
}

export interface ImportedResource {
  typeName: string;
  state?: DynamicValue | undefined;
  private?: Uint8Array | undefined;
  identity?: ResourceIdentityData | undefined;
}

export interface ImportResourceStateResponse extends DiagnosticsResponse {
  importedResources?: ImportedResource[] | undefined;
  deferred?: Deferred | undefined;
}

/** A `moved` block that crosses resource types or providers. */
export interface MoveResourceStateRequest {
  sourceProviderAddress: string;
  sourceTypeName: string;
  sourceSchemaVersion: number;
  sourceState?: RawState | undefined;
  targetTypeName: string;
  sourcePrivate: Uint8Array;
  sourceIdentity?: RawState | undefined;
  sourceIdentitySchemaVersion: number;
}

export interface MoveResourceStateResponse extends DiagnosticsResponse {
  targetState?: DynamicValue | undefined;
  targetPrivate?: Uint8Array | undefined;
  targetIdentity?: ResourceIdentityData | undefined;
}
