// Wires the client: reads its options, puts the transport steps in order, and hangs the resources on it.
import type { Tenant } from '@hikube/openapi/client-types';
import type { paths } from '@hikube/openapi/types';
import createApi from 'openapi-fetch';
import { call } from './calls.ts';
import { checkCount, checkEndpoint, checkMilliseconds } from './check-options.ts';
import type { CallOptions, Context } from './context.ts';
import { Addons } from './resources/addons.ts';
import { Catalogue } from './resources/catalogue.ts';
import { Clusters } from './resources/clusters.ts';
import { Events } from './resources/events.ts';
import { Holds } from './resources/holds.ts';
import { Kubeconfigs } from './resources/kubeconfigs.ts';
import { Manifests } from './resources/manifests.ts';
import { NodeGroups } from './resources/node-groups.ts';
import { Nodes } from './resources/nodes.ts';
import { Operations } from './resources/operations.ts';
import { Tokens } from './resources/tokens.ts';
import { VersionUpgrades } from './resources/version-upgrades.ts';
import { Volumes } from './resources/volumes.ts';
import { auth, type Token } from './transport/auth.ts';
import { chain } from './transport/chain.ts';
import { type Clock, systemClock } from './transport/clock.ts';
import { type Deprecation, deprecation, warn } from './transport/deprecation.ts';
import { guard } from './transport/guard.ts';
import { checkHeaderValue } from './transport/header-value.ts';
import { idempotency } from './transport/idempotency.ts';
import { mediaType } from './transport/media-type.ts';
import { serializePath } from './transport/path.ts';
import { defaultRetry, type RetryOptions, retry } from './transport/retry.ts';
import { type Fetch, send } from './transport/send.ts';
import { timeout } from './transport/timeout.ts';

/** Where the public API is, for those who set no endpoint. */
export const DEFAULT_ENDPOINT = 'https://api.hikube.cloud/v1';

/** Part of an attempt's limit for which the server may hold its answer; the rest is for the way. */
const HELD_PART = 2 / 3;

export interface ClientOptions {
  /** Base URL with `/v1`; `HIKUBE_ENDPOINT` or the public API by default. */
  readonly endpoint?: string;
  /** Bearer token, or a function that gives one for each attempt; `HIKUBE_TOKEN` by default. */
  readonly token?: Token;
  /** Milliseconds until an attempt counts as lost; 30,000 by default. */
  readonly timeoutMs?: number;
  /** Retries of lost connections, 408, 429 and 5xx. */
  readonly retry?: Partial<RetryOptions>;
  /** Marks what this client creates as kept by something (see the `Hikube-Manager` header). */
  readonly manager?: Context['manager'];
  /** Sends requests until the signal is aborted; the global `fetch` by default. */
  readonly fetch?: Fetch;
  /** Added to the User-Agent, such as `my-tool/1.2`. Ignored by browsers. */
  readonly userAgent?: string;
  /** Called once for each announcement that something which is used goes; by default, one line of `console.warn`. */
  readonly onDeprecation?: (deprecation: Deprecation) => void;
  /** Source of time; replace it in tests. */
  readonly clock?: Clock;
  /** Source of chance for back-off, 0 ≤ n < 1; replace it in tests. */
  readonly random?: () => number;
}

/** A client of the Hikube managed Kubernetes API. */
export class Hikube {
  readonly clusters: Clusters;
  readonly manifests: Manifests;
  readonly nodeGroups: NodeGroups;
  readonly nodes: Nodes;
  readonly addons: Addons;
  readonly versionUpgrades: VersionUpgrades;
  readonly kubeconfigs: Kubeconfigs;
  readonly volumes: Volumes;
  readonly holds: Holds;
  readonly events: Events;
  readonly operations: Operations;
  readonly tokens: Tokens;
  readonly catalogue: Catalogue;
  /** Base URL in use. */
  readonly endpoint: string;
  readonly #context: Context;

  constructor(context: Context, endpoint: string) {
    this.#context = context;
    this.endpoint = endpoint;
    this.clusters = new Clusters(context);
    this.manifests = new Manifests(context);
    this.nodeGroups = new NodeGroups(context);
    this.nodes = new Nodes(context);
    this.addons = new Addons(context);
    this.versionUpgrades = new VersionUpgrades(context);
    this.kubeconfigs = new Kubeconfigs(context);
    this.volumes = new Volumes(context);
    this.holds = new Holds(context);
    this.events = new Events(context);
    this.operations = new Operations(context);
    this.tokens = new Tokens(context);
    this.catalogue = new Catalogue(context);
  }

  /** The tenant behind the token, with its quota. */
  tenant(options: CallOptions = {}): Promise<Tenant> {
    return call(this.#context, 'GET', '/tenant', {}, options);
  }
}

/**
 * Makes a client.
 *
 * @throws ConfigurationError when an option cannot be meant
 *
 * @example
 * const hikube = createClient();
 * const cluster = await hikube.clusters.create({ name: 'prod', nodeGroups: { web: { minReplicas: 2 } } });
 * console.log(cluster.endpoint);
 */
export function createClient(options: ClientOptions = {}): Hikube {
  const endpoint = checkEndpoint(
    options.endpoint ?? environment('HIKUBE_ENDPOINT') ?? DEFAULT_ENDPOINT,
    DEFAULT_ENDPOINT,
  );
  const clock = options.clock ?? systemClock;
  const random = options.random ?? Math.random;
  const fetch = options.fetch ?? ((request, init) => globalThis.fetch(request, init));
  const timeoutMs = checkMilliseconds('timeoutMs', options.timeoutMs ?? 30_000, 1);
  const { userAgent } = options;
  const api = createApi<paths, 'application/json'>({
    baseUrl: endpoint,
    pathSerializer: serializePath,
    // The contract's lists are one text, with commas between the values.
    querySerializer: { array: { style: 'form', explode: false } },
    headers: userAgent === undefined ? {} : { 'User-Agent': checkHeaderValue('userAgent', userAgent) },
    fetch: chain(send(fetch), [
      // One key for the whole logical call, however often it is sent.
      idempotency(() => globalThis.crypto.randomUUID()),
      deprecation(options.onDeprecation ?? warn),
      mediaType,
      // From here on, everything happens once for each attempt.
      retry(checkRetry(options.retry), clock, random),
      timeout(timeoutMs, clock),
      auth(options.token ?? environment('HIKUBE_TOKEN')),
    ]),
  });
  const context: Context = {
    api: guard(api, endpoint),
    clock,
    holdMs: timeoutMs * HELD_PART,
    manager: options.manager,
  };
  return new Hikube(context, endpoint);
}

/** @throws ConfigurationError */
function checkRetry(given: Partial<RetryOptions> | undefined): RetryOptions {
  const { maxRetries, baseDelayMs, maxDelayMs } = { ...defaultRetry, ...given };
  return {
    maxRetries: checkCount('retry.maxRetries', maxRetries),
    baseDelayMs: checkMilliseconds('retry.baseDelayMs', baseDelayMs, 0),
    maxDelayMs: checkMilliseconds('retry.maxDelayMs', maxDelayMs, 0),
  };
}

/** An environment variable where there is an environment; an empty one counts as absent. */
function environment(name: string): string | undefined {
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
  return process?.env?.[name] || undefined;
}
