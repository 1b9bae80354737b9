// Gives every write a key. It stands outside the retries: one logical call keeps one key, so a request
// that arrived although its answer was lost is not carried out twice.
import type { Step } from './chain.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

// A preview changes nothing, whatever its method.
const PREVIEW = /\/v1\/previews\//;

export function idempotency(mint: () => string): Step {
  return (next) => (request, signal) => {
    const repeats = !SAFE.has(request.method) && !PREVIEW.test(request.url);
    if (repeats && !request.headers.has('Idempotency-Key')) {
      request.headers.set('Idempotency-Key', mint());
    }
    return next(request, signal);
  };
}
