// What is known of the platform: what it told last and what was written here last, what keeps it from being told, and of which
// clusters nobody has looked how they are.
import type { BeforeWrite } from '@hikube/platform-cozystack';
import type { Picture } from '@hikube/service/adoption';
import { type DesiredCluster, type Platform, PlatformError } from '@hikube/service/platform';
import { Failures } from './failures.ts';
import { Marks, markOf, OVERTAKEN } from './marks.ts';
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

/** What was about to be written was asked for before something else was: that is written with the next look. */
export const SUPERSEDED = 'Superseded';

export interface PictureTools {
  /** The driver, which leaves a cluster as it is when it is told so right before it would write. */
  readonly open: (beforeWrite: BeforeWrite) => Platform;
  readonly isGone: Picture['isGone'];
  /** Whether a wish is still what is asked for. */
  readonly isWanted: (wish: DesiredCluster) => Promise<boolean>;
}

export function createPicture({ open, isGone, isWanted }: PictureTools): PlatformPicture {
  const marks = new Marks();
  const going = new Set<string>();
  const unseen = new Set<string>();
  const failures = new Failures();
  const writes = new OwnWrites();
  const driver = open(async (desired, there) => {
    await marks.checkUnchanged(desired, there);
    if (!(await isWanted(desired))) throw superseded(desired);
    writes.note(desired.name);
  });

  return {
    platform: {
      ...driver,
      apply: (desired) =>
        failures.during(desired.name, async () => {
          const { name } = desired;
          const mark = await markOf(desired);
          // It is there already: whoever changes it elsewhere is not written over for that.
          if (marks.of(desired) === mark) return;
          await driver.apply(desired);
          marks.set(desired, mark);
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
    isBusy: (name, since) => writes.areSince(name, since) || isUntold(failures.of(name)),
    isKnown: ({ ref, deleting }, mark) => marks.of(ref) === mark || (deleting === true && going.has(ref.uid)),
    learn({ ref }, mark) {
      if (marks.of(ref) === undefined) unseen.add(ref.name);
      marks.set(ref, mark);
    },
    isGone,
    forget(name) {
      marks.forget(name);
      writes.forget(name);
      unseen.delete(name);
      failures.settle(name);
    },
  };
}

function superseded({ name }: DesiredCluster): PlatformError {
  const sentence = `Something else is asked for of the cluster ${name} by now: ask again.`;
  return new PlatformError(SUPERSEDED, sentence, { retryable: true });
}

/** What waits to be told is not replaced by what the platform says meanwhile; what was overtaken is, whoever tried it last. */
function isUntold(failure: PlatformError | undefined): boolean {
  return failure !== undefined && failure.reason !== OVERTAKEN;
}
