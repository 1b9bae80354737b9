// Fields of the messages that most RPCs share.
import type {
  AttributePath,
  AttributePathStep,
  ClientCapabilities,
  Deferred,
  Diagnostic,
  DynamicValue,
  RawState,
  ResourceIdentityData,
  ServerCapabilities,
  Timestamp,
} from '../messages/common.ts';
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
  string,
} from '../protobuf/field.ts';

export const dynamicValue = message<DynamicValue>('DynamicValue', {
  msgpack: optional(bytes(1)),
  json: optional(bytes(2)),
});

const attributePathStep = message<AttributePathStep>('AttributePath.Step', {
  attributeName: oneof('selector', string(1)),
  elementKeyString: oneof('selector', string(2)),
  elementKeyInt: oneof('selector', integer(3)),
});

export const attributePath = message<AttributePath>('AttributePath', {
  steps: repeated(nested(1, () => attributePathStep)),
});

export const diagnostic = message<Diagnostic>('Diagnostic', {
  severity: enumeration(1, ['invalid', 'error', 'warning']),
  summary: string(2),
  detail: string(3),
  attribute: nested(4, () => attributePath),
});

export const rawState = message<RawState>('RawState', {
  json: optional(bytes(1)),
  flatmap: map(string(2)),
});

export const resourceIdentityData = message<ResourceIdentityData>('ResourceIdentityData', {
  identityData: nested(1, () => dynamicValue),
});

export const serverCapabilities = message<ServerCapabilities>('ServerCapabilities', {
  planDestroy: bool(1),
  getProviderSchemaOptional: bool(2),
  moveResourceState: bool(3),
  generateResourceConfig: bool(4),
});

export const clientCapabilities = message<ClientCapabilities>('ClientCapabilities', {
  deferralAllowed: bool(1),
  writeOnlyAttributesAllowed: bool(2),
});

export const deferred = message<Deferred>('Deferred', {
  reason: enumeration(1, ['unknown', 'resourceConfigUnknown', 'providerConfigUnknown', 'absentPrereq']),
});

export const timestamp = message<Timestamp>('google.protobuf.Timestamp', {
  seconds: integer(1),
  nanos: integer(2),
});
