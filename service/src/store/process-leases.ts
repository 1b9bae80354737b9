// Leases for a store that only one process can use: they live in its memory, because who held one is gone with it.
import type { Clock } from '../clock.ts';
import type { Fence, Lease, Leases } from './store.ts';

interface Holding {
  readonly token: number;
  /** On the clock that never jumps: nobody outside this process can hold one. */
  expiresAt: number;
}

export class ProcessLeases implements Leases {
  readonly #clock: Clock;
  readonly #nextToken: () => number;
  readonly #holdings = new Map<string, Holding>();

  /**
   * @param clock decides when a lease expires
   * @param nextToken gives a greater number each time, and never one that an earlier process was given
   */
  constructor(clock: Clock, nextToken: () => number) {
    this.#clock = clock;
    this.#nextToken = nextToken;
  }

  async acquire(name: string, owner: string, ttlMs: number): Promise<Lease | undefined> {
    const now = this.#clock.monotonic();
    const holding = this.#holdings.get(name);
    if (holding !== undefined && holding.expiresAt > now) return undefined;
    const token = this.#nextToken();
    this.#holdings.set(name, { token, expiresAt: now + ttlMs });
    return Object.freeze({ name, owner, token });
  }

  async renew(lease: Lease, ttlMs: number): Promise<boolean> {
    const holding = this.#held(lease.name, lease.token);
    if (holding === undefined) return false;
    holding.expiresAt = this.#clock.monotonic() + ttlMs;
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
      if (holding.expiresAt <= this.#clock.monotonic()) this.#holdings.delete(name);
    }
  }

  #held(name: string, token: number): Holding | undefined {
    const holding = this.#holdings.get(name);
    const held = holding?.token === token && holding.expiresAt > this.#clock.monotonic();
    return held ? holding : undefined;
  }
}
