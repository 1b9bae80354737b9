// What "not there" means. To a token of another tenant everything of ours is not there, and neither is it to another
// service with a tenant of the same id. So an object counts as gone only when those are asked who have it.
import { DiagnosticsError, error } from 'terraform-plugin';
import type { Owner, ProviderData } from '../provider-data.ts';
import type { Memory } from './memory.ts';

type Remembered = Pick<Memory, 'tenant' | 'installation'>;

const ANOTHER_PLACE = 'The kubeconfig leads to another tenant or platform';

/**
 * Returns when token and endpoint lead to those who keep the object, so that what is not seen is gone.
 * @param memory empty right after an import, when nothing can be lost
 * @param name for people, such as `cluster prod`
 * @throws DiagnosticsError for a token of another tenant, or an endpoint of another service
 */
export async function mustBeGone(
  data: ProviderData,
  { tenant, installation }: Remembered,
  name: string,
): Promise<void> {
  if (tenant === undefined) return;
  const own = await data.owner();
  const kept = { tenant, ...(installation !== undefined && { installation }) };
  if (data.isDirect) return mustBeOfPlatform(kept, own, name);
  if (own.tenant !== tenant) {
    throw new DiagnosticsError(
      error(
        'The token belongs to another tenant',
        `The ${name} is kept in tenant ${tenant}, but the token is one of tenant ${own.tenant}. ` +
          'Use a token of the first, or remove the object from state with `terraform state rm`.',
      ),
    );
  }
  if (installation === undefined || own.installation === undefined || own.installation === installation)
    return;
  throw new DiagnosticsError(
    error(
      'The endpoint leads to another service',
      `The ${name} is kept by the service ${installation}, but the one that answers is ${own.installation}, with a tenant ` +
        `${tenant} of its own. Set HIKUBE_ENDPOINT, or \`endpoint\` of the provider, to the first. If that is gone for good, ` +
        'and its data with it, remove the object from state with `terraform state rm`.',
    ),
  );
}

function mustBeOfPlatform(kept: Owner, own: Owner, name: string): void {
  const sameInstallation = kept.installation === undefined || kept.installation === own.installation;
  if (own.tenant === kept.tenant && sameInstallation) return;
  const place = (of: Owner) => `${of.tenant}${of.installation ? ` (${of.installation})` : ''}`;
  throw new DiagnosticsError(
    error(
      ANOTHER_PLACE,
      `The ${name} is kept in ${place(kept)}, but the kubeconfig leads to ${place(own)}. ` +
        'Set kubeconfig_path, context and namespace to the first. If that is gone for good, remove the object from state with `terraform state rm`.',
    ),
  );
}

/**
 * To be asked before the first write of what was not read before: a service says itself whose its objects are, but another
 * tenant of a platform may have one of the same name. What has just moved here was never read, and has no uid either.
 * @throws DiagnosticsError for a kubeconfig of another tenant or platform
 */
export async function mustLeadToOwner(
  data: ProviderData,
  memory: Remembered & Pick<Memory, 'movedFrom'>,
  name: string,
): Promise<void> {
  if (!data.isDirect) return;
  await mustBeWhereItWas(data, memory, name);
  await mustBeGone(data, memory, name);
}

/**
 * Returns when the kubeconfig leads to the namespace from which another provider has moved an object. What a service calls
 * a tenant need not be called after its namespace, so that nothing is known there.
 * @throws DiagnosticsError for another one, where something else may have the same name
 */
export async function mustBeWhereItWas(
  data: ProviderData,
  { movedFrom }: Pick<Memory, 'movedFrom'>,
  name: string,
): Promise<void> {
  if (movedFrom === undefined || !data.isDirect) return;
  const { tenant } = await data.owner();
  if (tenant === movedFrom) return;
  throw new DiagnosticsError(
    error(
      ANOTHER_PLACE,
      `The ${name} was kept in ${movedFrom} by the other provider, but the kubeconfig leads to ${tenant}. ` +
        'Set kubeconfig_path, context and namespace to the first.',
    ),
  );
}

/** Who keeps an object that was just read, for private state: as it was remembered, and what was not is asked. */
export async function ownerOf(data: ProviderData, { tenant, installation }: Remembered): Promise<Owner> {
  if (tenant !== undefined && installation !== undefined) return { tenant, installation };
  const own = await data.owner();
  return tenant === undefined || tenant === own.tenant ? own : { tenant };
}

/**
 * As `ownerOf`, of an object that was just accepted. When nobody can say it now, the object must not be lost for that: the
 * next read asks again.
 */
export async function ownerIfKnown(data: ProviderData, memory: Remembered): Promise<Partial<Owner>> {
  try {
    return await ownerOf(data, memory);
  } catch {
    return memory.tenant === undefined ? {} : { tenant: memory.tenant };
  }
}
