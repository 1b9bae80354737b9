// Tells whoever uses something that goes: `Deprecation` (RFC 9745) and `Sunset` (RFC 8594), on refusals, too. What is only
// read is not told here, because nobody can know who reads it.
import type { Deprecated, OperationFacts } from '@hikube/openapi/operations';
import { createMiddleware } from 'hono/factory';
import type { Environment } from './environment.ts';

/** A request as it was sent: before defaults stand where nothing was said. */
export interface SentRequest {
  readonly query: URLSearchParams;
  readonly headers: Headers;
  /** Undefined where there is none, or nobody has read it. */
  readonly body: unknown;
}

/** What the request uses of that goes; the operation itself is always used. */
export function usedDeprecations(
  facts: OperationFacts,
  { query, headers, body }: SentRequest,
): readonly Deprecated[] {
  const parts = (facts.deprecatedParts ?? []).filter(({ path: [place, ...steps] }) => {
    const [name = ''] = steps;
    if (place === 'body') return has(body, steps);
    return place === 'query' ? query.has(name) : headers.has(name);
  });
  return facts.deprecated === undefined ? parts : [facts.deprecated, ...parts];
}

/** Whether there is something at the end of the steps; `*` is any key or item. */
function has(value: unknown, [step, ...steps]: readonly string[]): boolean {
  if (step === undefined) return true;
  if (typeof value !== 'object' || value === null) return false;
  if (step === '*') return Object.values(value).some((inner) => has(inner, steps));
  return Object.hasOwn(value, step) && has((value as Readonly<Record<string, unknown>>)[step], steps);
}

/** Sets the headers once the answer is there. Of several things, the first to go is told. */
export const deprecation = createMiddleware<Environment>(async (c, next) => {
  const { facts } = c.get('operation');
  await next();
  if (facts.deprecated === undefined && facts.deprecatedParts === undefined) return;
  const { searchParams: query } = c.get('url');
  const used = usedDeprecations(facts, { query, headers: c.req.raw.headers, body: c.get('body') });
  const [first] = [...used].sort((one, other) => Date.parse(one.sunset) - Date.parse(other.sunset));
  if (first === undefined) return;
  c.header('Deprecation', `@${Date.parse(first.since) / 1000}`);
  c.header('Sunset', new Date(first.sunset).toUTCString());
});
