// What the release of a platform can do, asked of the platform itself.
import { type Clock, PlatformError } from '@hikube/service/platform';
import { readShape, type Shape } from './chart/index.ts';
import { API_GROUP, API_VERSION } from './kind.ts';
import { createClient, type Fetch } from './kubernetes/client.ts';
import { inWords } from './refusals.ts';

// It is asked before anything else for a tenant, and whoever waits for it is to know soon.
const ASKED_MS = 10_000;

/** @throws PlatformError when the platform cannot be asked, or offers no managed clusters */
export async function fetchShape(fetch: Fetch, clock: Clock): Promise<Shape> {
  const client = createClient({ fetch, clock, timeoutMs: ASKED_MS });
  const document = await inWords(() => client.get<unknown>(`/openapi/v3/apis/${API_GROUP}/${API_VERSION}`));
  const shape = readShape(document);
  if (shape !== undefined) return shape;
  throw new PlatformError(
    'NotOffered',
    'The platform offers no managed clusters: is this the kubeconfig of a Cozystack tenant?',
    {
      retryable: false,
    },
  );
}
