// A name that is taken: what is there, and whether the same create made it, so that a lost answer can be adopted.
import type { ClusterState } from '../../model/aggregate.ts';
import type { AddonRecord, ClusterRecord, NodeGroupRecord } from '../../model/records.ts';
import { Refusal } from '../refusal.ts';

/** The create that meets something. */
export interface Attempted {
  /** Id of the token. */
  readonly token: string;
  /** Digest of the body. */
  readonly fingerprint: string;
}

/**
 * The refusal of a create whose name is taken: `already_exists`, or `deleting` while what is there goes.
 * @param what a word for people, such as `cluster`
 */
export function takenName(
  what: string,
  record: ClusterRecord | NodeGroupRecord | AddonRecord,
  state: ClusterState,
  { token, fingerprint }: Attempted,
): Refusal {
  if (record.deletion !== null) return stillDeleting(what, record.name);
  const { createdBy, uid, createdAt } = record;
  const sameCreate = createdBy.token === token && createdBy.fingerprint === fingerprint;
  return new Refusal(
    'already_exists',
    `There is a ${what} "${record.name}" already: choose another name, or change it.`,
    {
      existing: { uid, sameCreate, createdAt, operation: creationOf(uid, state) },
    },
  );
}

/** Says that an object is on its way out, so that nothing can be asked of it any more. */
export function stillDeleting(what: string, name: string): Refusal {
  return new Refusal('deleting', `The ${what} "${name}" is being deleted: wait until it is gone.`);
}

/** The unfinished operation that made the object. */
function creationOf(uid: string, { operations }: ClusterState): string | null {
  const creation = operations.find(
    ({ kind, target, children }) =>
      (kind.endsWith('.create') || kind === 'addon.enable' || kind === 'cluster.update') &&
      (target.uid === uid || children.includes(uid)),
  );
  return creation?.id ?? null;
}
