// The public surface of the framework; nothing else may be imported from outside.
export type { Awaitable, CallContext, DataContext, Log, WithDiagnostics } from './context.ts';
export type { DataSource, ReadDataRequest, ReadDataResult } from './data-source.ts';
export { type Diagnostic, error, hasError, warning } from './diagnostics.ts';
export type {
  EphemeralResource,
  HeldRequest,
  OpenRequest,
  OpenResult,
  RenewResult,
} from './ephemeral-resource.ts';
export { DefinitionError, DiagnosticsError, FunctionError } from './errors.ts';
export {
  defineFunction,
  type Parameter,
  type ParameterOptions,
  type ProviderFunction,
  parameter,
} from './function.ts';
export { type AttributePath, formatPath, type MapKey, type PathStep, pathFrom } from './path.ts';
export type { PlanEdit } from './plan/edits.ts';
export { keepSpelling } from './plan/spelling.ts';
export type { JsonValue, PrivateState } from './private-state.ts';
export { type ConfigureRequest, type ConfigureResult, definitionsFor, type Provider } from './provider.ts';
export {
  type ApplyResult,
  type CreateRequest,
  type DeleteRequest,
  type DeleteResult,
  type ImportRequest,
  type ImportResult,
  importById,
  type ModifyChangeRequest,
  type ModifyDeleteRequest,
  type ModifyPlanRequest,
  type PlanModification,
  type ReadRequest,
  type ReadResult,
  type Resource,
  type UpdateRequest,
  type ValidateRequest,
} from './resource.ts';
export type { MoveRequest, MoveResult, MoveSource } from './resource-move.ts';
export type { StateUpgrader, StoredState } from './resource-upgrade.ts';
export { createProviderService, type ServiceOptions } from './rpc/service.ts';
export type { Attribute, Attributes, Finding, Rule, ValuesOf } from './schema/attribute.ts';
export { attribute } from './schema/attribute-builders.ts';
export { parseDuration } from './schema/duration.ts';
export type { ChangeOf, ConfigOf, PlanOf, SettledConfigOf, StateOf, StoredOf } from './schema/infer.ts';
export type { AttributeOptions, TypedChange } from './schema/options.ts';
export { defineSchema, type Schema, type SchemaOptions } from './schema/schema.ts';
export type { AnyStages } from './schema/stages.ts';
export { defineTimeouts, type TimedOperation } from './schema/timeouts.ts';
export { type KnownOf, type PlannedOf, type Type, types } from './schema/types.ts';
export { atLeastOneOf, conflicting, exactlyOneOf, requiredTogether, rule } from './validation/rules.ts';
export {
  atLeast,
  between,
  countBetween,
  each,
  eachKey,
  lengthBetween,
  matches,
  oneOf,
} from './validation/validators.ts';
export {
  Dynamic,
  isObject,
  isUnknown,
  isWhollyKnown,
  type ObjectValue,
  objectFrom,
  own,
  type TerraformNumber,
  UNKNOWN,
  type Unknown,
  type Value,
} from './values/value.ts';
