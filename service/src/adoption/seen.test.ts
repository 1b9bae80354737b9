import { expect, test } from 'vitest';
import { createVirtualClock } from '../clock.ts';
import { clusterKey } from '../model/keys.ts';
import { createMemoryStore } from '../store/memory/memory-store.ts';
import { isSeen } from './seen.ts';

test.each([
  [
    'answered',
    [
      { type: 'Ready', status: 'False' },
      { type: 'PlatformReachable', status: 'True' },
    ],
    true,
  ],
  ['did not answer', [{ type: 'PlatformReachable', status: 'False' }], false],
  ['was never asked', undefined, false],
] as const)('where the platform %s', async (_what, conditions, expected) => {
  const store = createMemoryStore({ clock: createVirtualClock(0) });
  const key = clusterKey('acme', 'clusterStatus', 'prod');
  if (conditions !== undefined)
    await store.commit({ writes: [{ key, body: { cluster: { conditions } }, expect: 'absent' }] });
  expect(await isSeen(store, 'acme', 'prod')).toBe(expected);
  expect(await isSeen(store, 'other', 'prod')).toBe(false);
});
