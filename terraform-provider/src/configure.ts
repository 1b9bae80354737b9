// Makes the provider's data from its settings. Nothing here imports the SDK at once: see `client`.
import { diagnosticsOf } from './api/problems.ts';
import { createReads } from './api/reads.ts';
import { DiagnosticsError, isUnknown, type ObjectValue, own } from './framework/index.ts';
import type { ProviderData } from './provider-data.ts';

/** The environment and the clock of the process; the entry point hands them in. */
export interface ProcessSeam {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly now: () => number;
  readonly after: (milliseconds: number, action: () => void) => void;
  readonly version: string;
}

export function providerData(
  config: ObjectValue,
  terraformVersion: string,
  process: ProcessSeam,
): ProviderData {
  const text = (name: string, variable: string) => {
    const value = own(config, name);
    if (typeof value === 'string') return value;
    // A setting from a resource that does not exist yet: planning goes on without the API.
    return isUnknown(value) ? undefined : process.environment[variable] || undefined;
  };
  const client = once(async () => {
    const { createClient } = await import('@hikube/sdk');
    const endpoint = text('endpoint', 'HIKUBE_ENDPOINT');
    return createClient({
      ...(endpoint === undefined ? {} : { endpoint }),
      token: text('token', 'HIKUBE_TOKEN') ?? '',
      userAgent: `terraform-provider-hikube/${process.version} terraform/${terraformVersion}`,
    });
  });
  const someUnknown = isUnknown(own(config, 'endpoint')) || isUnknown(own(config, 'token'));
  return {
    client,
    reads: createReads(client, process),
    tenantId: once(async () => {
      try {
        return (await (await client()).tenant()).id;
      } catch (refusal) {
        throw new DiagnosticsError(...diagnosticsOf(refusal, 'ask whose token this is'));
      }
    }),
    skipPreflight: someUnknown || own(config, 'skip_preflight') === true,
    adoptIdentical: own(config, 'adopt_identical') !== false,
    onCreateTimeout: own(config, 'on_create_timeout') === 'error' ? 'error' : 'warn',
    now: process.now,
    clustersWithVersion: new Set(),
    clustersWithMap: { node_groups: new Set(), addons: new Set() },
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
