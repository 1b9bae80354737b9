// What the platform is known to say of each cluster: by what it told last, and by what was written here last. Whatever else it
// says, somebody else has written.

import { type Picture, toldMark } from '@hikube/service/adoption';
import { type ClusterRef, type Platform, PlatformError } from '@hikube/service/platform';
import { Failures } from './failures.ts';
import { OwnWrites } from './own-writes.ts';

export interface PlatformPicture extends Picture {
  /** The platform, of which no cluster is written over that somebody else has changed. */
  readonly platform: Platform;
  /** Clusters of which nobody has looked how they are: that name, or all of them. From now on somebody has. */
  takeUnseen(name?: string): readonly string[];
  /** A write to that cluster begins. @returns ends it */
  begin(name: string): () => void;
  /** Why what is asked for there is not on the platform yet. */
  failureOf(name: string): PlatformError | undefined;
  /** Whether what is asked for there was told the platform, whatever it made of that. */
  tell(name: string, isTold: boolean): void;
  /** It is asked for no more. */
  settle(name: string): void;
}

/** Somebody else has changed or deleted the cluster since it was read here. */
export const OVERTAKEN = 'Overtaken';

export function createPicture(driver: Platform, isGone: Picture['isGone']): PlatformPicture {
  // By name: what had a name before says nothing of what has it now.
  const marks = new Map<string, { readonly uid: string; readonly mark: string }>();
  const markOf = ({ name, uid }: Pick<ClusterRef, 'name' | 'uid'>): string | undefined => {
    const known = marks.get(name);
    return known?.uid === uid ? known.mark : undefined;
  };
  const going = new Set<string>();
  const unseen = new Set<string>();
  const failures = new Failures();
  const writes = new OwnWrites();

  return {
    platform: {
      ...driver,
      apply: (desired) =>
        failures.during(desired.name, async () => {
          const { tenant, name, uid } = desired;
          const ref = { tenant, name, uid };
          const mark = await toldMark({ ref, managed: true, createdAt: 0, desired });
          // It is there already: whoever changes it elsewhere is not written over for that.
          const known = markOf(ref);
          if (known === mark) return;
          await checkUnchanged(driver, ref, { known, next: mark });
          writes.note(name);
          await driver.apply(desired);
          marks.set(name, { uid, mark });
          writes.note(name);
        }),
      remove: (ref, leaving) =>
        failures.during(ref.name, async () => {
          await driver.remove(ref, leaving);
          going.add(ref.uid);
          writes.note(ref.name);
        }),
    },
    takeUnseen(name) {
      const taken = [...unseen].filter((each) => name === undefined || each === name);
      for (const each of taken) unseen.delete(each);
      return taken;
    },
    begin: (name) => writes.begin(name),
    failureOf: (name) => failures.of(name),
    tell: (name, isTold) => failures.tell(name, isTold),
    settle: (name) => failures.settle(name),
    moment: () => writes.moment(),
    isBusy: (name, since) => writes.areSince(name, since) || failures.of(name) !== undefined,
    isKnown: ({ ref, deleting }, mark) => markOf(ref) === mark || (deleting === true && going.has(ref.uid)),
    learn({ ref }, mark) {
      if (markOf(ref) === undefined) unseen.add(ref.name);
      marks.set(ref.name, { uid: ref.uid, mark });
    },
    isGone,
    forget(name) {
      marks.delete(name);
      writes.forget(name);
      unseen.delete(name);
      failures.settle(name);
    },
  };
}

/**
 * The platform ignores every precondition, so that it is looked at right before it is written to.
 * @param marks of what is known, undefined for a cluster that is new, and of what is about to be written
 * @throws PlatformError `Overtaken`
 */
async function checkUnchanged(
  driver: Platform,
  { tenant, name }: ClusterRef,
  { known, next }: { readonly known: string | undefined; readonly next: string },
): Promise<void> {
  if (known === undefined) return;
  // The server of Cozystack knows no pages.
  const found = (await driver.list(tenant)).clusters.find(({ ref }) => ref.name === name);
  const now = found === undefined ? undefined : await toldMark(found);
  if (now === known || now === next) return;
  throw new PlatformError(
    OVERTAKEN,
    `Somebody else has ${found === undefined ? 'deleted' : 'changed'} the cluster ${name} at the same time.`,
    { retryable: false },
  );
}
