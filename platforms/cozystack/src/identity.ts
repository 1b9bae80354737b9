// Which platform and which tenant of it this is: two platforms can have a namespace of the same name, and only its uid tells
// them apart. The platform makes it, no two are equal, and a namespace that is made anew has another.
import { type Clock, PlatformError } from '@hikube/service/platform';
import { createClient, type Fetch, type KubernetesClient, type ObjectMeta } from './kubernetes/client.ts';
import { KubernetesError } from './kubernetes/errors.ts';
import { inWords } from './refusals.ts';

/** What the platform shows a tenant of his namespace; undefined when it is none of his. @throws KubernetesError */
export async function findNamespace(
  client: KubernetesClient,
  namespace: string,
): Promise<ObjectMeta | undefined> {
  const path = `/apis/core.cozystack.io/v1alpha1/tenantnamespaces/${namespace}`;
  return (await client.find<{ readonly metadata: ObjectMeta }>(path))?.metadata;
}

/**
 * Uid of the namespace of a tenant; undefined where the platform does not say.
 * @throws PlatformError when the platform cannot be asked
 */
export async function fetchTenantUid(
  fetch: Fetch,
  clock: Clock,
  namespace: string,
): Promise<string | undefined> {
  return inWords(async () => {
    try {
      return (await findNamespace(createClient({ fetch, clock }), namespace))?.uid;
    } catch (error) {
      // What a tenant may read differs between releases, and the name is known without it.
      if (error instanceof KubernetesError && ['forbidden', 'not-served'].includes(error.kind))
        return undefined;
      throw error;
    }
  });
}

/**
 * The same, for whoever cannot do without it.
 * @throws PlatformError when the platform cannot be asked, and `NamespaceUnknown` when it has no such namespace for him
 */
export async function needTenantUid(fetch: Fetch, clock: Clock, namespace: string): Promise<string> {
  const found = await inWords(() => findNamespace(createClient({ fetch, clock }), namespace));
  if (found?.uid !== undefined) return found.uid;
  throw new PlatformError(
    'NamespaceUnknown',
    `The platform has no tenant namespace ${namespace} for this kubeconfig: check namespace, and that the context is one of that tenant.`,
    { retryable: false },
  );
}
