// The door to the protocol: bytes, the process that Terraform starts, and what its log and its calls look like.
export { systemClock } from './clock.ts';
export { decodeJson } from './json/decode.ts';
export type { Responses } from './messages.ts';
export { encodeValue } from './msgpack/encode.ts';
export type { ServiceContext } from './plugin/service-source.ts';
export { encodeMessage } from './protobuf/encode.ts';
export { serveForReattach } from './reattach.ts';
export { serve } from './serve.ts';
export type { ProviderService, RpcObserver } from './service.ts';
export { rpcs } from './tables/rpcs.ts';
