// Pages of a list: the token that leads to the next one, and what it says.

import type { JsonObject } from '../json/json.ts';
import { isObject } from '../json/json.ts';
import { JsonError, parseJson } from '../json/parse.ts';
import { badRequest, StatusError } from '../status/status.ts';

const VERSION = 'meta.k8s.io/v1';

export interface Continuation {
  /** The revision of the list; -1: whatever is there now. */
  readonly revision: number;
  /** Sort key of the first object of the page. */
  readonly start: string;
}

export function writeToken({ revision, start }: Continuation): string {
  const bytes = new TextEncoder().encode(JSON.stringify({ v: VERSION, rv: revision, start }));
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

function invalidToken(why: string): StatusError {
  return badRequest(`invalid continue token: continue key is not valid: ${why}`);
}

/** @throws StatusError */
export function readToken(token: string): Continuation {
  if (!/^[A-Za-z0-9_-]+$/.test(token)) {
    const wrong = token.search(/[^A-Za-z0-9_-]/);
    throw invalidToken(`illegal base64 data at input byte ${wrong}`);
  }
  const binary = atobLoose(token);
  let parsed: unknown;
  try {
    parsed = parseJson(binary).value;
  } catch (error) {
    if (error instanceof JsonError) throw invalidToken(error.message);
    throw error;
  }
  const { v = '', rv = 0, start = '' } = isObject(parsed) ? (parsed as JsonObject) : {};
  if (v !== VERSION) throw invalidToken(`server does not recognize this encoded version ${String(v)}`);
  if (rv === 0) throw invalidToken('incorrect encoded start resourceVersion (version meta.k8s.io/v1)');
  if (start === '') throw invalidToken('encoded start key empty (version meta.k8s.io/v1)');
  return { revision: Number(rv), start: String(start) };
}

/** As Go's decoder without padding: what is left over is dropped. */
function atobLoose(token: string): string {
  const text = token.replaceAll('-', '+').replaceAll('_', '/');
  const usable = text.length % 4 === 1 ? text.slice(0, -1) : text;
  const bytes = Uint8Array.from(atob(usable), (character) => character.charCodeAt(0));
  return new TextDecoder().decode(bytes);
}

const TOO_OLD =
  'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.';

/** The revision of a page is no longer known: the token in the answer goes on with what is there now. */
export class PageExpired extends StatusError {
  readonly #token: string;
  constructor(start: string) {
    super(410, 'Expired', TOO_OLD);
    this.#token = writeToken({ revision: -1, start });
  }
  override toStatus(): JsonObject {
    return { ...super.toStatus(), metadata: { continue: this.#token } };
  }
}
