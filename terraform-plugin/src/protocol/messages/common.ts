// The building blocks that most RPCs share: values, diagnostics, paths, capabilities.

/** An encoded Terraform value. Terraform sends `msgpack`; `json` appears only in tools and old hosts. */
export interface DynamicValue {
  msgpack?: Uint8Array | undefined;
  json?: Uint8Array | undefined;
}

/** One step from a value into a part of it. */
export type AttributePathStep =
  | { attributeName: string }
  | { elementKeyString: string }
  | { elementKeyInt: number };

/** Where in a value something is, from the outside in. */
export interface AttributePath {
  steps: AttributePathStep[];
}

/** `invalid` is the protocol's zero value and never sent on purpose. */
export type DiagnosticSeverity = 'invalid' | 'error' | 'warning';

/** A message for the person who runs Terraform. `summary` is one line, `detail` may be several. */
export interface Diagnostic {
  severity: DiagnosticSeverity;
  summary: string;
  detail?: string | undefined;
  attribute?: AttributePath | undefined;
}

/** State as it was stored, perhaps by another schema version. `flatmap` is only used by Terraform 0.11 state. */
export interface RawState {
  json?: Uint8Array | undefined;
  flatmap: Record<string, string>;
}

/** What distinguishes one object from all others of its type; decoded by the identity schema. */
export interface ResourceIdentityData {
  identityData?: DynamicValue | undefined;
}

/** Optional protocol features that the provider offers; each is false when left out. */
export interface ServerCapabilities {
  planDestroy?: boolean | undefined;
  getProviderSchemaOptional?: boolean | undefined;
  moveResourceState?: boolean | undefined;
  generateResourceConfig?: boolean | undefined;
}

/** Optional protocol features that Terraform offers. Absent from hosts that are too old to know any. */
export interface ClientCapabilities {
  deferralAllowed: boolean;
  writeOnlyAttributesAllowed: boolean;
}

/** Why a change cannot be planned yet. */
export type DeferredReason = 'unknown' | 'resourceConfigUnknown' | 'providerConfigUnknown' | 'absentPrereq';

/** Says that a change is put off; only allowed when the client has `deferralAllowed`. */
export interface Deferred {
  reason: DeferredReason;
}

/** A point in time: whole seconds since the Unix epoch and 0 to 999,999,999 nanoseconds on top. */
export interface Timestamp {
  seconds: number;
  nanos?: number | undefined;
}
