// The service as a value: one function that answers requests, and a beginning and an end.
import { createUnfinished } from './access/unfinished.ts';
import { startAdoption } from './adoption/adoption.ts';
import type { Clock } from './clock.ts';
import { MOST_TOKENS } from './handlers/tokens.ts';
import { createRecordWatch } from './handlers/waiting/record-watch.ts';
import { createWriters } from './handlers/written.ts';
import { createHealth } from './health.ts';
import { startHousekeeping } from './housekeeping.ts';
import { createApp } from './http/chain.ts';
import { isOrigin } from './http/cors.ts';
import type { Connection } from './http/environment.ts';
import type { LoadPages } from './http/pages.ts';
import { DOCUMENTATION } from './http/problem.ts';
import { lastResort } from './http/raw-request.ts';
import type { Bootstrap, FirstToken } from './identity/bootstrap.ts';
import { ensureFirstTokens } from './identity/first-tokens.ts';
import { keepInstallation } from './identity/installation.ts';
import { DEFAULT_RATE_LIMIT, type RateLimit } from './limits/buckets.ts';
import { DEFAULT_GUESS_LIMIT } from './limits/guesses.ts';
import { DEFAULT_HELD_LIMIT, type HeldLimit, type Places } from './limits/places.ts';
import { errorFields, type Log, type LogFields, silentLog } from './log.ts';
import { Metrics } from './metrics.ts';
import { createIdSource } from './model/ids.ts';
import { BOOTSTRAP_TENANT } from './model/keys.ts';
import type { OperationRecord } from './model/records.ts';
import { checkedLimits, DEFAULT_QUOTA, type QuotaLimits } from './plan/quota.ts';
import type { OfferChange, Platform } from './platform/platform.ts';
import type { Random } from './random.ts';
import type { FailpointHook } from './reconciler/failpoints.ts';
import type { ClusterName, PassResult } from './reconciler/reconcile.ts';
import { createReconciler } from './reconciler/reconciler.ts';
import { createTransientEnvelope, type Envelope } from './secrets/envelope.ts';
import { Damages } from './store/damages.ts';
import type { Store } from './store/store.ts';
import { Turns } from './turns.ts';

/** Choices that have a default. */
export interface ServiceConfig {
  /** The first token: an administrator of the tenant `demo`. Without one, the first start makes one. */
  readonly bootstrapToken?: string;
  /** Tenants with a first token each, in the place of `demo` and its `bootstrapToken`. */
  readonly firstTokens?: readonly FirstToken[];
  /**
   * Called by `start` with what became of each first token: of those that are configured or kept, before a missing one is
   * made, so that what this throws leaves none that nobody has seen.
   */
  readonly onFirstToken?: (bootstrap: Bootstrap, tenant: string) => void;
  /** Limits of tenants that have none of their own; `createService` throws a RangeError for one that would limit nothing. */
  readonly quota?: QuotaLimits;
  /** Per token; `off` counts nothing. Default: 2,000 at once, 500 per second in the long run. */
  readonly rateLimit?: RateLimit | 'off';
  /** Wrong tokens from one address; `off` counts none. Default: 20 at once, 1 per second in the long run. */
  readonly guessLimit?: RateLimit | 'off';
  /**
   * Streams and waits that may be open at once in this process; `Places` share them with whatever else is held open here.
   * Default: 256 of a token, 1,024 of a tenant.
   */
  readonly heldLimit?: HeldLimit | Places;
  /**
   * Tokens of a tenant, and kubeconfigs of a cluster, that are kept; those that ended less than 30 days, or a day, ago
   * count. Default: 10,000.
   */
  readonly mostTokens?: number;
  /**
   * Origins of pages that may read answers, as browsers send them, such as `https://console.example.org`. Default: none.
   * `createService` throws a RangeError for what is no origin, `*` included.
   */
  readonly corsOrigins?: readonly string[];
  /**
   * Where the documentation is now, with a slash at its end; a path, such as `/docs/`, is one of the address that was asked.
   * Problems lead to their pages there. Default, and for undefined: `https://docs.hikube.cloud/`.
   */
  readonly documentation?: () => string | undefined;
  /** Pages for people at a browser, which `fetch` answers at `/` and below `/console/`. Default: none. */
  readonly pages?: LoadPages;
  /** Whether `fetch` answers `/metrics`, to anybody. Default: true. */
  readonly showsMetrics?: boolean;
  /** Encrypts what is stored in secret; by default with a key that ends with the process, as a store in memory does. */
  readonly envelope?: Envelope;
  /**
   * Tenants whose clusters on the platform are taken in, whoever made them: they are shown, and written to only where that
   * is asked for. Default: none.
   */
  readonly takeIn?: readonly string[];
  /** Id of the service, where it is not the store's to keep; by default it is made up once and kept there. */
  readonly installation?: string;
  /** Names this process among its replicas; made up by default. */
  readonly owner?: string;
  /** As that of a reconciler: 15 s by default, and a long one for a process that is alone on its store for ever. */
  readonly leaseTtlMs?: number;
  /** Documents of the store that were found damaged; none by default. */
  readonly damages?: Damages;
  /** Drops everything by default. */
  readonly log?: Log;
  /** What a test does at the failpoints of the reconciler. */
  readonly failpoint?: FailpointHook;
}

/** What a service is made of. It closes none of them. */
export interface ServiceOptions {
  readonly store: Store;
  readonly platform: Platform;
  readonly clock: Clock;
  readonly random: Random;
  readonly config?: ServiceConfig;
}

/** A running API. */
export interface Service {
  /**
   * Answers a request. It never rejects: every failure is a documented problem.
   * @param connection what the transport knows of it; wrong tokens are counted by its address
   */
  fetch(request: Request, connection?: Connection): Promise<Response>;
  /** The numbers of this process, in the text format of Prometheus. */
  metrics(): string;
  /**
   * Makes sure that there is a first token and begins to work on clusters. Requests are answered before, too.
   * @throws RangeError when the configured token is not one, StoreError when the store cannot be used
   */
  start(): Promise<void>;
  /**
   * Looks at a cluster and tells the platform what is asked for, now.
   * @returns whether it was told, whatever it made of that; else it is told later, here or by another process
   */
  look(cluster: ClusterName): Promise<boolean>;
  /** Refuses new requests, ends held ones, waits for the rest, and hands over the clusters. For good. */
  stop(): Promise<void>;
}

/** Builds a service. Nothing runs until `start`. */
export function createService({ store, platform, clock, random, config = {} }: ServiceOptions): Service {
  const log = config.log ?? silentLog;
  const stopping = new AbortController();
  const recordWatch = createRecordWatch(store);
  const metrics = createMetrics();
  const damages = config.damages ?? new Damages();
  metrics.gauge('hikube_damaged_documents', () => damages.count);
  const envelope = config.envelope ?? createTransientEnvelope();
  const parts = { store, platform, clock, random, envelope };
  const reconciler = createReconciler({
    ...parts,
    log,
    onPass: tellPasses(metrics, log),
    onFailure: ({ where, reason }) => metrics.count('hikube_reconcile_failures_total', { where, reason }),
    owner: config.owner ?? `service-${random.hex(16)}`,
    ...(config.leaseTtlMs === undefined ? {} : { leaseTtlMs: config.leaseTtlMs }),
    ...(config.failpoint === undefined ? {} : { failpoint: config.failpoint }),
  });
  metrics.gauge('hikube_reconcile_queue_depth', () => reconciler.queueDepth);
  const ids = createIdSource(clock, random);
  const app = createApp({
    tools: {
      ...parts,
      recordWatch,
      writers: createWriters(),
      turns: new Turns(),
      ids,
      defaultQuota: checkedLimits(config.quota ?? DEFAULT_QUOTA),
      mostTokens: config.mostTokens ?? MOST_TOKENS,
    },
    log,
    metrics,
    health: createHealth({ store, clock, log, damages, stopping: stopping.signal }),
    ...choicesOf(config),
    stopping: stopping.signal,
  });
  const underWay = new Set<Promise<Response>>();
  /** What goes on beside the reconciler. */
  const besides: { stop(): Promise<void> }[] = [];
  return {
    async fetch(request, connection = {}) {
      const answer = Promise.resolve(request)
        .then((received) => app.fetch(received, connection))
        .catch((error: unknown) => {
          log('error', 'answer_failed', errorFields(error));
          return lastResort(random);
        });
      underWay.add(answer);
      return answer.finally(() => underWay.delete(answer));
    },
    metrics: () => metrics.text(),
    async start() {
      await ensureFirstTokens({ ...parts, ids, now: clock.now() }, firstsOf(config), config.onFirstToken);
      if (config.installation !== undefined) await keepInstallation(store, config.installation);
      const unfollow = platform.changes?.(tellChanges(metrics, log));
      const endOpen = createUnfinished({ store, platform, clock, log });
      besides.push({ stop: async () => unfollow?.() }, startHousekeeping({ store, clock, log, endOpen }));
      besides.push(await startAdoption({ ...parts, ids, log, tenants: config.takeIn ?? [] }));
      await reconciler.start();
    },
    look: async (cluster) => wasTold(await reconciler.runOnce(cluster)),
    async stop() {
      stopping.abort();
      await Promise.allSettled(underWay);
      await reconciler.stop();
      for (const each of besides) await each.stop();
      recordWatch.close();
    },
  };
}

function firstsOf({ firstTokens, bootstrapToken: token }: ServiceConfig): readonly FirstToken[] {
  return firstTokens ?? [{ tenant: BOOTSTRAP_TENANT, token }];
}

function wasTold(pass: PassResult | undefined): boolean {
  return pass !== undefined && pass.result !== 'disowned';
}

/** How strangers, tokens and pages are bounded, and what they are shown. */
function choicesOf(config: ServiceConfig) {
  const { rateLimit, guessLimit, heldLimit, showsMetrics, pages, corsOrigins = [] } = config;
  const wrong = corsOrigins.find((each) => !isOrigin(each));
  if (wrong !== undefined) throw new RangeError(`corsOrigins has "${wrong}", which is no origin.`);
  return {
    corsOrigins,
    pages,
    rateLimit: rateLimit === 'off' ? undefined : (rateLimit ?? DEFAULT_RATE_LIMIT),
    guessLimit: guessLimit === 'off' ? undefined : (guessLimit ?? DEFAULT_GUESS_LIMIT),
    heldLimit: heldLimit ?? DEFAULT_HELD_LIMIT,
    showsMetrics: showsMetrics ?? true,
    documentation: () => config.documentation?.() ?? DOCUMENTATION,
  };
}

function createMetrics(): Metrics {
  const metrics = new Metrics();
  metrics.describe('hikube_reconcile_passes_total', 'Passes of the reconciler by how they ended.');
  metrics.describe(
    'hikube_reconcile_failures_total',
    'What the store or the platform did not do for the reconciler, by who failed and why. It is tried again.',
  );
  metrics.describe('hikube_reconcile_queue_depth', 'Clusters that wait for a free hand.');
  metrics.describe('hikube_damaged_documents', 'Stored documents that were found damaged since the start.');
  metrics.describe('hikube_platform_changes_total', 'Times that what a tenant can order has changed.');
  metrics.describe('hikube_operations_ended_total', 'Operations that ended, by kind and status.');
  return metrics;
}

function endedFields(
  tenant: string,
  { id, kind, target, status, error }: Pick<OperationRecord, 'id' | 'kind' | 'target' | 'status' | 'error'>,
): LogFields {
  const { cluster, name, uid } = target;
  return { operationId: id, kind, status, tenant, cluster, name, uid, code: error?.code };
}

/** Counts passes, and writes a line for each operation that ended. */
function tellPasses(metrics: Metrics, log: Log) {
  return ({ tenant }: ClusterName, result: PassResult): void => {
    countPass(metrics, result);
    for (const operation of result.ended ?? [])
      log('info', 'operation_ended', endedFields(tenant, operation));
  };
}

/** Counts changes of what can be ordered, and writes a line for each. */
function tellChanges(metrics: Metrics, log: Log) {
  return ({ tenant, gained, lost, versions }: OfferChange): void => {
    metrics.count('hikube_platform_changes_total', {});
    const fields = { gained: gained.join(' '), lost: lost.join(' '), versions: versions.join(' ') };
    log('info', 'platform_changed', { tenant, ...fields });
  };
}

function countPass(metrics: Metrics, { result, ended = [] }: PassResult): void {
  metrics.count('hikube_reconcile_passes_total', { result });
  for (const { kind, status } of ended) metrics.count('hikube_operations_ended_total', { kind, status });
}
