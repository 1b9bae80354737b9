// A protected cluster is neither destroyed nor replaced, and the plan says so before any child of it is touched. Terraform
// shows what goes for a deletion and where the provider itself asks for a replacement; for `-replace`, replace_triggered_by
// and a tainted object it plans the new one only. So a run remembers which of the clusters in state are protected.
import { type Diagnostic, error, type ObjectValue, own } from 'terraform-plugin';
import type { ProviderData } from '../provider-data.ts';

/** Remembers what a state says of a cluster, from a read or from the first half of its plan. */
export function noteProtection(
  state: ObjectValue | null,
  data: Pick<ProviderData, 'protectedClusters'> | undefined,
): void {
  if (state !== null && isProtected(state)) data?.protectedClusters.add(String(state['name']));
}

/** What a plan that takes the cluster of `prior` away is told. */
export function protection(prior: ObjectValue, action: 'delete' | 'replace'): Diagnostic | undefined {
  if (!isProtected(prior)) return undefined;
  const what = action === 'delete' ? 'destroy' : 'replace';
  return error(
    summary(String(prior['name'])),
    `The plan would ${what} it, but deletion_protection is true. To ${what} it, first set deletion_protection to false and apply.`,
    action === 'replace' ? ['name'] : ['deletion_protection'],
  );
}

/** What the plan of a new cluster is told while state has a protected one of its name. */
export function protectedNamesake(
  planned: ObjectValue,
  data: Pick<ProviderData, 'protectedClusters'> | undefined,
): Diagnostic | undefined {
  const name = own(planned, 'name');
  if (typeof name !== 'string' || !data?.protectedClusters.has(name)) return undefined;
  return error(
    summary(name),
    'The plan would replace it, because that was asked for or because it is tainted, but its deletion_protection is true. ' +
      'To keep a tainted one, run `terraform untaint`. To replace it, first set deletion_protection to false and apply without ' +
      'the replacement. If this is a resource of its own, choose another name.',
    ['name'],
  );
}

const summary = (name: string) => `The cluster ${name} is protected`;

const isProtected = (state: ObjectValue) => own(state, 'deletion_protection') === true;
