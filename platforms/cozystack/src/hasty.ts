// A client for what is asked before anything else for a tenant: whoever waits for that is to know soon.
import type { Clock } from '@hikube/service/platform';
import { createClient, type Fetch, type KubernetesClient } from './kubernetes/client.ts';

const ASKED_MS = 10_000;

/** To be asked once: whoever comes next asks again. */
export function createHastyClient(tools: {
  readonly fetch: Fetch;
  readonly clock: Clock;
}): Pick<KubernetesClient, 'getOnce'> {
  return createClient({ ...tools, timeoutMs: ASKED_MS });
}
