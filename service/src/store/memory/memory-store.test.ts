// The memory store keeps the contract, on a virtual clock.
import { describe, expect, it } from 'vitest';
import { createVirtualClock } from '../../clock.ts';
import { describeStoreContract } from '../suite/index.ts';
import { createMemoryStore } from './memory-store.ts';

const START_MS = Date.UTC(2026, 0, 1);

describe('memory store', () => {
  describeStoreContract(async () => {
    const clock = createVirtualClock(START_MS);
    return {
      store: createMemoryStore({ clock }),
      now: () => clock.now(),
      advance: (ms) => clock.advance(ms),
    };
  }, 300);

  it('is ready without waiting for anything', async () => {
    const store = createMemoryStore({ clock: createVirtualClock(START_MS) });
    let ready = false;
    store.ready().then(() => {
      ready = true;
    });
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    expect(ready).toBe(true);
  });
});
