// What "not there" means. To a token of another tenant everything of ours is not there, so an object counts as gone only
// when the token is one of its own tenant.
import { DiagnosticsError, error } from 'terraform-plugin';
import type { ProviderData } from '../provider-data.ts';

/**
 * Returns when the token belongs to the tenant that keeps the object, so that what it does not see is gone.
 * @param tenant as private state remembers it; undefined right after an import, when nothing can be lost
 * @param name for people, such as `cluster prod`
 * @throws DiagnosticsError for a token of another tenant
 */
export async function mustBeGone(
  data: ProviderData,
  tenant: string | undefined,
  name: string,
): Promise<void> {
  if (tenant === undefined) return;
  const own = await data.tenantId();
  if (own === tenant) return;
  throw new DiagnosticsError(
    error(
      'The token belongs to another tenant',
      `The ${name} is kept in tenant ${tenant}, but the token is one of tenant ${own}. ` +
        'Use a token of the first, or remove the object from state with `terraform state rm`.',
    ),
  );
}

/**
 * The tenant of an object that was just accepted, for private state. When nobody can say it now, the object must not be
 * lost for that: the next read asks again.
 */
export async function tenantIfKnown(data: ProviderData): Promise<string | undefined> {
  try {
    return await data.tenantId();
  } catch {
    return undefined;
  }
}
