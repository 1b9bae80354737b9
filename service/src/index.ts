// @hikube/service: the API as a function, with what it can be built from anywhere, a browser included. This file is
// the whole public surface; what needs Node has entries of its own (see package.json).

export { type Clock, createVirtualClock, systemClock, type VirtualClock } from './clock.ts';
export { MOST_TOKENS } from './handlers/tokens.ts';
export type { Bootstrap, FirstToken } from './identity/bootstrap.ts';
export { type IssuedToken, issueToken, revokeToken, type TokenOrder } from './identity/issue.ts';
export { isTokenText, isWeakToken } from './identity/token.ts';
export type { RateLimit } from './limits/buckets.ts';
export type { HeldLimit } from './limits/places.ts';
export { errorFields, jsonLog, type Log, type LogFields, type LogLevel, silentLog } from './log.ts';
export { METRICS_TYPE } from './metrics.ts';
export { BOOTSTRAP_TENANT } from './model/keys.ts';
export { DEFAULT_QUOTA, type QuotaLimits } from './plan/quota.ts';
export { type Platform, PlatformError } from './platform/platform.ts';
export { createSeededRandom, type Random, systemRandom } from './random.ts';
export { FAILPOINTS, type Failpoint, type FailpointHook } from './reconciler/failpoints.ts';
export {
  createEnvelope,
  createTransientEnvelope,
  type Envelope,
  keyIdOf,
  SealError,
  type Sealed,
} from './secrets/envelope.ts';
export { type MasterKey, newMasterKeyText, parseMasterKeys } from './secrets/master-keys.ts';
export { createRedactor, redactSecrets } from './secrets/redact.ts';
export { findSecret, type Resealed, resealSecrets } from './secrets/reseal.ts';
export { createService, type Service, type ServiceConfig, type ServiceOptions } from './service.ts';
export { StoreError, type StoreErrorCode } from './store/errors.ts';
export { createMemoryStore } from './store/memory/memory-store.ts';
export type { Store } from './store/store.ts';
