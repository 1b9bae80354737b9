// Which platform and which tenant of it this is: a cluster of another one must never be taken for one of this.
import { createClient, type Fetch, inWords } from '@hikube/platform-cozystack';
import type { Clock } from '@hikube/service';
import { PlatformError } from '@hikube/service/platform';

interface TenantNamespace {
  readonly metadata: { readonly uid?: string };
}

/**
 * The uid of the namespace: the platform makes it, no two are equal, and a namespace that is made anew has another.
 * @throws PlatformError
 */
export async function identityOf(fetch: Fetch, clock: Clock, namespace: string): Promise<string> {
  const path = `/apis/core.cozystack.io/v1alpha1/tenantnamespaces/${namespace}`;
  const client = createClient({ fetch, clock });
  const found = await inWords(() => client.find<TenantNamespace>(path));
  const uid = found?.metadata.uid;
  if (uid !== undefined) return uid;
  throw new PlatformError(
    'NamespaceUnknown',
    `The platform has no tenant namespace ${namespace} for this kubeconfig: check namespace, and that the context is one of that tenant.`,
    { retryable: false },
  );
}
