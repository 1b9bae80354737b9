// The one way to write: decide on what is there, commit everything at once, and decide again when somebody was faster; and
// whose turn it is, here and among replicas.

import { clusterKey } from '../model/keys.ts';
import { operationView } from '../model/operation.ts';
import { changedByMany } from '../refusal.ts';
import { commitWithRetry, type Decision } from '../store/commit.ts';
import type { DocumentKey } from '../store/store.ts';
import type { Accepted, Foreseen, Plan, Writing } from './ground.ts';
import { answerRecord, findAnswer } from './idempotency.ts';
import { readUsage } from './quota.ts';

/**
 * Carries out a write.
 * @param cluster whose records it changes: writes to one cluster take turns, and those to different ones do not meet
 * @param decide reads what is there and plans the write; it runs again after a lost race and must change nothing
 */
export function write(
  context: Writing,
  cluster: string,
  decide: () => Promise<Plan>,
): Promise<Accepted | Foreseen> {
  if (context.preview) return foresee(context, decide);
  const precedence = new Precedence(context, cluster);
  return context.turns.take(`${context.caller.tenant}/${cluster}`, () =>
    attempt(context, precedence, decide).finally(() => precedence.end()),
  );
}

async function foresee({ store, caller }: Writing, decide: () => Promise<Plan>): Promise<Foreseen> {
  const plan = await decide();
  return { kind: 'foreseen', impact: plan.foresee(await readUsage(store, caller.tenant)) };
}

function attempt(
  context: Writing,
  precedence: Precedence,
  decide: () => Promise<Plan>,
): Promise<Accepted | Foreseen> {
  const { claim, store, clock } = context;
  // The claim names the request, so that what was answered under it is an answer to this write.
  const answered = async () => claim && ((await findAnswer(store, claim)) as Accepted | undefined);
  const decideInTurn = async (): Promise<Decision<Accepted>> => {
    const [hasWaited, known] = await Promise.all([precedence.await(), answered()]);
    // While this request waited for its turn, another one with the same key may have been answered.
    const before = hasWaited ? await answered() : known;
    if (before !== undefined) return { result: { ...before, replayed: true } };
    const plan = await decide();
    const result = acceptedAnswer(plan);
    const claimed = claim === undefined ? [] : [answerRecord(claim, result, clock.now())];
    return { batch: { writes: [...plan.writes, ...claimed], guards: plan.guards }, result };
  };
  return commitWithRetry(store, decideInTurn, {
    exhausted: () => changedByMany('object'),
    lost: () => precedence.lost(),
  });
}

function acceptedAnswer({ operation, etag }: Plan): Accepted {
  return { kind: 'accepted', operation: operationView(operation), ...(etag === undefined ? {} : { etag }) };
}

// One write at a time per cluster in this process. Correctness does not need it: compare-and-swap decides. But writers
// that take turns do not make one another try again, and the last of fifty is not starved.

/** Lets callers with the same name run one after the other. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Runs when everybody who came before under this name has ended, well or badly. */
  async take<Result>(name: string, run: () => Promise<Result>): Promise<Result> {
    const before = this.#last.get(name) ?? Promise.resolve();
    const mine = before.then(run);
    const ended = mine.catch(() => undefined);
    this.#last.set(name, ended);
    try {
      return await mine;
    } finally {
      if (this.#last.get(name) === ended) this.#last.delete(name);
    }
  }
}

// Who lost several races in a row says so in a record, and everybody else who writes to the same cluster waits until
// that one has had its turn: otherwise a replica that is far from the store would lose to near ones for ever. It is
// politeness and no lock: what is committed is decided by what a batch relies on, and nobody waits for long.

type Tools = Pick<Writing, 'store' | 'clock' | 'random' | 'caller'>;

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

  constructor(tools: Tools, cluster: string) {
    this.#tools = tools;
    this.#key = clusterKey(tools.caller.tenant, 'writeTurn', cluster);
  }

  /** Waits while it is somebody else's turn. @returns whether it had to */
  async await(): Promise<boolean> {
    let seen: number | undefined;
    let waits = 0;
    for (;;) {
      const turn = await this.#tools.store.get(this.#key);
      if (turn === undefined || turn.revision === this.#own) return seen !== undefined;
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
