// Leases in memory: a map, and one counter for the tokens of all names.

import type { Clock } from '../../clock.ts';
import type { Fence, Lease, Leases } from '../store.ts';

interface Holding {
  readonly token: number;
  expiresAt: number;
}

export class MemoryLeases implements Leases {
  readonly #clock: Clock;
  readonly #holdings = new Map<string, Holding>();
  #token = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async acquire(name: string, owner: string, ttlMs: number): Promise<Lease | undefined> {
    const now = this.#clock.now();
    const holding = this.#holdings.get(name);
    if (holding !== undefined && holding.expiresAt > now) return undefined;
    this.#token += 1;
    this.#holdings.set(name, { token: this.#token, expiresAt: now + ttlMs });
    return Object.freeze({ name, owner, token: this.#token });
  }

  async renew(lease: Lease, ttlMs: number): Promise<boolean> {
    const holding = this.#held(lease.name, lease.token);
    if (holding === undefined) return false;
    holding.expiresAt = this.#clock.now() + ttlMs;
    return true;
  }

  async release(lease: Lease): Promise<boolean> {
    if (this.#held(lease.name, lease.token) === undefined) return false;
    return this.#holdings.delete(lease.name);
  }

  holds(fence: Fence): boolean {
    return this.#held(fence.lease, fence.token) !== undefined;
  }

  /** Forgets leases that nobody holds; because all names share one counter, tokens still only grow. */
  prune(): void {
    for (const [name, holding] of this.#holdings) {
      if (holding.expiresAt <= this.#clock.now()) this.#holdings.delete(name);
    }
  }

  #held(name: string, token: number): Holding | undefined {
    const holding = this.#holdings.get(name);
    const held = holding?.token === token && holding.expiresAt > this.#clock.now();
    return held ? holding : undefined;
  }
}
