// The simulated platform keeps the contract, with its worlds in memory and in a store.
import {
  createVirtualClock,
  type Platform,
  type PlatformEvent,
  type VirtualClock,
} from '@hikube/service/platform';
import {
  describeEvents,
  describePlatformContract,
  type PlatformUnderTest,
} from '@hikube/service/platform/suite';
import { createMemoryStore } from '@hikube/service/store';
import { describe } from 'vitest';
import {
  createSimulatedPlatform,
  rootPath,
  type SimulatedPlatform,
  type SimulatedPlatformOptions,
} from './index.ts';
import { HOUR, SECOND, START } from './testing/simulation.ts';

function underTest(options: (clock: VirtualClock) => Partial<SimulatedPlatformOptions>): PlatformUnderTest {
  const clock = createVirtualClock(START);
  const platform = createSimulatedPlatform({ clock, ...options(clock) });
  const tick = 2 * SECOND;
  return {
    platform,
    tick: () => clock.advance(tick),
    patience: HOUR / tick,
    now: () => clock.now(),
    pass: (ms) => clock.advance(ms),
    roleOf: ({ uid }, { token }) => roleAt(platform, `https://api${rootPath(uid)}`, token),
    makeByHand: (wish) => platform.controls.makeByHand(wish),
  };
}

/** Asks the API server who the caller is. */
async function roleAt(
  { routes }: SimulatedPlatform,
  root: string,
  token: string,
): Promise<string | undefined> {
  const answer = await routes.raw.fetch(
    new Request(`${root}/apis/authentication.k8s.io/v1/selfsubjectreviews`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' }),
    }),
  );
  if (answer.status !== 201) return undefined;
  const { status } = (await answer.json()) as { status: { userInfo: { groups: string[] } } };
  return status.userInfo.groups[0]?.replace('hikube:', '');
}

describe('simulated platform', () => {
  describe('in memory', () => {
    describePlatformContract(async () => underTest(() => ({})));
  });

  describe('in a store', () => {
    describePlatformContract(async () => underTest((clock) => ({ store: createMemoryStore({ clock }) })));
  });

  describe('of the newer profile', () => {
    describePlatformContract(async () => underTest(() => ({ profile: 'cozystack-1.6.2', seed: 'other' })));
  });

  // It tells none of its own, so that what the suite asks of those who do is tried on it with a little more.
  describe('that tells events', () => {
    describeEvents(async () => {
      const under = underTest(() => ({}));
      return { ...under, platform: withEvents(under.platform, under.now) };
    });
  });
});

/** A platform that tells of the first wish for a cluster, and of the first time that its API answered. */
function withEvents(platform: Platform, now: () => number): Platform {
  const told = new Map<string, PlatformEvent[]>();
  const tell = (uid: string, reason: string, message: string): void => {
    const events = told.get(uid) ?? [];
    told.set(uid, events);
    if (events.some((event) => event.reason === reason)) return;
    events.push({ id: `${uid}/${reason}`, at: now(), type: 'Normal', reason, message, about: 'Cluster' });
  };
  return {
    ...platform,
    async apply(desired) {
      await platform.apply(desired);
      tell(desired.uid, 'Ordered', 'Somebody wants the cluster.');
    },
    async observe(ref) {
      const seen = await platform.observe(ref);
      if (seen?.apiReady === true) tell(ref.uid, 'ApiReady', 'The API server answers.');
      return seen;
    },
    async events({ uid }, after) {
      const all = told.get(uid) ?? [];
      return { events: all.slice(Number(after ?? '0')), cursor: String(all.length) };
    },
  };
}
