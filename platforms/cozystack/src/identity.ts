// Which platform and which tenant of it this is: two platforms can have a namespace of the same name, and only its uid tells
// them apart. The platform makes it, no two are equal, and a namespace that is made anew has another.
import { type Clock, PlatformError } from '@hikube/service/platform';
import { createHastyClient } from './hasty.ts';
import type { Fetch, KubernetesClient, ObjectMeta } from './kubernetes/client.ts';
import { type ErrorKind, KubernetesError } from './kubernetes/errors.ts';
import { inWords } from './refusals.ts';

interface TenantNamespace {
  readonly metadata: ObjectMeta;
}

const pathOf = (namespace: string) => `/apis/core.cozystack.io/v1alpha1/tenantnamespaces/${namespace}`;

/** What the platform shows a tenant of his namespace; undefined when it is none of his. @throws KubernetesError */
export async function findNamespace(
  client: KubernetesClient,
  namespace: string,
): Promise<ObjectMeta | undefined> {
  return (await client.find<TenantNamespace>(pathOf(namespace)))?.metadata;
}

/**
 * Uid of the namespace of a tenant; undefined where the platform does not say. It is asked once.
 * @throws PlatformError when the platform cannot be asked
 */
export async function fetchTenantUid(
  fetch: Fetch,
  clock: Clock,
  namespace: string,
): Promise<string | undefined> {
  // What a tenant may read differs between releases, and the name is known without it.
  return uidUnless(['absent', 'forbidden', 'not-served'], { fetch, clock, namespace });
}

/**
 * The same, for whoever cannot do without it.
 * @throws PlatformError when the platform cannot be asked, and `NamespaceUnknown` when it has no such namespace for him
 */
export async function needTenantUid(fetch: Fetch, clock: Clock, namespace: string): Promise<string> {
  const uid = await uidUnless(['absent'], { fetch, clock, namespace });
  if (uid !== undefined) return uid;
  throw new PlatformError(
    'NamespaceUnknown',
    `The platform has no tenant namespace ${namespace} for this kubeconfig: check namespace, and that the context is one of that tenant.`,
    { retryable: false },
  );
}

/** @param untold answers that leave the uid unknown; every other failure is thrown */
async function uidUnless(
  untold: readonly ErrorKind[],
  { fetch, clock, namespace }: { readonly fetch: Fetch; readonly clock: Clock; readonly namespace: string },
): Promise<string | undefined> {
  const client = createHastyClient({ fetch, clock });
  return inWords(async () => {
    try {
      return (await client.getOnce<TenantNamespace>(pathOf(namespace))).metadata.uid;
    } catch (error) {
      if (error instanceof KubernetesError && untold.includes(error.kind)) return undefined;
      throw error;
    }
  });
}
