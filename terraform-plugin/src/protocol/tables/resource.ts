// RPCs of the life of a managed resource: validate, upgrade, read, plan, apply, import, move.
import { bytes, integer, message, nested, repeated, required, string } from '../protobuf/field.ts';
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

export const validateResourceConfigRequest = message('ValidateResourceConfig.Request', {
  typeName: string(1),
  config: value(2),
  clientCapabilities: nested(3, () => clientCapabilities),
});

/** `version` is the schema version that wrote `rawState`. */
export const upgradeResourceStateRequest = message('UpgradeResourceState.Request', {
  typeName: string(1),
  version: integer(2),
  rawState: nested(3, () => rawState),
});

export const upgradeResourceStateResponse = message('UpgradeResourceState.Response', {
  upgradedState: value(1),
  diagnostics: diagnostics(2),
});

/** `version` is the identity version that wrote `rawIdentity`. */
export const upgradeResourceIdentityRequest = message('UpgradeResourceIdentity.Request', {
  typeName: string(1),
  version: integer(2),
  rawIdentity: nested(3, () => rawState),
});

export const upgradeResourceIdentityResponse = message('UpgradeResourceIdentity.Response', {
  upgradedIdentity: identity(1),
  diagnostics: diagnostics(2),
});

export const readResourceRequest = message('ReadResource.Request', {
  typeName: string(1),
  currentState: value(2),
  private: bytes(3),
  providerMeta: value(4),
  clientCapabilities: nested(5, () => clientCapabilities),
  currentIdentity: identity(6),
});

export const readResourceResponse = message('ReadResource.Response', {
  newState: value(1),
  diagnostics: diagnostics(2),
  private: bytes(3),
  deferred: nested(4, () => deferred),
  newIdentity: identity(5),
});

/** `priorState` holds null on create, `proposedNewState` holds null on destroy. */
export const planResourceChangeRequest = message('PlanResourceChange.Request', {
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
export const planResourceChangeResponse = message('PlanResourceChange.Response', {
  plannedState: value(1),
  requiresReplace: repeated(nested(2, () => attributePath)),
  plannedPrivate: bytes(3),
  diagnostics: diagnostics(4),
  deferred: nested(6, () => deferred),
  plannedIdentity: identity(7),
});

/** `priorState` holds null on create, `plannedState` holds null on destroy. */
export const applyResourceChangeRequest = message('ApplyResourceChange.Request', {
  typeName: string(1),
  priorState: value(2),
  plannedState: value(3),
  config: value(4),
  plannedPrivate: bytes(5),
  providerMeta: value(6),
  plannedIdentity: identity(7),
});

/** Field 4 is the legacy type system flag, which is not ours to set. */
export const applyResourceChangeResponse = message('ApplyResourceChange.Response', {
  newState: value(1),
  private: bytes(2),
  diagnostics: diagnostics(3),
  newIdentity: identity(5),
});

/** Imports by `id`, or by `identity` when `id` is empty. */
export const importResourceStateRequest = message('ImportResourceState.Request', {
  typeName: string(1),
  id: string(2),
  clientCapabilities: nested(3, () => clientCapabilities),
  identity: identity(4),
});

const importedResource = message('ImportResourceState.ImportedResource', {
  typeName: required(string(1)),
  state: value(2),
  private: bytes(3),
  identity: identity(4),
});

export const importResourceStateResponse = message('ImportResourceState.Response', {
  importedResources: repeated(nested(1, () => importedResource)),
  diagnostics: diagnostics(2),
  deferred: nested(3, () => deferred),
});

/** A `moved` block that crosses resource types or providers. */
export const moveResourceStateRequest = message('MoveResourceState.Request', {
  sourceProviderAddress: string(1),
  sourceTypeName: string(2),
  sourceSchemaVersion: integer(3),
  sourceState: nested(4, () => rawState),
  targetTypeName: string(5),
  sourcePrivate: bytes(6),
  sourceIdentity: nested(7, () => rawState),
  sourceIdentitySchemaVersion: integer(8),
});

export const moveResourceStateResponse = message('MoveResourceState.Response', {
  targetState: value(1),
  diagnostics: diagnostics(2),
  targetPrivate: bytes(3),
  targetIdentity: identity(4),
});
