// Gives every write a key. It stands outside the retries: one logical call keeps one key, so a request
// that arrived although its answer was lost is not carried out twice.
import type { Step } from './chain.ts';

// A preview changes nothing, whatever its method.
const PREVIEW = /\/v1\/previews\//;

export function idempotency(mint: () => string): Step {
  return (next) => (draft, signal) => {
    if (draft.method !== 'GET' && !PREVIEW.test(draft.url)) draft.headers['idempotency-key'] ??= mint();
    return next(draft, signal);
  };
}
