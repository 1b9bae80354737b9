// The object in a body, of an official or a custom kind, with its defaults.
import { decodeCustom } from '../crd/decode.ts';
import { mediaTypeOf } from '../http/body.ts';
import type { KubernetesObject } from '../kinds/object.ts';
import type { Call, Server } from '../server.ts';
import { decodeOfficial, expectedOf } from './decode-body.ts';
import type { WriteOptions } from './options.ts';

/** @throws StatusError */
export async function decodeObject(
  server: Server,
  call: Call,
  bytes: Uint8Array,
  options: WriteOptions,
): Promise<KubernetesObject> {
  const reading = {
    mediaType: mediaTypeOf(call.request.headers.get('content-type')),
    validation: options.fieldValidation,
    warn: call.warn,
    kinds: server.kinds,
  };
  const { kind } = call;
  if (kind.custom !== undefined) return decodeCustom(bytes, kind, kind.custom, reading);
  const object = decodeOfficial(bytes, expectedOf(kind), reading);
  kind.behaviour.default?.(object);
  return object;
}
