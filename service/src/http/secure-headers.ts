// Headers that keep a browser from doing anything with an answer but show it to the script that asked.
import { createMiddleware } from 'hono/factory';
import type { Environment } from './environment.ts';

/** On every answer, also on those that the chain has not seen. */
export const SECURE_HEADERS: readonly (readonly [name: string, value: string])[] = [
  // Answers belong to one token, so no cache may keep them for another.
  ['Cache-Control', 'no-store'],
  ['Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'"],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['Referrer-Policy', 'no-referrer'],
  ['X-Content-Type-Options', 'nosniff'],
];

/** Sets the headers before the answer is built: changing a finished answer costs a copy of it. */
export const secureHeaders = createMiddleware<Environment>(async (c, next) => {
  for (const [name, value] of SECURE_HEADERS) c.header(name, value);
  await next();
});
