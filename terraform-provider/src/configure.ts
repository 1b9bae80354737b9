// Makes the provider's data from its settings. Nothing here imports the SDK at once: see `client`.
import type { ClientOptions } from '@hikube/sdk';
import { type Diagnostic, DiagnosticsError, isUnknown, type ObjectValue, own } from 'terraform-plugin';
import { diagnosticsOf } from './api/problems.ts';
import { createReads } from './api/reads.ts';
import { firstAnswer, NO_TOKEN, notKnownYet } from './api/token.ts';
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
    return typeof value === 'string' ? value : process.environment[variable] || undefined;
  };
  // What comes from a resource that does not exist yet is not absent: whatever stood in its place could lead to another
  // tenant, where none of the objects in state exist. So nothing is asked, and a plan that needs no answer goes on.
  const unknown = Object.keys(config).filter((name) => isUnknown(own(config, name)));
  const token = text('token', 'HIKUBE_TOKEN');
  process.addSecret?.(token);
  const connect = async (more: ClientOptions = {}) => {
    if (unknown.length > 0) throw notKnownYet(unknown);
    if (token === undefined || token === '') throw new DiagnosticsError(NO_TOKEN);
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
  const ask = async () => (await connect({ retry: { maxRetries: 0 }, timeoutMs: PATIENCE_MS })).tenant();
  const { diagnostics, isReachable } = await firstAnswer(ask);
  // Without this, each resource would find out by itself, after all retries.
  return { data: isReachable ? data : { ...data, skipPreflight: true }, diagnostics };
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
