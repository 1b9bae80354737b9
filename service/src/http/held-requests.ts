// Requests that are held open: streams, and waits for the end of an operation. Each costs a connection and a place in
// memory for as long as somebody likes, so that one token holds a bounded number of them in each process.
import { createMiddleware } from 'hono/factory';
import { parseWait } from '../handlers/operations/wait.ts';
import { Refusal } from '../handlers/refusal.ts';
import type { Metrics } from '../metrics.ts';
import { answerType } from './answer-type.ts';
import type { Environment } from './environment.ts';
import { EVENT_STREAM } from './event-stream.ts';

/** Streams and waits that a token may hold at once: far above what a busy pipeline has. */
export const HELD_REQUESTS_MAX = 256;

// A wait ends after a minute at the latest, and most end sooner.
const RETRY_AFTER_SECONDS = 10;

/** Sets `release` for a request that is held, or refuses it with `too_many_held_requests`. */
export function heldRequests(metrics: Metrics, most: number) {
  const held = new Map<string, number>();
  const all = () => [...held.values()].reduce((sum, count) => sum + count, 0);
  metrics.describe('hikube_held_requests', 'Streams and waits for operations that are open.');
  metrics.gauge('hikube_held_requests', all);
  return createMiddleware<Environment>(async (c, next) => {
    const { wait } = c.get('params').query as { readonly wait?: string };
    const isStream = answerType(c) === EVENT_STREAM;
    if (!isStream && parseWait(wait) === 0) return next();
    const { tenant, token } = c.get('caller');
    const release = hold(held, `${tenant}/${token}`, most);
    c.set('release', release);
    await next();
    // A stream that has begun is released when it ends.
    if (c.res.status !== 200 || !isStream || c.req.method === 'HEAD') release();
  });
}

/** @returns what lets go of the place; only the first call counts */
function hold(held: Map<string, number>, name: string, most: number): () => void {
  const count = held.get(name) ?? 0;
  if (count >= most) {
    throw new Refusal(
      'too_many_held_requests',
      `This token holds ${count} streams and waits open, and it may hold ${most}: close one, or ask without waiting.`,
      { retryAfterSeconds: RETRY_AFTER_SECONDS },
    );
  }
  held.set(name, count + 1);
  let isHeld = true;
  return () => {
    if (!isHeld) return;
    isHeld = false;
    const left = (held.get(name) ?? 1) - 1;
    if (left === 0) held.delete(name);
    else held.set(name, left);
  };
}
