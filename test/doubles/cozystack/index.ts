// A Cozystack platform in this process, for tests: real answers of its API, clusters that come to life on a clock, and
// failures that are planted. README.md says how it is used.
import {
  type Clock,
  type KubernetesObject,
  type Random,
  StatusError,
  type User,
} from '@hikube/kubernetes-api';
import { createManualClock } from '../../support/manual-clock.ts';
import { createAuthority } from './access/certificates.ts';
import { kubeconfigOf } from './access/kubeconfig.ts';
import { Faults } from './faults/faults.ts';
import { InFlight } from './in-flight.ts';
import { Network } from './network.ts';
import type { Presence } from './platform/aggregator.ts';
import { createPlatform, type Platform } from './platform/platform.ts';
import { profileOf } from './profiles/profile.ts';
import type { Release } from './profiles/source.ts';
import { Flux } from './releases/flux.ts';
import type { KubernetesLife } from './releases/kubernetes.ts';
import type { Plants } from './releases/plants.ts';
import { TIMINGS, type Timings } from './releases/timings.ts';
import { Writer } from './releases/writer.ts';
import type { Level } from './tenants/subjects.ts';
import { makeShared, makeTenant, userOfLevel } from './tenants/tenant.ts';

export type { Failure, Strike } from './faults/faults.ts';
export { createRunningClock } from './pace.ts';
export type { Presence } from './platform/aggregator.ts';
export type { Release } from './profiles/source.ts';
export { TIMINGS, type Timings } from './releases/timings.ts';
export type { Level } from './tenants/subjects.ts';

export interface CozystackOptions {
  /** Which release is played. */
  readonly profile: Release;
  /** One that stands still until `advance` moves it, by default; `createRunningClock` makes one that runs. */
  readonly clock?: Clock;
  readonly random?: Random;
  /** Listen on this machine, with HTTPS; without it only `fetch` and `connect` reach the platform. Off by default. */
  readonly sockets?: boolean;
  /** Tenants that are there from the beginning; `acme` by default. */
  readonly tenants?: readonly string[];
  /** By tenant, such as `{ acme: { "services.loadbalancers": "2" } }`. */
  readonly quotas?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly timings?: Partial<Timings>;
}

/** A tenant and how he gets in. */
export interface Tenant {
  readonly namespace: string;
  /** Of his service account. */
  readonly token: string;
  /** Of his service account, for the context of his namespace. */
  readonly kubeconfig: string;
  /** Of somebody with these rights only. */
  kubeconfigOf(level: Level): string;
  /** Asks as his service account. */
  ask<Body = KubernetesObject>(method: string, path: string, body?: unknown): Promise<Asked<Body>>;
}

export interface Asked<Body> {
  readonly status: number;
  readonly body: Body;
}

type Fetch = (request: Request) => Promise<Response>;

export interface Cozystack {
  readonly profile: Release;
  readonly clock: Clock;
  /** Of the API. */
  readonly url: string;
  /** PEM of the authority behind the certificate of the API. */
  readonly ca: string;
  /** Of the first tenant. */
  readonly kubeconfig: string;
  tenant(name: string): Tenant;
  /** Asks the platform or a cluster by the name of its host, also when nothing listens. */
  readonly fetch: Fetch;
  /** A fetch with the identity, certificates included, that a kubeconfig gives. The host of a request does not matter. */
  connect(kubeconfig: string, context?: string): Fetch;
  /** Asks the platform as its administrator, past all faults; throws what is refused. */
  admin(method: string, path: string, body?: unknown): Promise<KubernetesObject>;
  /** Moves the clock, if it is one that can be moved, from one thing to the next; resolves when all that was due is done. */
  advance(ms: number): Promise<void>;
  /** Resolves when all that was due is done. */
  settled(): Promise<void>;
  /** On the way to the platform. */
  readonly faults: Faults;
  /** Failures of the platform's own: charts that do not render, nodes that do not join, deletions that hang. */
  readonly plants: Plants;
  /** Milliseconds by which reads through the API are behind. */
  lag(ms: number): void;
  /** The API takes what it is told and its controllers do nothing about it, until it is said that they go on. */
  standStill(still: boolean): void;
  /** Whether the server that makes applications is there. */
  presence(presence: Presence): void;
  /** Rolls another release out, as the operator of the platform does: clusters run on, and their tenants are not told. */
  exchange(release: Release): Promise<void>;
  /** What really runs, by namespace and name of the application, whether the API still shows it or not. */
  clusters(): ReadonlyMap<string, KubernetesLife>;
  /** What is in a cluster, as its own API says. */
  inside(tenant: string, name: string): Promise<Inside>;
  /** Ends everything; throws when the double itself made a mistake. */
  close(): Promise<void>;
}

/** A cluster as its own API shows it. */
export interface Inside {
  /** Such as `v1.34.9`. */
  readonly version: string;
  /** Names of nodes. */
  readonly nodes: readonly string[];
  readonly kubelets: readonly string[];
  /** Of the platform, by namespace and name: how many of them run, such as `1/2`. */
  readonly workloads: Readonly<Record<string, string>>;
}

const START = Date.parse('2026-11-28T09:00:00Z');
const HOST = 'api.hikube.test';
const TEN_YEARS = 315_360_000;

export async function startCozystack(options: CozystackOptions): Promise<Cozystack> {
  const { tenants = ['acme'], sockets = false } = options;
  const profile = profileOf(options.profile);
  let { release } = profile;
  const failures: unknown[] = [];
  const clock = options.clock ?? createManualClock(START);
  const authority = await createAuthority('kubernetes');
  const tokens = new Map<string, User>([['administrator', { name: 'admin', groups: ['system:masters'] }]]);
  const random = options.random === undefined ? {} : { random: options.random };
  const platform = await createPlatform({
    profile,
    clock,
    ...random,
    tokens,
    rootCertificate: authority.certificate,
  });
  const inFlight = new InFlight();
  const network = new Network(sockets, inFlight, clock);
  const writer = new Writer(platform.backend, clock, platform.settled);
  const flux = new Flux({
    profile,
    timings: { ...TIMINGS, ...options.timings },
    clock,
    ...random,
    storage: platform.front.storage,
    writer,
    endpoints: network,
    onFailure: (error) => failures.push(error),
  });
  const settled = async (): Promise<void> => {
    await inFlight.answered();
    await flux.idle();
    await platform.settled();
    await flux.idle();
  };
  const faults = new Faults();
  const url = await network.add(faults.around(inFlight.around(platform.fetch)), authority, HOST);
  await makeShared(writer, profile);
  await flux.start();
  const gates = new Map<string, Tenant>();
  for (const name of tenants) {
    const namespace = `tenant-${name}`;
    await makeTenant(writer, namespace, options.quotas?.[name]);
    await platform.settled();
    const connect = (kubeconfig: string): Fetch => network.connect(kubeconfig);
    const gate = { namespace, url, ca: authority.certificate, tokens, connect };
    gates.set(name, await gateOf(platform, gate));
  }
  const tenantOf = (name: string): Tenant => {
    const gate = gates.get(name);
    if (gate === undefined) throw new Error(`there is no tenant ${name}`);
    return gate;
  };
  return {
    get profile() {
      return release;
    },
    clock,
    url,
    ca: authority.certificate,
    kubeconfig: tenantOf(tenants[0]!).kubeconfig,
    tenant: tenantOf,
    fetch: network.fetch,
    connect: (kubeconfig, context) => network.connect(kubeconfig, context),
    admin: (method, path, body) => ask(platform.fetch, method, path, body),
    async advance(ms) {
      const target = clock.now() + ms;
      while (isMovable(clock) && clock.now() < target) {
        await clock.advance(Math.max(1, Math.min(target, flux.nextAt()) - clock.now()));
        await settled();
      }
      await settled();
    },
    settled,
    faults,
    plants: flux.plants,
    lag(ms) {
      platform.backend.lag = ms;
    },
    standStill: (still) => flux.standStill(still),
    presence: platform.presence,
    async exchange(other) {
      const next = profileOf(other);
      await platform.exchange(next);
      flux.exchange(next);
      release = next.release;
      await settled();
    },
    clusters: () => flux.lives(),
    async inside(tenant, name) {
      const cluster = flux.lives().get(`tenant-${tenant}/${name}`)?.cluster;
      if (cluster === undefined) throw new Error(`there is no control plane of ${tenant}/${name}`);
      return cluster.inside();
    },
    async close() {
      await settled();
      flux.stop();
      platform.stop();
      await network.stop();
      const [mistake] = [...failures, ...platform.failures];
      if (mistake !== undefined) throw mistake;
    },
  };
}

/** A clock that is told what time it is. */
interface Movable extends Clock {
  advance(ms: number): unknown;
}

function isMovable(clock: Clock): clock is Movable {
  return typeof (clock as Partial<Movable>).advance === 'function';
}

interface GateOptions {
  readonly namespace: string;
  readonly url: string;
  readonly ca: string;
  readonly tokens: Map<string, User>;
  readonly connect: (kubeconfig: string) => Fetch;
}

async function gateOf(platform: Platform, options: GateOptions): Promise<Tenant> {
  const { namespace, url, ca, tokens, connect } = options;
  const path = `/api/v1/namespaces/${namespace}/serviceaccounts/${namespace}/token`;
  const review = await ask(platform.fetch, 'POST', path, {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    spec: { expirationSeconds: TEN_YEARS },
  });
  const { token } = review['status'] as { token: string };
  const withToken = (given: string): string =>
    kubeconfigOf({ name: namespace, server: url, authority: ca, namespace, token: given });
  const kubeconfig = withToken(token);
  return {
    namespace,
    token,
    kubeconfig,
    kubeconfigOf(level) {
      const given = `${namespace}-${level}`;
      tokens.set(given, userOfLevel(namespace, level));
      return withToken(given);
    },
    async ask<Body>(method: string, asked: string, body?: unknown) {
      const response = await connect(kubeconfig)(requestOf(method, asked, body));
      return { status: response.status, body: (await response.json()) as Body };
    },
  };
}

function requestOf(method: string, path: string, body?: unknown, headers: object = {}): Request {
  return new Request(`https://${HOST}${path}`, {
    method,
    headers: {
      'content-type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json',
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

async function ask(fetch: Fetch, method: string, path: string, body?: unknown): Promise<KubernetesObject> {
  const response = await fetch(requestOf(method, path, body, { authorization: 'Bearer administrator' }));
  const answer = (await response.json()) as KubernetesObject & { reason?: string; message?: string };
  if (!response.ok) throw new StatusError(response.status, answer.reason ?? '', answer.message ?? '');
  return answer;
}
