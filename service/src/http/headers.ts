// The headers of an answer, as the rules of the chain collect them: one plain object, which goes to the socket as it is.
// Headers of the platform check, sort and copy each of them several times, which took a tenth of a short answer.
import type { Context } from 'hono';
import type { Environment } from './environment.ts';

/** By name in lower case. */
export type AnswerHeaders = Record<string, string>;

/** Sets a header of the answer that is not made yet. */
export function setHeader(c: Context<Environment>, name: string, value: string): void {
  c.get('headers')[name.toLowerCase()] = value;
}

/** Sets a header whose value is a list, or adds to what earlier rules have put into it. */
export function appendHeader(c: Context<Environment>, name: string, value: string): void {
  const headers = c.get('headers');
  const key = name.toLowerCase();
  headers[key] = headers[key] === undefined ? value : `${headers[key]}, ${value}`;
}

/** What an answer is made of. */
export type AnswerBody = string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | null;

/**
 * The answer, with all that was collected.
 * @param more headers of this answer alone, before those of earlier rules
 */
export function respondWith(
  c: Context<Environment>,
  body: AnswerBody,
  status: number,
  more: Readonly<Record<string, string>> = {},
): Response {
  for (const [name, value] of Object.entries(more)) setHeader(c, name, value);
  return new Response(body, { status, headers: c.get('headers') });
}

/** JSON of a route that the contract does not have. */
export function respondJson(c: Context<Environment>, body: object): Response {
  return respondWith(c, JSON.stringify(body), 200, { 'Content-Type': 'application/json' });
}
