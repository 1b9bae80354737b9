// What the platform is known to say of each cluster. Whatever else it says, somebody else has written.
import { toldMark } from '@hikube/service/adoption';
import {
  type ClusterRef,
  type DesiredCluster,
  type FoundCluster,
  PlatformError,
} from '@hikube/service/platform';

/** Somebody else has changed or deleted the cluster since it was read here. */
export const OVERTAKEN = 'Overtaken';

type Named = Pick<ClusterRef, 'name' | 'uid'>;

export class Marks {
  // By name: what had a name before says nothing of what has it now.
  readonly #marks = new Map<string, { readonly uid: string; readonly mark: string }>();

  of({ name, uid }: Named): string | undefined {
    const known = this.#marks.get(name);
    return known?.uid === uid ? known.mark : undefined;
  }

  set({ name, uid }: Named, mark: string): void {
    this.#marks.set(name, { uid, mark });
  }

  forget(name: string): void {
    this.#marks.delete(name);
  }

  /**
   * @param desired what is about to be written
   * @param there in whose place
   * @throws PlatformError `Overtaken`
   */
  async checkUnchanged(desired: DesiredCluster, there: FoundCluster | undefined): Promise<void> {
    const known = this.of(desired);
    // A cluster that is new.
    if (known === undefined) return;
    const now = there === undefined ? undefined : await toldMark(there);
    if (now === known || now === (await markOf(desired))) return;
    throw new PlatformError(
      OVERTAKEN,
      `Somebody else has ${there === undefined ? 'deleted' : 'changed'} the cluster ${desired.name} at the same time.`,
      { retryable: false },
    );
  }
}

/** What the platform says of a cluster after it was written so. */
export function markOf(desired: DesiredCluster): Promise<string> {
  const { tenant, name, uid } = desired;
  return toldMark({ ref: { tenant, name, uid }, managed: true, createdAt: 0, desired });
}
