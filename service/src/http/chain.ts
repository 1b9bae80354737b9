// The request chain, assembled. The order is the contract of this file:
//
//  1. request id       so that everything after it, refusals included, can be quoted to support
//  2. access log       sees every answer, and so do the metrics
//  3. secure headers   on every answer
//     pages            for people at a browser, who need no token to read them
//     cross-origin     for pages of listed origins, also on refusals; the questions of browsers are answered here
//  4. stopping         nothing new is begun by a service that ends
//  5. route            a path or method that does not exist costs nobody a look at a token
//  6. authenticate     who is it; an address that guesses is slowed down
//  7. rate limit       only known callers have a bucket; strangers have been turned away
//  8. authorise        may this token do this at all; asking for what it may not do counts, too
//  9. parameters       small and already in memory, so they are checked before a body is read
// 10. held requests    streams and waits take a place for as long as they are open
// 11. body             counted while it is read, parsed strictly
// 12. idempotency      an answer that was given is given again, even if the object has changed since
// 13. context          the command that handlers get
// 14. precondition     a stale writer hears that before it hears what else is wrong
// 15. validate         the shape of the body
// 16. handler          the rules of the domain, the plan, the one commit
//
// Whatever any of them throws becomes a problem in problem.ts.
import { Hono } from 'hono/tiny';
import type { Tools } from '../handlers/handler.ts';
import type { Health } from '../health.ts';
import type { RateLimit } from '../limits/buckets.ts';
import { Guesses } from '../limits/guesses.ts';
import type { HeldLimit, Places } from '../limits/places.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { Refusal } from '../refusal.ts';
import { dispatch, secureHeaders } from './answer.ts';
import { requestBody } from './body/body.ts';
import { authenticate, authorise } from './caller.ts';
import { handlerContext, precondition, validateBody } from './command.ts';
import { cors } from './cors.ts';
import { deprecation } from './deprecation.ts';
import type { Environment } from './environment.ts';
import { tellBroken } from './failures/tell.ts';
import { idempotency } from './idempotency.ts';
import { heldRequests, rateLimit } from './limits.ts';
import { accessLog, countRequests, requestId } from './observe.ts';
import { addPages, type LoadPages } from './pages.ts';
import { parameters } from './parameters.ts';
import { addPlatformRoutes } from './platform-routes.ts';
import { errorToProblem } from './problem.ts';
import { BASE_PATH, createRouter, refuseWhenStopping, route } from './router.ts';
import { addServiceRoutes } from './service-routes.ts';

/** What the chain is made of. */
export interface AppOptions {
  readonly tools: Tools;
  readonly log: Log;
  readonly health: Health;
  readonly metrics: Metrics;
  /** Undefined turns the limit off. */
  readonly rateLimit: RateLimit | undefined;
  /** Wrong tokens from one address; undefined turns the limit off. */
  readonly guessLimit: RateLimit | undefined;
  readonly heldLimit: HeldLimit | Places;
  /** Pages of these origins may read answers. */
  readonly corsOrigins: readonly string[];
  /** Pages for people at a browser; undefined where there are none. */
  readonly pages: LoadPages | undefined;
  /** Whether `/metrics` is answered here. */
  readonly showsMetrics: boolean;
  /** Where the documentation is now, with a slash at its end; a path is one of the address that was asked. */
  readonly documentation: () => string;
  /** Aborted when the service stops. */
  readonly stopping: AbortSignal;
}

/** Builds the application. */
export function createApp({
  tools,
  log,
  health,
  metrics,
  rateLimit: limit,
  guessLimit,
  heldLimit,
  corsOrigins,
  pages,
  showsMetrics,
  documentation,
  stopping,
}: AppOptions): Hono<Environment> {
  const { store, clock, random, platform } = tools;
  const guesses = new Guesses(clock, guessLimit);
  const app = new Hono<Environment>();
  app.onError(errorToProblem(log, () => `${documentation()}problems/`));
  app.notFound(() => {
    throw new Refusal('not_found', `There is nothing here: the API begins at ${BASE_PATH}.`);
  });
  app.use(requestId(random), accessLog(log, clock), countRequests(metrics, clock), secureHeaders);
  if (pages !== undefined) addPages(app, pages, log);
  if (corsOrigins.length > 0) app.use(cors(corsOrigins));
  addServiceRoutes(app, health, documentation, showsMetrics ? metrics : undefined);
  addPlatformRoutes(app, { platform, store, clock, guesses, stopping });
  app.use(
    `${BASE_PATH}/*`,
    refuseWhenStopping(stopping),
    route(createRouter()),
    deprecation,
    authenticate({ store, clock }, guesses),
    ...(limit === undefined ? [] : [rateLimit(clock, limit)]),
    authorise,
    parameters,
    heldRequests(tools, metrics, heldLimit),
    requestBody(clock, stopping),
    idempotency(store),
    handlerContext(tools, stopping),
    precondition,
    validateBody,
    dispatch(tellBroken(log, metrics)),
  );
  return app;
}
