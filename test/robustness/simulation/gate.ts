// Stands between one replica and everything else: a killed replica does nothing more and hears nothing more, and a
// suspended one goes on later as if no time had passed.
import type { Clock, Platform, Store } from '@hikube/service';

type Call = (...input: unknown[]) => Promise<unknown>;

interface Watchable {
  watch(listener: (...input: unknown[]) => void): () => void;
}

/** What lies behind the gate: it carries out calls, or does not. */
export interface Way {
  through(where: 'store' | 'platform', call: () => Promise<unknown>): Promise<unknown>;
}

/** See the top of the file. */
export class Gate {
  readonly #way: Way;
  #isKilled = false;
  #isSuspended = false;
  #resume: (() => void)[] = [];
  /** Settles when the replica dies. */
  readonly death: Promise<void>;
  #die: () => void = () => {};

  constructor(way: Way) {
    this.#way = way;
    this.death = new Promise((resolve) => {
      this.#die = resolve;
    });
  }

  get isKilled(): boolean {
    return this.#isKilled;
  }

  /** As `kill -9`. */
  kill(): void {
    this.#isKilled = true;
    this.#die();
    this.wake();
  }

  /** As a machine that is paused. */
  suspend(): void {
    this.#isSuspended = true;
  }

  /** Everything goes on where it stood. */
  wake(): void {
    this.#isSuspended = false;
    for (const resume of this.#resume.splice(0)) resume();
  }

  /** Resolves when the replica may go on; never, when it was killed. */
  async turn(): Promise<void> {
    while (this.#isSuspended && !this.#isKilled) {
      await new Promise<void>((resolve) => this.#resume.push(resolve));
    }
    if (this.#isKilled) await new Promise(() => {});
  }

  store(store: Store): Store {
    const leases = this.#guard('store', store.leases, {});
    return this.#guard('store', store, { leases });
  }

  platform(platform: Platform): Platform {
    const access = this.#guard('platform', platform.access, {});
    return this.#guard('platform', platform, { access });
  }

  clock(clock: Clock): Clock {
    return {
      now: () => clock.now(),
      monotonic: () => clock.monotonic(),
      schedule: (at, callback) => {
        let isCancelled = false;
        const cancel = clock.schedule(at, () => {
          void this.turn().then(() => {
            if (!isCancelled) callback();
          });
        });
        return () => {
          isCancelled = true;
          cancel();
        };
      },
    };
  }

  #guard<Target extends object>(
    where: 'store' | 'platform',
    target: Target,
    own: Readonly<Record<string, unknown>>,
  ): Target {
    return new Proxy(target, {
      get: (_, name: string & keyof Target) => {
        if (Object.hasOwn(own, name)) return own[name];
        const member = target[name];
        if (typeof member !== 'function') return member;
        // What a platform can do is known without asking it.
        if (name === 'capabilities') return member.bind(target);
        if (name === 'watch') return this.#watch(target as unknown as Watchable);
        return (...input: unknown[]) => this.#pass(where, () => (member as Call).apply(target, input));
      },
    });
  }

  async #pass(where: 'store' | 'platform', call: () => Promise<unknown>): Promise<unknown> {
    await this.turn();
    try {
      return await this.#way.through(where, async () => {
        // Whoever died while the call was on its way has not made it.
        await this.turn();
        return call();
      });
    } finally {
      await this.turn();
    }
  }

  #watch(target: Watchable) {
    return (listener: (...input: unknown[]) => void) =>
      target.watch((...input) => {
        if (!this.#isKilled && !this.#isSuspended) listener(...input);
      });
  }
}
