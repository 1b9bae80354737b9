// Routes that are not part of the contract: for load balancers, for tools, and for whoever opens the address.
import type { Hono } from 'hono';
import type { Health } from '../health.ts';
import { METRICS_TYPE, type Metrics } from '../metrics.ts';
import { Refusal } from '../refusal.ts';
import type { Environment } from './environment.ts';
import { respondJson, respondWith } from './headers.ts';
import { BASE_PATH } from './router.ts';

const INDEX = {
  name: 'Hikube managed Kubernetes',
  api: BASE_PATH,
  contract: '/openapi.json',
  health: '/readyz',
};

/**
 * Adds the routes.
 * @param documentation where it is now
 * @param metrics absent where strangers may ask and shall not learn how busy the service is
 */
export function addServiceRoutes(
  app: Hono<Environment>,
  health: Health,
  documentation: () => string,
  metrics: Metrics | undefined,
): void {
  app.get('/', (c) => respondJson(c, { ...INDEX, documentation: documentation() }));
  app.get('/healthz', (c) => respondJson(c, { status: 'alive' }));
  app.get('/readyz', async (c) => {
    const readiness = await health.ready().catch((cause: unknown) => {
      throw new Refusal(
        'unavailable',
        'The service is not ready: its storage cannot be reached or written, or it stops.',
        { cause },
      );
    });
    return respondJson(c, readiness);
  });
  if (metrics !== undefined) {
    app.get('/metrics', (c) => respondWith(c, metrics.text(), 200, { 'Content-Type': METRICS_TYPE }));
  }
  let contract: Promise<Uint8Array<ArrayBuffer>> | undefined;
  app.get('/openapi.json', async (c) => {
    contract ??= readContract();
    return respondWith(c, await contract, 200, { 'Content-Type': 'application/json' });
  });
}

/** Large, and asked for by few: it is loaded when somebody does, and every answer is made of the same bytes. */
async function readContract(): Promise<Uint8Array<ArrayBuffer>> {
  const { default: contract } = await import('@hikube/openapi/openapi.json', { with: { type: 'json' } });
  return new TextEncoder().encode(JSON.stringify(contract));
}
