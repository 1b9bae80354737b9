// Makes sure that what is new gets a name from the platform that nothing else of the tenant has.
import { type NameOwner, nameCollision, namesakes } from '@hikube/domain';
import { childKey, clusterKey } from '../model/keys.ts';
import { Refusal } from '../refusal.ts';
import { MAX_KEYS } from '../store/limits.ts';
import type { DocumentKey } from '../store/store.ts';
import { refuseErrors } from './findings.ts';
import type { Plan } from './plan.ts';
import type { Writing } from './writing.ts';

/** Something new, and where its name stands in what the caller sent. */
export interface NewName {
  readonly owner: NameOwner;
  readonly pointer: string;
}

// Each "-" of a name is one more place to look at, and a commit relies on a bounded number of them.
const PLACES_MAX = MAX_KEYS - 100;

/**
 * The plan, which from now on also relies on that nothing of such a name comes into being meanwhile.
 * @throws Refusal `validation_failed` when a name is taken
 */
export async function claimNames(
  plan: Plan,
  names: readonly NewName[],
  { store, caller }: Pick<Writing, 'store' | 'caller'>,
): Promise<Plan> {
  const places = names.flatMap((name) =>
    namesakes(name.owner).map((other) => ({ name, other, key: keyOf(caller.tenant, other) })),
  );
  if (places.length === 0) return plan;
  if (places.length > PLACES_MAX) throw tooManyDashes(names);
  const found = await store.getMany(places.map(({ key }) => key));
  refuseErrors(
    places.flatMap(({ name, other }, index) =>
      found[index] === undefined ? [] : [nameCollision(name.owner, other, name.pointer)],
    ),
  );
  const guards = places.map(({ key }) => ({ key, expect: 'absent' as const }));
  return { ...plan, guards: [...plan.guards, ...guards] };
}

/** A cluster with its node groups, as names of one body. */
export function namesOfCluster(
  cluster: string,
  nodeGroups: Iterable<string>,
  { isNew }: { readonly isNew: boolean },
): readonly NewName[] {
  return [
    ...(isNew ? [{ owner: { cluster }, pointer: '/name' }] : []),
    ...[...nodeGroups].map((nodeGroup) => ({
      owner: { cluster, nodeGroup },
      pointer: `/nodeGroups/${nodeGroup}`,
    })),
  ];
}

function keyOf(tenant: string, { cluster, nodeGroup }: NameOwner): DocumentKey {
  return nodeGroup === undefined
    ? clusterKey(tenant, 'cluster', cluster)
    : childKey(tenant, 'nodeGroup', cluster, nodeGroup);
}

function tooManyDashes(names: readonly NewName[]): Refusal {
  const detail =
    'The names of the new node groups have too many "-" together: create fewer groups at once, or name them shorter.';
  const errors = [{ pointer: names.at(-1)?.pointer ?? '', code: 'name_too_long', detail }];
  return new Refusal('validation_failed', detail, { errors });
}
