// One replica of the service behind its gate: it can die at any failpoint or moment, and be started again.
import { createService, type Envelope, type Failpoint, type Service } from '@hikube/service';
import { sleep } from './faults.ts';
import { Gate } from './gate.ts';
import type { World } from './world.ts';

/** Secrets are not what these runs are about, and real encryption is done in other threads. */
export const ENVELOPE: Envelope = {
  seal: async (secret) => `sealed ${secret.length}`,
  open: async () => new Uint8Array(),
  isCurrent: async () => true,
};

/** What a caller learns when the connection breaks. */
export const CONNECTION_LOST = Symbol('connection lost');

/** See the top of the file. */
export class Replica {
  readonly number: number;
  readonly #world: World;
  #gate: Gate | undefined;
  #service: Service | undefined;
  #starts = 0;
  #doom: { readonly failpoint: Failpoint; visits: number; readonly sleepMs: number | undefined } | undefined;

  constructor(number: number, world: World) {
    this.number = number;
    this.#world = world;
  }

  get isAlive(): boolean {
    return this.#gate?.isKilled === false;
  }

  start(): void {
    const { store, platform, clock, random, faults } = this.#world;
    this.#starts += 1;
    const owner = `replica-${this.number}-${this.#starts}`;
    const gate = new Gate(faults);
    this.#gate = gate;
    const service = createService({
      store: gate.store(store),
      platform: gate.platform(platform),
      clock: gate.clock(clock),
      random: random.fork(owner),
      config: {
        owner,
        rateLimit: 'off',
        quota: {},
        envelope: ENVELOPE,
        bootstrapToken: this.#world.tokens.get('demo')!,
        failpoint: (failpoint) => this.#reach(gate, failpoint),
      },
    });
    this.#service = service;
    // A storage that fails at the start ends the process, and a supervisor starts it again.
    service.start().catch(() => {
      gate.kill();
      void sleep(clock, 1000).then(() => this.#gate === gate && this.start());
    });
  }

  kill(): void {
    this.#gate?.kill();
    this.#doom = undefined;
  }

  /** Dies at the failpoint when it comes by for the n-th time from now, or sleeps there for a while. */
  doom(failpoint: Failpoint, visits: number, sleepMs: number | undefined): void {
    this.#doom = { failpoint, visits, sleepMs };
  }

  spare(): void {
    this.#doom = undefined;
  }

  suspend(): void {
    this.#gate?.suspend();
  }

  wake(): void {
    if (this.isAlive) this.#gate?.wake();
  }

  /** Sends a request; the connection is lost when the replica dies before it has answered. */
  async send(request: Request): Promise<Response | typeof CONNECTION_LOST> {
    const gate = this.#gate;
    const service = this.#service;
    if (gate === undefined || service === undefined || gate.isKilled) return CONNECTION_LOST;
    const answer = gate.turn().then(() => service.fetch(request));
    const held = answer.then(async (response) => {
      await gate.turn();
      return response;
    });
    return Promise.race([held, gate.death.then((): typeof CONNECTION_LOST => CONNECTION_LOST)]);
  }

  #reach(gate: Gate, failpoint: Failpoint): Promise<void> | undefined {
    const doom = this.#doom;
    if (doom?.failpoint !== failpoint || gate !== this.#gate) return undefined;
    doom.visits -= 1;
    if (doom.visits > 0) return undefined;
    this.#doom = undefined;
    if (doom.sleepMs === undefined) {
      this.#world.tell(`replica ${this.number} dies ${failpoint}`);
      gate.kill();
    } else {
      this.#world.tell(`replica ${this.number} sleeps ${failpoint} for ${doom.sleepMs} ms`);
      gate.suspend();
      void sleep(this.#world.clock, doom.sleepMs).then(() => gate.wake());
    }
    return gate.turn();
  }
}
