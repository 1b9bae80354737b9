// The public surface of @hikube/sdk.
export type {
  AddonId,
  GpuTypeName,
  InstanceTypeName,
  KubernetesMinor,
  SiteId,
  StorageClassName,
} from '@hikube/openapi/catalogue';
export type * from '@hikube/openapi/client-types';
export type { ApiCall, WithResponse } from './answering.ts';
export { createClient, Hikube } from './client.ts';
export type { ClientOptions } from './client-options.ts';
export type {
  CallOptions,
  CreateOptions,
  KeyedOptions,
  PreviewOptions,
  UpdateOptions,
  WriteOptions,
} from './context.ts';
export { type Core, createCore, DEFAULT_ENDPOINT } from './core.ts';
export {
  AlreadyExistsError,
  ApiError,
  AuthenticationError,
  ConfigurationError,
  ConflictError,
  ConnectionError,
  HikubeError,
  NotFoundError,
  OperationFailedError,
  PermissionError,
  PreconditionFailedError,
  type ProblemFields,
  QuotaExceededError,
  RateLimitError,
  ServerError,
  UnexpectedAnswerError,
  UnsafePathError,
  ValidationError,
  WaitTimeoutError,
} from './errors.ts';
export { etag } from './etag.ts';
export * from './generated/functions.gen.ts';
export { type CodedError, isHikubeError } from './is-hikube-error.ts';
export { type LogOptions, type LogSink, logTo } from './log.ts';
export { hasEnded, PendingOperation, type WaitOptions } from './operation.ts';
export { type OperationFunction, waitFor } from './operation-function.ts';
export { type ListFunction, pagesOf } from './pages-of.ts';
export { type ListOptions, type Page, Paginated } from './pagination.ts';
export type { Addons } from './resources/addons.ts';
export type { Catalogue } from './resources/catalogue.ts';
export type { ClusterListOptions, Clusters } from './resources/clusters.ts';
export type {
  EventListOptions,
  Events,
  TenantEventListOptions,
  TenantWatchOptions,
  WatchOptions,
} from './resources/events.ts';
export type { Holds } from './resources/holds.ts';
export type { Kubeconfigs } from './resources/kubeconfigs.ts';
export type { Manifests } from './resources/manifests.ts';
export type { NodeGroupListOptions, NodeGroups } from './resources/node-groups.ts';
export type { Nodes } from './resources/nodes.ts';
export type { OperationListOptions, Operations } from './resources/operations.ts';
export type { Tokens } from './resources/tokens.ts';
export type { VersionUpgrades } from './resources/version-upgrades.ts';
export type { RetainedVolumeListOptions, Volumes } from './resources/volumes.ts';
export type { OperationToken, ResultName, Results } from './results.ts';
export type { Token as ClientToken, TokenRequest } from './transport/auth.ts';
export type { Clock } from './transport/clock.ts';
export type { Deprecation } from './transport/deprecation.ts';
export type { Failure, Hooks, LostRequest, ReceivedResponse, Retry, SentRequest } from './transport/hooks.ts';
export type { RetryOptions } from './transport/retry.ts';
export type { Fetch } from './transport/send.ts';
