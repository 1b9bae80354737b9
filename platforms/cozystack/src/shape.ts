// What the release of a platform can do, asked of the platform itself.
import { type Clock, PlatformError } from '@hikube/service/platform';
import { hasManagedClusters, readShape, type Shape } from './chart/index.ts';
import { createHastyClient } from './hasty.ts';
import { API_GROUP, API_VERSION, KIND } from './kind.ts';
import type { Fetch } from './kubernetes/client.ts';
import { inWords } from './refusals.ts';

/** It is asked once each time. @throws PlatformError when the platform cannot be asked, or offers no managed clusters */
export async function fetchShape(fetch: Fetch, clock: Clock): Promise<Shape> {
  const client = createHastyClient({ fetch, clock });
  const path = `/openapi/v3/apis/${API_GROUP}/${API_VERSION}`;
  const document = await inWords(() => client.getOnce<unknown>(path));
  const shape = readShape(document);
  if (shape !== undefined) return shape;
  const why = hasManagedClusters(document)
    ? `The platform tells no defaults of its managed clusters (${WHAT}), and nothing can be written without them: its operator has to look at what it serves.`
    : `The platform offers no managed clusters: it serves no ${WHAT}. Ask its operator to offer them, or take the kubeconfig of another platform.`;
  throw new PlatformError('NotOffered', why, { retryable: false });
}

const WHAT = `${KIND} of ${API_GROUP}/${API_VERSION}`;
