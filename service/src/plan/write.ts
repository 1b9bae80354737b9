// The one way to write: decide on what is there, commit everything at once, and decide again when somebody was faster.
import { commitWithRetry, type Decision } from '../model/commit.ts';
import { operationView } from '../model/operation.ts';
import { changedByMany } from '../refusal.ts';
import type { Accepted, Foreseen, Plan, Writing } from './ground.ts';
import { answerRecord, findAnswer } from './idempotency.ts';
import { Precedence } from './precedence.ts';
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
  const answered = () => claim && findAnswer(store, claim);
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
