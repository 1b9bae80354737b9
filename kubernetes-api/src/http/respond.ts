// Writes answers: JSON or YAML, readable for people who ask for it, compressed when large.

import { goJson, type JsonObject } from '../json/json.ts';
import { toYaml } from '../json/yaml.ts';
import { toProtobuf } from '../protobuf/envelope.ts';
import type { StatusError } from '../status/status.ts';
import type { MediaType } from './negotiate.ts';

/** What a caller said about the form of the answer. */
export interface Wishes {
  readonly pretty: boolean;
  readonly gzip: boolean;
}

// Below this size compressing costs more than it saves.
const WORTH_COMPRESSING = 128 * 1024;

export function wishesOf(query: URLSearchParams, headers: Headers): Wishes {
  const pretty = query.get('pretty');
  const agent = headers.get('user-agent') ?? '';
  return {
    pretty:
      pretty === null ? /^(?:curl|Wget|Mozilla\/5\.0)/.test(agent) : pretty !== '0' && pretty !== 'false',
    gzip: (headers.get('accept-encoding') ?? '')
      .split(',')
      .some(
        (part) =>
          /^\s*gzip\s*(?:;\s*q\s*=\s*(?!0(?:\.0*)?\s*$))?/.test(part) && !/q\s*=\s*0(?:\.0*)?\s*$/.test(part),
      ),
  };
}

function bytesOf(body: JsonObject, type: MediaType, { pretty }: Wishes): Uint8Array {
  if (type === 'application/vnd.kubernetes.protobuf') return toProtobuf(body);
  if (type === 'application/yaml') return new TextEncoder().encode(toYaml(body));
  return new TextEncoder().encode(pretty ? `${JSON.stringify(body, null, 2)}\n` : `${goJson(body)}\n`);
}

/** @param accepted decides between JSON and YAML */
export function respond(
  body: JsonObject,
  status: number,
  wishes: Wishes,
  { type = 'application/json', headers = {} }: { type?: MediaType; headers?: Record<string, string> } = {},
): Response {
  return respondBytes(bytesOf(body, type, wishes), status, wishes, { 'content-type': type, ...headers });
}

/** @param headers with the type of the content */
export function respondBytes(
  bytes: Uint8Array,
  status: number,
  wishes: Wishes,
  headers: Record<string, string>,
): Response {
  const all = new Headers({ 'cache-control': 'no-cache, private', ...headers });
  if (!wishes.gzip || bytes.length < WORTH_COMPRESSING)
    return new Response(bytes as Uint8Array<ArrayBuffer>, { status, headers: all });
  all.set('content-encoding', 'gzip');
  all.set('vary', 'Accept-Encoding');
  const stream = new Response(bytes as Uint8Array<ArrayBuffer>).body!.pipeThrough(
    new CompressionStream('gzip'),
  );
  return new Response(stream, { status, headers: all });
}

export function respondError(
  error: StatusError,
  wishes: Wishes,
  type: MediaType = 'application/json',
): Response {
  const headers: Record<string, string> = {};
  const retry = error.details?.retryAfterSeconds;
  if (retry !== undefined && retry > 0) headers['retry-after'] = String(retry);
  return respond(error.toStatus(), error.code, wishes, { type, headers });
}

/** The answer to a refusal, for a host that refuses by itself. */
export function statusResponse(error: StatusError): Response {
  return respondError(error, { pretty: false, gzip: false });
}

export function respondText(text: string, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(text, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff', ...headers },
  });
}
