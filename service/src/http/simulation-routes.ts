// Routes into the simulated world: there only when the simulated platform is, and for administrators alone.
import type { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Clock } from '../clock.ts';
import { readVersions, releasePatch } from '../handlers/simulation/versions.ts';
import {
  changeDemand,
  changeSite,
  createVolume,
  readDemand,
  readSimulation,
  type SimulationContext,
} from '../handlers/simulation.ts';
import type { Guesses } from '../limits/guesses.ts';
import type { SimulatedPlatform } from '../platform/simulation.ts';
import { invalidParameter } from '../refusal.ts';
import type { Store } from '../store/store.ts';
import { readTyped } from './body/body.ts';
import { authenticate, requireScope } from './caller.ts';
import type { Environment } from './environment.ts';
import { refuseWhenStopping } from './router.ts';

/** What the routes need. */
export interface SimulationRoutes {
  readonly platform: SimulatedPlatform;
  readonly store: Store;
  readonly clock: Clock;
  readonly guesses: Guesses;
  /** Aborted when the service stops. */
  readonly stopping: AbortSignal;
}

const PATH = '/_simulation';

const administrators = createMiddleware<Environment>(async (c, next) => {
  requireScope(c.get('caller'), 'admin');
  await next();
});

/** Adds the routes. */
export function addSimulationRoutes(app: Hono<Environment>, routes: SimulationRoutes): void {
  const { platform, store, clock, stopping } = routes;
  const { controls } = platform;
  const contextOf = (caller: SimulationContext['caller']) => ({ controls, platform, store, caller });
  const read = (request: Request) => readTyped(request, ['application/json'], clock, stopping);
  // The pattern covers the path itself, too.
  app.use(
    `${PATH}/*`,
    refuseWhenStopping(stopping),
    authenticate({ store, clock }, routes.guesses),
    administrators,
  );
  app.get(PATH, async (c) => c.json(await readSimulation(contextOf(c.get('caller')))));
  app.put(`${PATH}/sites/:site`, async (c) =>
    c.json(await changeSite(contextOf(c.get('caller')), c.req.param('site'), await read(c.req.raw))),
  );
  app.get(`${PATH}/versions`, async (c) => c.json(await readVersions(contextOf(c.get('caller')))));
  app.put(`${PATH}/versions`, async (c) =>
    c.json(await releasePatch(contextOf(c.get('caller')), await read(c.req.raw))),
  );
  app.get(`${PATH}/demand`, async (c) => {
    const cluster = c.req.query('cluster');
    if (cluster === undefined || cluster === '') {
      const detail = 'cluster is missing: say whose demand, such as ?cluster=prod.';
      throw invalidParameter('cluster', 'required', detail);
    }
    return c.json(await readDemand(contextOf(c.get('caller')), cluster));
  });
  app.put(`${PATH}/demand`, async (c) =>
    c.json(await changeDemand(contextOf(c.get('caller')), await read(c.req.raw))),
  );
  app.put(`${PATH}/volumes`, async (c) =>
    c.json(await createVolume(contextOf(c.get('caller')), await read(c.req.raw))),
  );
}
