// Gives every unsafe request a key. It stands outside the retries: one logical call keeps one key, so a request
// that arrived although its answer was lost is not carried out twice.
import type { Step } from './chain.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

export function idempotency(mint: () => string): Step {
  return (next) => (request, signal) => {
    if (!SAFE.has(request.method) && !request.headers.has('Idempotency-Key')) {
      request.headers.set('Idempotency-Key', mint());
    }
    return next(request, signal);
  };
}
