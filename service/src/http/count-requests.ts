// What requests add to the metrics. Labels are words of the contract alone: no tenant, no name, no path.
import { createMiddleware } from 'hono/factory';
import type { Clock } from '../clock.ts';
import type { Metrics } from '../metrics.ts';
import { StoreError } from '../store/errors.ts';
import type { Environment } from './environment.ts';

/** Counts every request once it is answered, and failures of the store that it met. */
export function countRequests(metrics: Metrics, clock: Clock) {
  metrics.describe('hikube_requests_total', 'Requests by operation of the contract and status.');
  metrics.describe('hikube_request_duration_seconds', 'Time until the answer began.');
  metrics.describe('hikube_store_errors_total', 'Requests that failed because of the storage.');
  return createMiddleware<Environment>(async (c, next) => {
    const startedAt = clock.monotonic();
    await next();
    const matched = c.get('operation') as Environment['Variables']['operation'] | undefined;
    const operation = matched?.id ?? 'none';
    metrics.count('hikube_requests_total', { operation, status: String(c.res.status) });
    metrics.observe('hikube_request_duration_seconds', { operation }, (clock.monotonic() - startedAt) / 1000);
    if (c.error instanceof StoreError) metrics.count('hikube_store_errors_total', { code: c.error.code });
  });
}
