// Waits for the driver on the clock of the double, which nobody else moves, and asks again as the reconciler does.
import { PlatformError } from '@hikube/service/platform';
import type { Driven } from './driver.support.ts';

const STEP_MS = 1_000;
const LONGEST_MS = 3_600_000;
const TRIES_MOST = 20;

/** Lets time pass until something has ended. */
export async function ended<Result>({ double }: Driven, work: Promise<Result>): Promise<Result> {
  let isOver = false;
  const over = work.finally(() => {
    isOver = true;
  });
  over.catch(() => undefined);
  for (let ms = 0; !isOver && ms < LONGEST_MS; ms += STEP_MS) await double.advance(STEP_MS);
  // Nobody moves the clock any more, and what waits for it would never end.
  if (!isOver) throw new Error(`It was not over after ${LONGEST_MS} ms.`);
  return over;
}

/** Asks again until nothing throws. @throws what asking again does not help against */
export async function insist(driven: Driven, work: () => Promise<void>): Promise<void> {
  let told = '';
  for (let tries = 0; tries < TRIES_MOST; tries += 1) {
    try {
      return await ended(driven, work());
    } catch (error) {
      if (!(error instanceof PlatformError) || !error.retryable) throw error;
      told = error.message;
    }
  }
  throw new Error(`It never came to its end: ${told}`);
}
