// Path, query and header parameters: their schemas come from the contract, text becomes numbers and booleans here.
import { didYouMean } from '@hikube/domain';
import type { OperationId } from '@hikube/openapi/operations';
import type { FieldError } from '@hikube/openapi/types';
import { type Validate, parameters as validators } from '@hikube/openapi/validators';
import { createMiddleware } from 'hono/factory';
import type { Input } from '../handlers/handler.ts';
import { fieldErrors } from '../plan/field-errors.ts';
import { invalidParameter, Refusal } from '../refusal.ts';
import type { Environment } from './environment.ts';
import { refuseWithoutEffect } from './stream-parameters.ts';

const UNKNOWN = 'There is no such parameter: remove it, or check its spelling.';

const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Refuses an Idempotency-Key where it would have no effect: whoever sends one relies on it. */
export function refuseIdempotencyKey(request: Request, why: string): void {
  if (SAFE.has(request.method) || !request.headers.has('idempotency-key')) return;
  throw invalidParameter(
    'Idempotency-Key',
    'not_supported',
    `Idempotency-Key is not taken here: ${why} Send the request without it.`,
  );
}

/** Sets `params`, or refuses with `invalid_parameter` and a list of what is wrong. */
export const parameters = createMiddleware<Environment>(async (c, next) => {
  const { id, facts, path } = c.get('operation');
  if (!facts.headerParams.includes('idempotency-key'))
    refuseIdempotencyKey(c.req.raw, 'this changes nothing, and every answer tells what is true then.');
  const { searchParams } = c.get('url');
  const sent = {
    path: { ...path },
    query: queryOf(searchParams, facts.queryLists),
    header: headersOf(facts.headerParams, c.req.raw.headers),
  };
  const validate = validators[id] as Validate<unknown>;
  if (!validate(sent)) {
    const errors = fieldErrors(validate.errors).map((error) => nameOnly(error, facts.queryParams));
    const detail = errors.map(({ pointer, detail }) => `${pointer}: ${detail}`)[0] ?? 'A parameter is wrong.';
    throw new Refusal('invalid_parameter', detail, { errors });
  }
  refuseWithoutEffect(c, searchParams);
  capLimit(sent.query);
  c.set('params', sent as Input<OperationId>['params']);
  await next();
});

/** Items on a page, as the lists of the contract have them. */
const MOST_ITEMS = 200;

/** Whoever asks for more gets the longest page there is; its cursor says that it was not all. */
function capLimit(query: { limit?: unknown }): void {
  if (typeof query.limit === 'number') query.limit = Math.min(query.limit, MOST_ITEMS);
}

function queryOf(
  sent: URLSearchParams,
  lists: readonly string[] = [],
): Record<string, string | readonly string[]> {
  const entries = [...sent];
  const names = entries.map(([name]) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw invalidParameter(
      twice,
      'duplicate',
      `The query parameter ${twice} stands there twice: send it once${lists.includes(twice) ? ', with commas between its values' : ''}.`,
    );
  }
  // From entries, because assigning to a key such as __proto__ would not make a property.
  return Object.fromEntries(
    entries.map(([name, value]) => [name, lists.includes(name) ? value.split(',') : value]),
  );
}

function headersOf(names: readonly string[], sent: Headers): Record<string, string> {
  const entries = names.map((name) => [name, sent.get(name)] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== null));
}

/** Parameters have names, not places: `/query/limit` is `limit`, `/header/if-match` is `If-Match`. */
function nameOnly(error: FieldError, queryParams: readonly string[]): FieldError {
  const [, place, name = ''] = /^\/(path|query|header)\/(.*?)(?:\/[0-9]+)?$/.exec(error.pointer) ?? [];
  if (place === undefined) return error;
  if (error.code === 'unknown_field') {
    return { ...error, pointer: name, detail: UNKNOWN + didYouMean(name, queryParams) };
  }
  return { ...error, pointer: place === 'header' ? name.replaceAll(/\b[a-z]/g, upper) : name };
}

function upper(letter: string): string {
  return letter.toUpperCase();
}
