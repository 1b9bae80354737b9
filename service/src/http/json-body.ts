// The body of an operation that takes one: right type, read with limits, parsed strictly.
import { createMiddleware } from 'hono/factory';
import type { Clock } from '../clock.ts';
import { Refusal } from '../handlers/refusal.ts';
import type { Environment } from './environment.ts';
import { readBody } from './read-body.ts';
import { parseStrictJson } from './strict-json.ts';

/** Sets `body`. An operation without a body in the contract leaves what was sent unread. */
export function jsonBody(clock: Clock) {
  return createMiddleware<Environment>(async (c, next) => {
    const { bodyType } = c.get('operation').facts;
    if (bodyType !== undefined) {
      checkMediaType(c.req.header('content-type'), bodyType);
      const text = await readBody(c.req.raw, clock);
      if (text.trim() === '') throw new Refusal('malformed_body', 'The body is empty: send a JSON object.');
      c.set('body', parseStrictJson(text));
    }
    await next();
  });
}

/** A patch may also come as plain `application/json`, which is what many clients can send. */
function checkMediaType(sent: string | undefined, wanted: string): void {
  const [type = '', ...parameters] = (sent ?? '').split(';').map((part) => part.trim().toLowerCase());
  const isWanted = type === wanted || type === 'application/json';
  const isUtf8 = parameters.every((parameter) => parameter === '' || /^charset="?utf-8"?$/.test(parameter));
  if (!isWanted || !isUtf8) {
    throw new Refusal('unsupported_media_type', `Send the body as ${wanted} in UTF-8.`);
  }
}
