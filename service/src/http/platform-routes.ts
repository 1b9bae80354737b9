// Routes that the platform adds, below a path of its own: no part of the contract, because no other platform has them.
import type { Context } from 'hono';
import { Hono } from 'hono/tiny';
import type { Clock } from '../clock.ts';
import { findChild, findCluster } from '../handlers/find.ts';
import type { Guesses } from '../limits/guesses.ts';
import { type Platform, PlatformError } from '../platform/platform.ts';
import type { PlatformRoute, RouteRefusal } from '../platform/routes.ts';
import { invalidBody, Refusal } from '../refusal.ts';
import type { Store } from '../store/store.ts';
import { readTyped } from './body/body.ts';
import { authenticate, requireScope } from './caller.ts';
import type { Environment } from './environment.ts';
import { respondJson } from './headers.ts';
import { refuseIdempotencyKey } from './parameters.ts';
import { refuseWhenStopping } from './router.ts';

/** What the routes need. */
export interface PlatformRoutesOptions {
  readonly platform: Platform;
  readonly store: Store;
  readonly clock: Clock;
  readonly guesses: Guesses;
  /** Aborted when the service stops. */
  readonly stopping: AbortSignal;
}

/** Adds the routes, if the platform has any. */
export function addPlatformRoutes(app: Hono<Environment>, options: PlatformRoutesOptions): void {
  const { routes } = options.platform;
  if (routes === undefined) return;
  const mounted = mount(routes.json, options);
  app.route(`/_platform/${routes.name}`, mounted);
  if (routes.formerly !== undefined) app.route(routes.formerly, mounted);
}

function mount(routes: readonly PlatformRoute[], options: PlatformRoutesOptions): Hono<Environment> {
  const { store, clock, guesses, stopping } = options;
  const mounted = new Hono<Environment>();
  mounted.use('*', refuseWhenStopping(stopping), authenticate({ store, clock }, guesses));
  for (const route of routes) {
    mounted.on(route.method, route.path, async (c) => {
      requireScope(c.get('caller'), route.scope);
      refuseIdempotencyKey(c.req.raw, 'the platform keeps no answers, and the same twice is the same once.');
      return respondJson(c, await answer(route, c, options));
    });
  }
  return mounted;
}

async function answer(
  { method, answer }: PlatformRoute,
  c: Context<Environment>,
  { store, clock, stopping }: PlatformRoutesOptions,
): Promise<object> {
  const caller = c.get('caller');
  const hasBody = method === 'PUT' || method === 'POST';
  const body = hasBody ? await readTyped(c.req.raw, ['application/json'], clock, stopping) : undefined;
  const query = c.get('url').searchParams;
  try {
    return await answer({
      tenant: caller.tenant,
      params: c.req.param() as Record<string, string>,
      query,
      body,
      async find(cluster, nodeGroup) {
        if (nodeGroup !== undefined) await findChild({ store, caller }, 'NodeGroup', cluster, nodeGroup);
        const { record } = await findCluster({ store, caller }, cluster);
        return { tenant: caller.tenant, name: record.name, uid: record.uid };
      },
    });
  } catch (error) {
    throw error instanceof PlatformError && error.reason in REFUSALS
      ? REFUSALS[error.reason as RouteRefusal](error)
      : error;
  }
}

/** What a caller is told of a refusal by the platform. */
const REFUSALS: Readonly<Record<RouteRefusal, (error: PlatformError) => Refusal>> = {
  NotFound: (cause) => new Refusal('not_found', cause.message, { cause }),
  NotReady: (cause) => new Refusal('not_ready', cause.message, { cause }),
  Unsupported: (cause) => new Refusal('capability_missing', cause.message, { cause }),
  InvalidArgument: ({ fields, message }) =>
    invalidBody(fields.length > 0 ? fields : [{ pointer: '', code: 'invalid_value', detail: message }]),
  InvalidParameter: ({ fields, message }) => new Refusal('invalid_parameter', message, { errors: fields }),
};
