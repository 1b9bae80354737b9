// Writes a call as a request: its address, what stands behind it, its body and its headers.
import { ConfigurationError, HikubeError } from '../errors.ts';
import { checkHeaderValue } from './header-value.ts';
import { serializePath } from './path.ts';

/** A call, before it is a request. */
export interface Exchange {
  readonly method: string;
  /** Path below the endpoint, with parameters in braces. */
  readonly address: string;
  readonly path?: Readonly<Record<string, unknown>> | undefined;
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  /** Sent as it is if it is a text, and as JSON if it is anything else. */
  readonly body?: unknown;
  /** What is absent is left out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** Only what the client itself may say, or a runtime. */
const RESERVED = /^(authorization|host|content-length|transfer-encoding|connection)$/;

/** @throws UnsafePathError, or ConfigurationError for what cannot be sent */
export function writeRequest(endpoint: string, { method, address, path, query, body, headers }: Exchange) {
  try {
    const url = endpoint + serializePath(address, path) + queryOf(query ?? {});
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const type = text === undefined ? {} : { 'content-type': 'application/json' };
    return { method, address, url, body: text, headers: { ...type, ...headersOf(headers ?? {}) } };
  } catch (error) {
    if (error instanceof HikubeError) throw error;
    throw new ConfigurationError(
      'The request cannot be written: something in it cannot be sent, such as an object that contains itself or half a character.',
      { cause: error },
    );
  }
}

/** The contract's lists are one text, with commas between the values. */
function queryOf(query: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(query).flatMap(([name, value]) => {
    const values = [value ?? []].flat();
    return values.length === 0
      ? []
      : `${name}=${values.map((each) => encodeURIComponent(String(each))).join(',')}`;
  });
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

type Headers = Readonly<Record<string, string | undefined>>;

/** All of them; a later one wins, whatever its letters, so that nothing is said twice. */
export function mergedHeaders(...layers: readonly (Headers | undefined)[]): Record<string, string> {
  const byKey = new Map<string, [name: string, value: string]>();
  for (const layer of layers)
    for (const [name, value] of Object.entries(layer ?? {}))
      if (value !== undefined) byKey.set(name.toLowerCase(), [name, value]);
  return Object.fromEntries(byKey.values());
}

function headersOf(given: Headers): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    const key = name.toLowerCase();
    if (RESERVED.test(key)) {
      throw new ConfigurationError(
        `The header ${name} cannot be set for a call: the client writes it. A token is an option of the client, see withOptions.`,
        { option: name },
      );
    }
    headers[key] = checkHeaderValue(name, value);
  }
  return headers;
}
