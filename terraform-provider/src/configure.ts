// Makes the provider's data from its settings. Nothing here imports the SDK at once: see `client`.
import type { ClientOptions } from '@hikube/sdk';
import { diagnosticsOf } from './api/problems.ts';
import { createReads } from './api/reads.ts';
import { firstAnswer, noToken } from './api/token.ts';
import { type Diagnostic, DiagnosticsError, isUnknown, type ObjectValue, own } from './framework/index.ts';
import type { ProviderData } from './provider-data.ts';

/** The environment and the clock of the process; the entry point hands them in. */
export interface ProcessSeam {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly now: () => number;
  readonly after: (milliseconds: number, action: () => void) => void;
  readonly version: string;
  /** Told every secret that comes by, so that it is kept out of logs. */
  readonly addSecret?: (text: string | undefined) => void;
}

/** What `configure` answers. */
export interface Configured {
  readonly data: ProviderData;
  readonly diagnostics: readonly Diagnostic[];
}

/** How long the first question may take, in milliseconds: the answer is only wanted, not needed. */
const PATIENCE_MS = 5_000;

/** Reads the settings, and asks whose token this is unless planning shall go on without the API. */
export async function configure(
  config: ObjectValue,
  terraformVersion: string,
  process: ProcessSeam,
): Promise<Configured> {
  const text = (name: string, variable: string) => {
    const value = own(config, name);
    if (typeof value === 'string') return value;
    // A setting from a resource that does not exist yet: planning goes on without the API.
    return isUnknown(value) ? undefined : process.environment[variable] || undefined;
  };
  const token = text('token', 'HIKUBE_TOKEN');
  process.addSecret?.(token);
  const connect = async (more: ClientOptions = {}) => {
    if (token === undefined || token === '') throw noToken(isUnknown(own(config, 'token')));
    const { createClient } = await import('@hikube/sdk');
    const endpoint = text('endpoint', 'HIKUBE_ENDPOINT');
    return createClient({
      ...(endpoint === undefined ? {} : { endpoint }),
      token,
      userAgent: `terraform-provider-hikube/${process.version} terraform/${terraformVersion}`,
      ...more,
    });
  };
  const client = once(() => connect());
  const someUnknown = isUnknown(own(config, 'endpoint')) || isUnknown(own(config, 'token'));
  const skipPreflight = someUnknown || own(config, 'skip_preflight') === true;
  const data: ProviderData = {
    client,
    reads: createReads(client, process),
    tenantId: once(async () => {
      try {
        return (await (await client()).tenant()).id;
      } catch (refusal) {
        throw new DiagnosticsError(...diagnosticsOf(refusal, 'ask whose token this is'));
      }
    }),
    skipPreflight,
    adoptIdentical: own(config, 'adopt_identical') !== false,
    onCreateTimeout: own(config, 'on_create_timeout') === 'error' ? 'error' : 'warn',
    now: process.now,
    addSecret: (secret) => process.addSecret?.(secret),
    inState: new Set(),
    creating: new Set(),
    adopted: new Set(),
    clustersWithVersion: new Set(),
    clustersWithMap: { node_groups: new Set(), addons: new Set() },
  };
  if (skipPreflight) return { data, diagnostics: [] };
  const ask = async () => (await connect({ retry: { maxRetries: 0 }, timeoutMs: PATIENCE_MS })).tenant();
  const { diagnostics, isReachable } = await firstAnswer(ask);
  // Without this, each resource would find out by itself, after all retries.
  return { data: isReachable ? data : { ...data, skipPreflight: true }, diagnostics };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
