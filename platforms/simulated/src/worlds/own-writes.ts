// Tells the writes of this process from those of others in a change feed.
import type { CommitResult } from '@hikube/service/store';

/** The writes of this process that the change feed has not brought yet. */
export interface OwnWrites {
  /** Takes note of a commit that is on its way. */
  note(commit: Promise<CommitResult>): void;
  /** Waits until the revisions of all commits on their way are known: the feed can be faster than their answers. */
  settled(): Promise<void>;
  /** Whether a revision was written here; true once for each, because the feed brings it once. */
  take(revision: number): boolean;
}

export function createOwnWrites(): OwnWrites {
  const revisions = new Set<number>();
  const pending = new Set<Promise<void>>();
  return {
    note(commit) {
      // A commit that failed may have been applied: then the feed brings it as somebody else's, which is harmless.
      const noted: Promise<void> = commit
        .then(
          (result) => {
            if (result.ok) for (const revision of result.revisions) revisions.add(revision);
          },
          () => undefined,
        )
        .finally(() => pending.delete(noted));
      pending.add(noted);
    },
    async settled() {
      await Promise.all([...pending]);
    },
    take: (revision) => revisions.delete(revision),
  };
}
