// What time it is at a server, as far as its answers tell. Whatever one process writes down there and another reads is counted
// on that clock: those of two machines need not agree.
import type { Clock } from '@hikube/service/platform';
import type { Fetch } from './client.ts';

export interface ServerTime {
  /** Milliseconds since the epoch; those of the own clock while no answer has told another time. */
  now(): number;
  /** @param sentAt when it was asked, on the own clock @param date of the answer, if it has one */
  heard(sentAt: number, date: string | null): void;
}

/** The header of an answer knows whole seconds only, and leaves the rest out. */
const SECOND_MS = 1_000;

export function createServerTime(clock: Clock): ServerTime {
  let ahead = 0;
  return {
    now: () => clock.now() + ahead,
    heard(sentAt, date) {
      const told = Date.parse(date ?? '');
      if (Number.isNaN(told)) return;
      // It was somewhere between the question and the answer: what agrees with that stays as it is.
      const least = told - clock.now();
      const most = told + SECOND_MS - 1 - sentAt;
      ahead = Math.max(least, Math.min(ahead, most));
    },
  };
}

/** A fetch that listens to the time in what it is answered. */
export function listening(fetch: Fetch, clock: Clock): { readonly fetch: Fetch; readonly now: () => number } {
  const time = createServerTime(clock);
  return {
    now: time.now,
    async fetch(request) {
      const sentAt = clock.now();
      const response = await fetch(request);
      time.heard(sentAt, response.headers.get('date'));
      return response;
    },
  };
}
