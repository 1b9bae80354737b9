// How much managing clusters asks of a Cozystack: a call too many for each look, or a look too many for each cluster, shows
// here. Whoever makes it dearer on purpose changes a bound, and says why.
import { describe, expect, test } from 'vitest';
import { SCALE } from '../support/scale.ts';
import { create, idleHour, idleHourOfOwn, refreshes } from './cozystack/calls.ts';

const [PROFILES, IDLE, REFRESHED] =
  SCALE >= 1 ? ([['1.1.2', '1.6.2'], 3, 20] as const) : ([['1.6.2'], 1, 6] as const);

/** A connection of a watch ends after 45 seconds, and each begins with a list. */
const WATCHED_IN_AN_HOUR = 2 * 80;
/** Somebody looks every five minutes: at the application and its monitors, and eleven times into the cluster. */
const LOOKS_IN_AN_HOUR = 12;
const CALLS_OF_A_LOOK = 2;
/** The way into a cluster is read anew every half hour. */
const WAYS_IN_AN_HOUR = 3;
const CALLS_OF_A_LOOK_INSIDE = 11;

describe.each(PROFILES)('release %s', (profile) => {
  describe.each([
    // Direct mode lists when it is asked; a service lists every five minutes, for what nobody told it of.
    { way: 'direct', listsInAnHour: 0, readsOfCreate: 175 },
    { way: 'service', listsInAnHour: 13, readsOfCreate: 180 },
  ] as const)('$way', ({ way, listsInAnHour, readsOfCreate }) => {
    const place = { way, profile };

    test('an hour without a request writes nothing, and looks as seldom as it did', async () => {
      const { reads, writes, inClusters } = await idleHour(place, IDLE);
      expect(writes).toBe(0);
      // The hour may begin just before a look.
      const looks = (LOOKS_IN_AN_HOUR + 1) * IDLE;
      const each = CALLS_OF_A_LOOK * looks + WAYS_IN_AN_HOUR * IDLE;
      expect(reads).toBeLessThanOrEqual(WATCHED_IN_AN_HOUR + listsInAnHour + each + 1);
      expect(inClusters).toBeLessThanOrEqual(CALLS_OF_A_LOOK_INSIDE * looks);
      // What is counted is what is done: nobody could know of a machine that fails without a look.
      expect(inClusters).toBeGreaterThanOrEqual(CALLS_OF_A_LOOK_INSIDE * 9 * IDLE);
    });

    test('an hour of a cluster that was ordered here asks no more than one of somebody else', async () => {
      const { reads, writes } = await idleHourOfOwn(place);
      expect(writes).toBe(0);
      // It is told what is wanted, and looked at, with one read of it.
      const own = CALLS_OF_A_LOOK * (LOOKS_IN_AN_HOUR + 1) + WAYS_IN_AN_HOUR;
      expect(reads).toBeLessThanOrEqual(WATCHED_IN_AN_HOUR + listsInAnHour + own + 1);
    });

    test('a create writes once', async () => {
      const { reads, writes, inClusters } = await create(place);
      expect(writes).toBe(1);
      expect(reads).toBeLessThanOrEqual(readsOfCreate);
      expect(inClusters).toBeLessThanOrEqual(264);
    });

    test('a refresh lists, and asks nothing for each cluster that was looked at', async () => {
      const { first, later } = await refreshes(place, REFRESHED);
      // In direct mode a process that has just begun finds the way into each cluster and looks at it, and at one that is
      // looked at already once more.
      const seen = way === 'direct' ? (CALLS_OF_A_LOOK + 1) * REFRESHED + 2 * CALLS_OF_A_LOOK : REFRESHED;
      expect(first.reads).toBeLessThanOrEqual(6 + seen);
      expect(later.reads).toBeLessThanOrEqual(1);
      expect(first.writes + later.writes).toBe(0);
    });
  });
});
