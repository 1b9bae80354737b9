// Every answer to a known caller says what he may send and what is left of it, so the headers follow from the statuses and
// are never written out. A stranger has no bucket.
import { flatOperations, resolveResponse } from '../read/flat-operations.ts';
import type { Contract } from '../read/schema.ts';

const OF_STRANGERS = '401';
const HEADERS = {
  RateLimit: { $ref: '#/components/headers/RateLimit' },
  'RateLimit-Policy': { $ref: '#/components/headers/RateLimitPolicy' },
};

/** Adds the headers to every answer but 401. The document is completed in place. */
export function addRateLimitHeaders(document: Contract): void {
  for (const { operation } of flatOperations(document)) {
    for (const [status, declared] of Object.entries(operation.responses)) {
      if (status === OF_STRANGERS) continue;
      const response = resolveResponse(document, declared);
      response.headers = { ...response.headers, ...HEADERS };
    }
  }
}
