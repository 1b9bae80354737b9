// What a flow is played on: a service that its supervisor starts again, a store, a platform and a clock.
import {
  createMemoryWorlds,
  createSimulatedPlatform,
  type SimulatedPlatform,
  type WorldStore,
} from '@hikube/platform-simulated';
import {
  createMemoryStore,
  createSeededRandom,
  createService,
  createVirtualClock,
  type Failpoint,
  type Platform,
  type Service,
  type Store,
  type VirtualClock,
} from '@hikube/service';
import { Gate } from '../simulation/gate.ts';
import { ENVELOPE } from '../simulation/replica.ts';
import { Seams } from './seams.ts';

export const TENANT = 'demo';
export const TOKEN = 'an-administrator-of-demo';

const START = Date.parse('2026-03-02T08:00:00Z');
/** The simulated platform hurries, so that heartbeats are not most of what is counted. */
const SPEED = 10;
const STEP_MS = 500;
/** Longer than any flow takes, with a lease that has to end. */
const PATIENCE_MS = 3_600_000;

/** See the top of the file. */
export class Stage {
  readonly clock: VirtualClock = createVirtualClock(START);
  readonly seams = new Seams();
  /** Without anything in front of it. */
  readonly rawStore: Store;
  readonly store: Store;
  readonly platform: Platform;
  /** Without anything in front of it. */
  readonly simulated: SimulatedPlatform;
  /** Every machine that was ever seen, by the name of its cluster. */
  readonly machines = new Map<string, Set<string>>();
  /** Where the platform keeps its clusters. */
  readonly worlds: WorldStore;
  /** Called at each failpoint; whoever answers true dies there. */
  dies: (failpoint: Failpoint) => boolean | undefined = () => false;
  deaths = 0;
  /** After which the supervisor starts a process that died, in milliseconds. */
  restartMs = 1_000;
  #gate: Gate | undefined;
  #service: Service | undefined;
  #starts = 0;

  /** @param wrap puts something between the store and everybody else */
  constructor(wrap: (store: Store) => Store = (store) => store) {
    this.rawStore = createMemoryStore({ clock: this.clock });
    this.store = this.seams.store(wrap(this.rawStore));
    this.worlds = createMemoryWorlds(this.clock);
    const { clock, worlds } = this;
    const kept = { worlds, store: this.rawStore, envelope: ENVELOPE };
    this.simulated = this.#watched(createSimulatedPlatform({ clock, seed: 'faults', speed: SPEED, ...kept }));
    this.platform = this.seams.platform(this.simulated);
    this.#start();
  }

  /** Sends a request; undefined when the connection is lost. */
  async send(request: Request): Promise<Response | undefined> {
    const gate = this.#gate;
    const service = this.#service;
    if (gate === undefined || service === undefined || gate.isKilled) return undefined;
    const answer = gate.turn().then(() => service.fetch(request));
    return Promise.race([answer, gate.death.then(() => undefined)]);
  }

  /** As `kill -9`; the supervisor starts the service again. */
  kill(): Promise<never> {
    this.deaths += 1;
    this.#gate?.kill();
    this.clock.schedule(this.clock.now() + this.restartMs, () => this.#start());
    return new Promise(() => {});
  }

  /** Nothing of this stage goes on. */
  end(): void {
    this.#gate?.kill();
  }

  /** Lets time pass until a promise has settled. */
  async drive<Result>(promise: Promise<Result>): Promise<Result> {
    let isOver = false;
    const over = () => {
      isOver = true;
    };
    promise.then(over, over);
    await this.clock.advance(0);
    for (let waited = 0; !isOver && waited < PATIENCE_MS; waited += STEP_MS)
      await this.clock.advance(STEP_MS);
    if (!isOver) throw new Error('Something waits for ever.');
    return promise;
  }

  /** Waits on the clock; something has to drive it. */
  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.clock.schedule(this.clock.now() + ms, resolve);
    });
  }

  /** Waits until something holds, looking past all faults. */
  async until(what: string, holds: () => Promise<boolean>): Promise<void> {
    for (let waited = 0; waited < PATIENCE_MS; waited += STEP_MS) {
      if (await holds()) return;
      await this.sleep(STEP_MS);
    }
    throw new Error(`Never came true: ${what}.`);
  }

  #start(): void {
    this.#starts += 1;
    const gate = new Gate({ through: (_where, call) => call() });
    this.#gate = gate;
    const owner = `service-${this.#starts}`;
    const service = createService({
      store: gate.store(this.store),
      platform: gate.platform(this.platform),
      clock: gate.clock(this.clock),
      random: createSeededRandom('faults').fork(owner),
      config: {
        owner,
        rateLimit: 'off',
        quota: {},
        envelope: ENVELOPE,
        bootstrapToken: TOKEN,
        failpoint: (failpoint) => (this.dies(failpoint) ? this.kill() : undefined),
      },
    });
    this.#service = service;
    service.start().catch(() => {
      if (this.#gate === gate && !gate.isKilled) void this.kill();
    });
  }

  /** The same platform, with a list of the machines that are seen. */
  #watched(platform: SimulatedPlatform): SimulatedPlatform {
    return {
      ...platform,
      observe: async (ref) => {
        const observed = await platform.observe(ref);
        const machines = this.machines.get(ref.name) ?? new Set();
        this.machines.set(ref.name, machines);
        for (const { nodes } of observed?.nodeGroups ?? []) for (const { name } of nodes) machines.add(name);
        return observed;
      },
    };
  }
}
