// What went is remembered for a while, for watches that come back; then it is forgotten, and how far that goes is kept.
import type { Clock, ClusterRef } from '@hikube/service/platform';
import type { Store, Write } from '@hikube/service/store';
import { documentKey, horizonKey, type Kept } from './documents.ts';

const REMEMBERED_MS = 600_000;
const MOST_REMEMBERED = 1_000;
/** Forgotten in steps, because each costs a commit. */
const STEP = 100;

/** Forgets what went long ago. Whoever is faster does it, too; what goes wrong is done next time. */
export async function compact(
  { store, clock, ref }: { readonly store: Store; readonly clock: Clock; readonly ref: ClusterRef },
  all: Iterable<Kept>,
): Promise<void> {
  const removed = [...all]
    .filter(({ removedAt }) => removedAt !== undefined)
    .sort((one, other) => one.revision - other.revision);
  const before = clock.now() - REMEMBERED_MS;
  const surplus = removed.length - MOST_REMEMBERED;
  const old = removed.filter(({ removedAt = 0 }, index) => removedAt < before || index < surplus);
  if (old.length < STEP) return;
  const some = old.slice(0, STEP);
  try {
    const horizon = await store.get<{ readonly through: number }>(horizonKey(ref));
    const through = Math.max(horizon?.body.through ?? 1, some.at(-1)!.revision);
    await store.commit({
      writes: [
        ...some.map(
          ({ key, revision }): Write => ({
            key: documentKey(ref, key),
            delete: true,
            expect: revision,
          }),
        ),
        { key: horizonKey(ref), body: { through }, expect: horizon?.revision ?? 'absent' },
      ],
    });
  } catch {
    // The write that this follows is done; what is remembered too long harms nobody.
  }
}
