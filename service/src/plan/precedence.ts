// Who lost several races in a row says so in a record, and everybody else who writes to the same cluster waits until
// that one has had its turn: otherwise a replica that is far from the store would lose to near ones for ever. It is
// politeness and no lock: what is committed is decided by what a batch relies on, and nobody waits for long.
import type { DocumentKey } from '../store/store.ts';
import type { Writing } from './ground.ts';

type Tools = Pick<Writing, 'store' | 'clock' | 'random'>;

// Twice may be bad luck. After that, rivals are near the store or many.
const PATIENT_LOSSES = 3;
const FIRST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 500;
const LOOK_EVERY_MS = 25;
// Far more than one attempt takes. A record that is there for longer was left behind by a crash.
const WAITS_MAX = 200;
// Only housekeeping; clocks of replicas may differ, and the record must be there for those that are ahead.
const FORGET_AFTER_MS = 86_400_000;

/** The place of one write among those who write to the same cluster. */
export class Precedence {
  readonly #tools: Tools;
  readonly #key: DocumentKey;
  #losses = 0;
  /** Of the record that says that this write waits for its turn. */
  #own: number | undefined;

  /** @param key where the record of this cluster is, that says whose turn it is */
  constructor(tools: Tools, key: DocumentKey) {
    this.#tools = tools;
    this.#key = key;
  }

  /** Revision of the record, while it says that it is this write's turn. */
  get own(): number | undefined {
    return this.#own;
  }

  /** Waits while it is somebody else's turn. */
  async await(): Promise<void> {
    let seen: number | undefined;
    let waits = 0;
    for (;;) {
      const turn = await this.#tools.store.get(this.#key);
      if (turn === undefined || turn.revision === this.#own) return;
      // Counted anew for each: what is left behind is one record, and what moves is alive.
      waits = turn.revision === seen ? waits + 1 : 0;
      seen = turn.revision;
      if (waits >= WAITS_MAX) await this.#remove(turn.revision);
      else await this.#pause(LOOK_EVERY_MS);
    }
  }

  /** Notes a lost race and waits before the next attempt: not at all at first, then longer each time, never in step. */
  async lost(): Promise<void> {
    this.#losses += 1;
    // The record may have gone together with the race.
    if (this.#losses >= PATIENT_LOSSES) await this.#claim();
    if (this.#losses > 1 && this.#own === undefined) {
      const most = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.#losses);
      await this.#pause(Math.ceil(most * (0.5 + this.#tools.random.next() / 2)));
    }
  }

  /** Gives the turn back, if it was this write's. When that fails, the others find out by its standing still. */
  async end(): Promise<void> {
    if (this.#own === undefined) return;
    await this.#remove(this.#own).catch(() => undefined);
  }

  async #claim(): Promise<void> {
    const { store, clock } = this.#tools;
    const expiresAt = clock.now() + FORGET_AFTER_MS;
    const result = await store.commit({
      writes: [{ key: this.#key, body: {}, expect: this.#own ?? 'absent', expiresAt }],
    });
    this.#own = result.ok ? result.revisions[0] : undefined;
  }

  async #remove(revision: number): Promise<void> {
    await this.#tools.store.commit({ writes: [{ key: this.#key, delete: true, expect: revision }] });
  }

  #pause(ms: number): Promise<void> {
    const { clock } = this.#tools;
    return new Promise((resolve) => clock.schedule(clock.now() + ms, resolve));
  }
}
