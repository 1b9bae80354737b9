// The simulated platform keeps the contract, with its worlds in memory and in a store.
import { createVirtualClock, type VirtualClock } from '@hikube/service/platform';
import { describePlatformContract, type PlatformUnderTest } from '@hikube/service/platform/suite';
import { createMemoryStore } from '@hikube/service/store';
import { describe } from 'vitest';
import { createSimulatedPlatform, createStoreWorlds, type SimulatedPlatformOptions } from './index.ts';
import { HOUR, SECOND, START } from './testing/simulation.ts';

function underTest(options: (clock: VirtualClock) => Partial<SimulatedPlatformOptions>): PlatformUnderTest {
  const clock = createVirtualClock(START);
  const platform = createSimulatedPlatform({ clock, ...options(clock) });
  const tick = 2 * SECOND;
  return { platform, tick: () => clock.advance(tick), patience: HOUR / tick };
}

describe('simulated platform', () => {
  describe('in memory', () => {
    describePlatformContract(async () => underTest(() => ({})));
  });

  describe('in a store', () => {
    describePlatformContract(async () =>
      underTest((clock) => ({ worlds: createStoreWorlds(createMemoryStore({ clock })) })),
    );
  });

  describe('of the newer profile', () => {
    describePlatformContract(async () => underTest(() => ({ profile: 'cozystack-1.6.2', seed: 'other' })));
  });
});
