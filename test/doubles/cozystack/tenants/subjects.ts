// To whom rights in a namespace of a tenant are given: to everybody of a level or above, in it and in the tenants above it.

/** What a user of a tenant may; the service account of the tenant may what the platform gives it. */
export type Level = 'view' | 'use' | 'admin' | 'super-admin';

export const LEVELS: readonly Level[] = ['view', 'use', 'admin', 'super-admin'];

/** A tenant and those above it. */
function withParents(namespace: string): string[] {
  const parts = namespace.split('-');
  const tenants = parts.slice(1).map((_, index) => parts.slice(0, index + 2).join('-'));
  return namespace === 'tenant-root' ? tenants : [...tenants, 'tenant-root'];
}

/** Service accounts are among them at every level. */
export function subjectsOf(namespace: string, level: Level): object[] {
  const levels = LEVELS.slice(LEVELS.indexOf(level));
  return withParents(namespace).flatMap((tenant) => [
    { kind: 'ServiceAccount', name: tenant, namespace: tenant },
    ...levels.map((each) => ({
      kind: 'Group',
      name: `${tenant}-${each}`,
      apiGroup: 'rbac.authorization.k8s.io',
    })),
  ]);
}
