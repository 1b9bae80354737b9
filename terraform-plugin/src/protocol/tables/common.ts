// The building blocks that most RPCs share: values, diagnostics, paths, capabilities.
import {
  bool,
  bytes,
  enumeration,
  integer,
  map,
  message,
  nested,
  oneof,
  optional,
  repeated,
  required,
  string,
} from '../protobuf/field.ts';

/** An encoded Terraform value. Terraform sends `msgpack`; `json` appears only in tools and old hosts. */
export const dynamicValue = message('DynamicValue', {
  msgpack: optional(bytes(1)),
  json: optional(bytes(2)),
});

/** One step from a value into a part of it. */
const attributePathStep = message('AttributePath.Step', {
  attributeName: oneof('selector', string(1)),
  elementKeyString: oneof('selector', string(2)),
  elementKeyInt: oneof('selector', integer(3)),
});

/** Where in a value something is, from the outside in. */
export const attributePath = message('AttributePath', {
  steps: required(repeated(nested(1, () => attributePathStep))),
});

/** For the person who runs Terraform. `invalid` is the protocol's zero value and never sent on purpose. */
export const diagnostic = message('Diagnostic', {
  severity: required(enumeration(1, ['invalid', 'error', 'warning'])),
  /** One line; `detail` may be several. */
  summary: required(string(2)),
  detail: string(3),
  attribute: nested(4, () => attributePath),
});

/** State as it was stored, perhaps by another schema version. `flatmap` is only used by Terraform 0.11 state. */
export const rawState = message('RawState', {
  json: optional(bytes(1)),
  flatmap: map(string(2)),
});

/** What distinguishes one object from all others of its type; decoded by the identity schema. */
export const resourceIdentityData = message('ResourceIdentityData', {
  identityData: nested(1, () => dynamicValue),
});

/** Optional protocol features that the provider offers. */
export const serverCapabilities = message('ServerCapabilities', {
  planDestroy: bool(1),
  getProviderSchemaOptional: bool(2),
  moveResourceState: bool(3),
  generateResourceConfig: bool(4),
});

/** Optional protocol features that Terraform offers. Absent from hosts that are too old to know any. */
export const clientCapabilities = message('ClientCapabilities', {
  deferralAllowed: bool(1),
  writeOnlyAttributesAllowed: bool(2),
});

/** Why a change cannot be planned yet; only allowed when the client has `deferralAllowed`. */
export const deferred = message('Deferred', {
  reason: required(
    enumeration(1, ['unknown', 'resourceConfigUnknown', 'providerConfigUnknown', 'absentPrereq']),
  ),
});

/** Whole seconds since the Unix epoch and 0 to 999,999,999 nanoseconds on top. */
export const timestamp = message('google.protobuf.Timestamp', {
  seconds: required(integer(1)),
  nanos: integer(2),
});
