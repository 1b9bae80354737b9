// A Kubernetes API server as a library.

export { createRbac } from './access/rbac.ts';
export type { Rule, RulesOf } from './access/rules.ts';
export type {
  Admission,
  AdmissionRequest,
  Attributes,
  Authenticate,
  Authorise,
  Decision,
  User,
} from './access/seams.ts';
export { createKubernetesApi, type KubernetesApi, type KubernetesApiOptions } from './api.ts';
export type { Bounds } from './bounds.ts';
export { type Clock, systemClock } from './clock.ts';
export { type InitialObject, initialRoles, namespaceObjects } from './controllers/initial.ts';
export type { VersionInfo } from './discovery/health.ts';
export type {
  Asked,
  HostedChange,
  HostedEvent,
  HostedKind,
  HostedStorage,
} from './hosted/hosted.ts';
export { statusResponse } from './http/respond.ts';
export type { Behaviour, Column } from './kinds/behaviour.ts';
export { apiVersionOf, type Kind } from './kinds/kind.ts';
export type { KubernetesObject, ObjectMeta } from './kinds/object.ts';
export {
  controlPlaneKinds,
  KUBERNETES_VERSION,
  officialKinds,
  readOnlyKinds,
  typeWith,
} from './kinds/official.ts';
export type { OfficialSchema, Schema } from './kinds/official-types.ts';
export { type Random, systemRandom } from './random.ts';
export type { Page } from './read/list.ts';
export type { ListOptions } from './read/list-options.ts';
export { type LabelSelector, matchesLabels } from './selectors/label-selector.ts';
export { type FieldError, forbidden, invalid, required } from './status/field-error.ts';
export {
  alreadyExists,
  badRequest,
  forbiddenError,
  internal,
  invalidObject,
  methodNotAllowed,
  noSuchResource,
  notFound,
  StatusError,
  unauthorized,
} from './status/status.ts';
export { createMemoryStorage, type MemoryStorageOptions } from './storage/memory.ts';
export {
  type HistoryWrite,
  ObjectHistory,
  type ObjectHistoryOptions,
  type Recalled,
} from './storage/object-history.ts';
export { createProjection, type Projected, type ProjectionOptions } from './storage/projection.ts';
export {
  COMPACTED,
  type ObjectKey,
  type Selection,
  type Storage,
  StorageFull,
  type StoredChange,
  type StoredList,
  type Write,
} from './storage/storage.ts';
