// Fields of the messages of a managed resource's life.
import type {
  ApplyResourceChangeRequest,
  ApplyResourceChangeResponse,
  ImportedResource,
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
} from '../messages/resource.ts';
import { bytes, integer, message, nested, repeated, string } from '../protobuf/field.ts';
import {
  attributePath,
  clientCapabilities,
  deferred,
  dynamicValue,
  rawState,
  resourceIdentityData,
} from './common.ts';
import { diagnostics } from './provider.ts';

const value = (number: number) => nested(number, () => dynamicValue);
const identity = (number: number) => nested(number, () => resourceIdentityData);

export const validateResourceConfigRequest = message<ValidateResourceConfigRequest>(
  'ValidateResourceConfig.Request',
  { typeName: string(1), config: value(2), clientCapabilities: nested(3, () => clientCapabilities) },
);

export const upgradeResourceStateRequest = message<UpgradeResourceStateRequest>(
  'UpgradeResourceState.Request',
  { typeName: string(1), version: integer(2), rawState: nested(3, () => rawState) },
);

export const upgradeResourceStateResponse = message<UpgradeResourceStateResponse>(
  'UpgradeResourceState.Response',
  { upgradedState: value(1), diagnostics: diagnostics(2) },
);

export const upgradeResourceIdentityRequest = message<UpgradeResourceIdentityRequest>(
  'UpgradeResourceIdentity.Request',
  { typeName: string(1), version: integer(2), rawIdentity: nested(3, () => rawState) },
);

export const upgradeResourceIdentityResponse = message<UpgradeResourceIdentityResponse>(
  'UpgradeResourceIdentity.Response',
  { upgradedIdentity: identity(1), diagnostics: diagnostics(2) },
);

export const readResourceRequest = message<ReadResourceRequest>('ReadResource.Request', {
  typeName: string(1),
  currentState: value(2),
  private: bytes(3),
  providerMeta: value(4),
  clientCapabilities: nested(5, () => clientCapabilities),
  currentIdentity: identity(6),
});

export const readResourceResponse = message<ReadResourceResponse>('ReadResource.Response', {
  newState: value(1),
  diagnostics: diagnostics(2),
  private: bytes(3),
  deferred: nested(4, () => deferred),
  newIdentity: identity(5),
});

export const planResourceChangeRequest = message<PlanResourceChangeRequest>('PlanResourceChange.Request', {
  typeName: string(1),
  priorState: value(2),
  proposedNewState: value(3),
  config: value(4),
  priorPrivate: bytes(5),
  providerMeta: value(6),
  clientCapabilities: nested(7, () => clientCapabilities),
  priorIdentity: identity(8),
});

/** Field 5 is the legacy type system flag, which is not ours to set. */
export const planResourceChangeResponse = message<PlanResourceChangeResponse>('PlanResourceChange.Response', {
  plannedState: value(1),
  requiresReplace: repeated(nested(2, () => attributePath)),
  plannedPrivate: bytes(3),
  diagnostics: diagnostics(4),
  deferred: nested(6, () => deferred),
  plannedIdentity: identity(7),
});

export const applyResourceChangeRequest = message<ApplyResourceChangeRequest>('ApplyResourceChange.Request', {
  typeName: string(1),
  priorState: value(2),
  plannedState: value(3),
  config: value(4),
  plannedPrivate: bytes(5),
  providerMeta: value(6),
  plannedIdentity: identity(7),
});

/** Field 4 is the legacy type system flag, which is not ours to set. */
export const applyResourceChangeResponse = message<ApplyResourceChangeResponse>(
  'ApplyResourceChange.Response',
  { newState: value(1), private: bytes(2), diagnostics: diagnostics(3), newIdentity: identity(5) },
);

export const importResourceStateRequest = message<ImportResourceStateRequest>('ImportResourceState.Request', {
  typeName: string(1),
  id: string(2),
  clientCapabilities: nested(3, () => clientCapabilities),
  identity: identity(4),
});

const importedResource = message<ImportedResource>('ImportResourceState.ImportedResource', {
  typeName: string(1),
  state: value(2),
  private: bytes(3),
  identity: identity(4),
});

export const importResourceStateResponse = message<ImportResourceStateResponse>(
  'ImportResourceState.Response',
  {
    importedResources: repeated(nested(1, () => importedResource)),
    diagnostics: diagnostics(2),
    deferred: nested(3, () => deferred),
  },
);

export const moveResourceStateRequest = message<MoveResourceStateRequest>('MoveResourceState.Request', {
  sourceProviderAddress: string(1),
  sourceTypeName: string(2),
  sourceSchemaVersion: integer(3),
  sourceState: nested(4, () => rawState),
  targetTypeName: string(5),
  sourcePrivate: bytes(6),
  sourceIdentity: nested(7, () => rawState),
  sourceIdentitySchemaVersion: integer(8),
});

export const moveResourceStateResponse = message<MoveResourceStateResponse>('MoveResourceState.Response', {
  targetState: value(1),
  diagnostics: diagnostics(2),
  targetPrivate: bytes(3),
  targetIdentity: identity(4),
});
