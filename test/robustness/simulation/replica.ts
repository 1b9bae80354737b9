// One replica of the service behind its gate: it can die at any failpoint or moment, and be started again.
import { createService, type Envelope, type Failpoint, type Platform, type Service } from '@hikube/service';
import { sleep } from './faults.ts';
import { Gate } from './gate.ts';
import type { World } from './world.ts';

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
      platform: this.#announceCertificates(gate, gate.platform(platform)),
      clock: gate.clock(clock),
      random: random.fork(owner),
      config: {
        owner,
        rateLimit: 'off',
        quota: {},
        envelope: this.#envelope(),
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

  /** A request that has its assignment makes a key next. It does so alone, each time, so that runs repeat themselves. */
  #announceCertificates(gate: Gate, platform: Platform): Platform {
    const assign: Platform['assign'] = async (ref, wanted) => {
      const assignment = await platform.assign(ref, wanted);
      await sleep(this.#world.clock, 1);
      if (gate.isKilled) await new Promise(() => {});
      this.#world.certificateBegun();
      return assignment;
    };
    return new Proxy(platform, {
      get: (target, name) => (name === 'assign' ? assign : Reflect.get(target, name)),
    });
  }

  /** Secrets are not what these runs are about; sealing ends the one part of a request that virtual time cannot see. */
  #envelope(): Envelope {
    const { clock } = this.#world;
    return {
      seal: async (secret) => {
        this.#world.certificateMade();
        await sleep(clock, 1);
        return `sealed ${secret.length}`;
      },
      open: async () => new Uint8Array(),
      isCurrent: async () => true,
    };
  }
}
