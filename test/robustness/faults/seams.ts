// Every call between the service and its neighbours, numbered, so that a test can strike one of them.
import type { Platform, Store } from '@hikube/service';
import { NOBODY } from '@hikube/service/store';

/** One call. */
export interface Call {
  readonly where: 'store' | 'platform';
  readonly method: string;
  readonly input: readonly unknown[];
  /** From 1, since counting began. */
  readonly number: number;
}

// Leases, the list of replicas and housekeeping go on by the clock, whatever anybody asks for.
const UPKEEP: ReadonlySet<string> = new Set(['acquire', 'renew', 'release', 'sequence', 'prune', 'compact']);

/** Whether a call keeps the service going, and is about nothing that users asked for. */
export function isUpkeep({ method, input: [first] }: Call): boolean {
  if (UPKEEP.has(method)) return true;
  const { tenant, writes } = (first ?? {}) as {
    readonly tenant?: string;
    readonly writes?: readonly { readonly key: { readonly tenant: string } }[];
  };
  if (method === 'commit') return writes?.every(({ key }) => key.tenant === NOBODY) === true;
  return method === 'list' && tenant === NOBODY;
}

/** What happens instead of a call; it may carry the call out. */
export type Strike = (call: Call, carryOut: () => Promise<unknown>) => Promise<unknown>;

type Method = (...input: unknown[]) => unknown;

/** See the top of the file. */
export class Seams {
  /** Calls since counting began. */
  calls = 0;
  /** Hints since counting began. */
  hints = 0;
  readonly #listeners = new Set<Method>();
  strike: Strike = (_, carryOut) => carryOut();
  /** Whether a hint arrives. */
  arrives: (number: number) => boolean = () => true;

  /** Counting begins. */
  reset(): void {
    this.calls = 0;
    this.hints = 0;
  }

  /** The platform tells that something about a cluster may have changed. */
  tell(tenant: string, name: string): void {
    for (const listener of this.#listeners) listener({ tenant, name, uid: '' });
  }

  store(store: Store): Store {
    return this.#through('store', store, { leases: this.#through('store', store.leases, {}) });
  }

  platform<Used extends Platform>(platform: Used): Used {
    const access = this.#through('platform', platform.access, {});
    return this.#through('platform', platform, { access });
  }

  #through<Target extends object>(
    where: Call['where'],
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
        if (name === 'watch') return this.#watch(where, member.bind(target) as Method);
        return (...input: unknown[]) => this.#call(where, name, input, () => member.apply(target, input));
      },
    });
  }

  #call(where: Call['where'], method: string, input: readonly unknown[], carryOut: () => Promise<unknown>) {
    this.calls += 1;
    return this.strike({ where, method, input, number: this.calls }, carryOut);
  }

  #watch(where: Call['where'], watch: Method) {
    return (listener: Method) => {
      const told = (...input: unknown[]) => {
        this.hints += 1;
        if (this.arrives(this.hints)) listener(...input);
      };
      if (where === 'platform') this.#listeners.add(told);
      return watch(told);
    };
  }
}
