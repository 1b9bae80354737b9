// Everything of one run, made from its seed: store, platform, clock, chance, tenants and replicas.
import { createMemoryWorlds, createSimulatedPlatform, type Fault } from '@hikube/platform-simulated';
import {
  createMemoryStore,
  createSeededRandom,
  createVirtualClock,
  issueToken,
  type Platform,
  type Random,
  type Store,
  type VirtualClock,
} from '@hikube/service';
import { Faults } from './faults.ts';
import { History } from './history.ts';
import { observe } from './observer.ts';
import { ENVELOPE, Replica } from './replica.ts';

/** Two tenants whose clients use the same names and the same keys. */
export const TENANTS = ['demo', 'elsewhere'] as const;

/** Puts a planted bug between the replicas and the store. */
export type Mutation = (store: Store, random: Random, clock: VirtualClock) => Store;

const START = Date.parse('2026-03-02T08:00:00Z');
const TOKEN_OF_DEMO = 'an-administrator-of-demo';

/** See the top of the file. */
export class World {
  readonly clock: VirtualClock;
  readonly random: Random;
  readonly history = new History();
  readonly faults: Faults;
  readonly platform: Platform;
  /** Without anything in front of it. */
  readonly rawStore: Store;
  readonly store: Store;
  readonly tokens = new Map<string, string>([['demo', TOKEN_OF_DEMO]]);
  readonly replicas: readonly Replica[];

  constructor(seed: string, mutation: Mutation | undefined) {
    this.random = createSeededRandom(seed);
    this.clock = createVirtualClock(START);
    this.faults = new Faults(this.clock, this.random.fork('faults'));
    this.rawStore = createMemoryStore({ clock: this.clock });
    const mutated = mutation?.(this.rawStore, this.random.fork('mutation'), this.clock) ?? this.rawStore;
    this.store = observe(mutated, this.history);
    this.platform = createSimulatedPlatform({
      clock: this.clock,
      seed,
      random: this.random.fork('access'),
      store: this.rawStore,
      envelope: ENVELOPE,
      worlds: createMemoryWorlds(this.clock),
      faults: this.#worldFaults(),
    });
    const count = 1 + this.random.fork('replicas').int(3);
    this.replicas = Array.from({ length: count }, (_, index) => new Replica(index + 1, this));
  }

  /** Issues the tokens and starts the replicas. */
  async start(): Promise<void> {
    const { rawStore: store, random, clock } = this;
    const order = { tenant: TENANTS[1], scopes: ['admin'] as const };
    this.tokens.set(TENANTS[1], (await issueToken({ store, random, now: clock.now() }, order)).token);
    for (const replica of this.replicas) replica.start();
  }

  tell(line: string): void {
    this.history.tell(this.clock.now() - START, line);
  }

  /** What goes wrong in the simulated world itself; nothing once the faults are over. */
  #worldFaults(): () => readonly Fault[] {
    const random = this.random.fork('world faults');
    const drawn: Fault[] = [];
    if (random.int(3) === 0) drawn.push({ kind: 'NodeNeverJoins', times: 1 });
    if (random.int(3) === 0) drawn.push({ kind: 'AddonFails', times: 1 });
    if (random.int(4) === 0) drawn.push({ kind: 'DrainStuck', times: 1 });
    return () => (this.faults.isOver ? [] : drawn);
  }
}
