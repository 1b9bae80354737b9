// Which platform this is: two of them can have a namespace of the same name, and only its uid tells them apart.
import type { Clock } from '@hikube/service/platform';
import { createClient, type Fetch, type ObjectMeta } from './kubernetes/client.ts';
import { KubernetesError } from './kubernetes/errors.ts';
import { inWords } from './refusals.ts';

/**
 * Uid of the namespace of a tenant; undefined where the platform does not say.
 * @throws PlatformError when the platform cannot be asked
 */
export async function fetchTenantUid(
  fetch: Fetch,
  clock: Clock,
  namespace: string,
): Promise<string | undefined> {
  const client = createClient({ fetch, clock });
  const path = `/apis/core.cozystack.io/v1alpha1/tenantnamespaces/${namespace}`;
  return inWords(async () => {
    try {
      return (await client.find<{ readonly metadata: ObjectMeta }>(path))?.metadata.uid;
    } catch (error) {
      // What a tenant may read differs between releases, and the name is known without it.
      if (error instanceof KubernetesError && ['forbidden', 'not-served'].includes(error.kind))
        return undefined;
      throw error;
    }
  });
}
