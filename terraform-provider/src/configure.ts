// Makes the provider's data from its settings. Nothing here imports the SDK at once: see `client`.
import type { ClientOptions } from '@hikube/sdk';
import { type Diagnostic, DiagnosticsError, error, isUnknown, type ObjectValue, own } from 'terraform-plugin';
import { diagnosticsOf } from './api/problems.ts';
import { createReads } from './api/reads.ts';
import { firstAnswer, firstDirectAnswer, NO_TOKEN, notKnownYet, wronglySetUp } from './api/token.ts';
import { type DirectSettings, wayOf } from './connection.ts';
import { emulatorPlace } from './emulator/place.ts';
import type { EmulatorHost } from './emulator/start.ts';
import { PlannedNames } from './lifecycle/planned-names.ts';
import type { ProviderData } from './provider-data.ts';

/** The environment and the clock of the process; the entry point hands them in. */
export interface ProcessSeam {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly now: () => number;
  /** A random UUID. */
  readonly newId: () => string;
  readonly after: (milliseconds: number, action: () => void) => void;
  readonly version: string;
  /** The API in this process, loaded only then; the same one for the same settings. */
  readonly direct?: (settings: DirectSettings) => Promise<DirectClient>;
  /** Told every secret that comes by, so that it is kept out of logs. */
  readonly addSecret?: (text: string | undefined) => void;
  /** For `endpoint = "emulator"`; absent where the provider cannot start one. */
  readonly emulator?: EmulatorHost;
  /** Whether requests go over node:http, because the process ends before loading `fetch` has paid. */
  readonly isBrief?: boolean;
}

/** What a client needs to speak to the API in this process. */
export type DirectClient = Pick<ClientOptions, 'endpoint' | 'fetch' | 'token'>;

/** What `configure` answers. */
export interface Configured {
  readonly data: ProviderData;
  readonly diagnostics: readonly Diagnostic[];
}

/** How long the first question may take, in milliseconds: the answer is only wanted, not needed. */
const PATIENCE_MS = 5_000;
/** A platform is asked several things for it, and a command of the kubeconfig may have to sign somebody in. */
const DIRECT_PATIENCE_MS = 30_000;

/** Reads the settings, and asks whose token this is unless planning shall go on without the API. */
export async function configure(
  config: ObjectValue,
  terraformVersion: string,
  process: ProcessSeam,
): Promise<Configured> {
  // What comes from a resource that does not exist yet is not absent: whatever stood in its place could lead to another
  // tenant, where none of the objects in state exist. So nothing is asked, and a plan that needs no answer goes on.
  const unknown = Object.keys(config).filter((name) => isUnknown(own(config, name)));
  const way = wayOf(config, process.environment);
  if (way instanceof DiagnosticsError) throw way;
  if (way.kind === 'service') process.addSecret?.(way.token);
  const address = once(() =>
    way.kind === 'direct' ? directly(way.settings, process) : addressOf(way.endpoint, way.token, process),
  );
  const connect = async (more: ClientOptions = {}) => {
    if (unknown.length > 0) throw notKnownYet(unknown);
    const at = await address();
    const { createClient } = await import('@hikube/sdk');
    return createClient({
      ...at,
      ...(process.isBrief && !at.fetch && { network: (await import('@hikube/sdk/node')).overHttp() }),
      userAgent: `terraform-provider-hikube/${process.version} terraform/${terraformVersion}`,
      ...more,
    });
  };
  const client = once(() => connect());
  const skipPreflight = unknown.length > 0 || own(config, 'skip_preflight') === true;
  const data: ProviderData = {
    client,
    reads: createReads(client, process),
    owner: once(async () => {
      try {
        const { id, installation } = await (await client()).tenant();
        return { tenant: id, ...(typeof installation === 'string' ? { installation } : {}) };
      } catch (refusal) {
        throw new DiagnosticsError(...diagnosticsOf(refusal, 'ask whose token this is'));
      }
    }),
    isDirect: way.kind === 'direct',
    skipPreflight,
    adoptIdentical: own(config, 'adopt_identical') !== false,
    onCreateTimeout: own(config, 'on_create_timeout') === 'error' ? 'error' : 'warn',
    now: process.now,
    addSecret: (secret) => process.addSecret?.(secret),
    newId: process.newId,
    inState: new Set(),
    plannedNames: new PlannedNames(),
    protectedClusters: new Set(),
    clustersWithVersion: new Set(),
    clustersWithMap: { node_groups: new Set(), addons: new Set() },
    clustersWithSeparate: { node_groups: new Set(), addons: new Set() },
  };
  if (skipPreflight) return { data, diagnostics: [] };
  const timeoutMs = way.kind === 'direct' ? DIRECT_PATIENCE_MS : PATIENCE_MS;
  const ask = async () => (await connect({ retry: { maxRetries: 0 }, timeoutMs })).tenant();
  const first = way.kind === 'direct' ? firstDirectAnswer : firstAnswer;
  const { diagnostics, isReachable } = await first(ask);
  // Without this, each resource would find out by itself, after all retries.
  return { data: isReachable ? data : { ...data, skipPreflight: true }, diagnostics };
}

/** Where the API is and who asks, or the emulator that is meant. @throws DiagnosticsError */
async function addressOf(
  endpoint: string | undefined,
  token: string | undefined,
  { emulator, after }: ProcessSeam,
): Promise<DirectClient> {
  const place = emulatorPlace(endpoint);
  if (place === undefined) {
    if (endpoint !== undefined) await refuseWrong(endpoint);
    if (token === undefined || token === '') throw new DiagnosticsError(NO_TOKEN);
    return { ...(endpoint === undefined ? {} : { endpoint }), token };
  }
  if (emulator === undefined) throw new DiagnosticsError(NO_EMULATOR);
  const { reachEmulator } = await import('./emulator/reach.ts');
  const pause = (ms: number) => new Promise<void>((resolve) => after(ms, resolve));
  return reachEmulator(place, { host: emulator, pause });
}

/** Before the token, because no token helps with a wrong endpoint. @throws DiagnosticsError or ConfigurationError */
async function refuseWrong(endpoint: string): Promise<void> {
  const { createClient, DEFAULT_ENDPOINT } = await import('@hikube/sdk');
  if (!URL.canParse(endpoint))
    throw wronglySetUp(
      `The endpoint ${JSON.stringify(endpoint)} is not a URL; use one such as ${DEFAULT_ENDPOINT}, or "emulator" for an emulator of the API on this machine.`,
    );
  createClient({ endpoint, token: '' });
}

const NO_EMULATOR = error(
  'This process of the provider starts no emulator',
  'Start one with `npx @hikube/emulator`, and set HIKUBE_ENDPOINT and HIKUBE_TOKEN to what it prints.',
);

async function directly(settings: DirectSettings, { direct }: ProcessSeam): Promise<DirectClient> {
  if (direct === undefined)
    throw wronglySetUp(
      'This build of the provider reaches the API at an endpoint only: set endpoint and token.',
    );
  return direct(settings);
}

/** Makes it when it is first needed, and keeps it; what failed is tried again by the next one that needs it. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((reason: unknown) => {
      made = undefined;
      throw reason;
    });
    return made;
  };
}
