// The one way to write: decide on what is there, commit everything at once, and decide again when somebody was faster.
import { clusterKey } from '../model/keys.ts';
import { operationView } from '../model/operation.ts';
import { changedByMany } from '../refusal.ts';
import { commitWithRetry, type Decision } from '../store/commit.ts';
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
  return context.turns.take(`${context.caller.tenant}/${cluster}`, () => attempt(context, cluster, decide));
}

async function foresee({ store, caller }: Writing, decide: () => Promise<Plan>): Promise<Foreseen> {
  const plan = await decide();
  return { kind: 'foreseen', impact: plan.foresee(await readUsage(store, caller.tenant)) };
}

async function attempt(
  context: Writing,
  cluster: string,
  decide: () => Promise<Plan>,
): Promise<Accepted | Foreseen> {
  const { caller, claim, store, clock } = context;
  // The claim names the request, so that what was answered under it is an answer to this write.
  const answered = async () => claim && ((await findAnswer(store, claim)) as Accepted | undefined);
  const turnKey = clusterKey(caller.tenant, 'writeTurn', cluster);
  // Only who meets others needs a place among them.
  let precedence: Precedence | undefined;
  const decideInTurn = async (): Promise<Decision<Accepted>> => {
    const [turn, known] = await Promise.all([store.get(turnKey), answered()]);
    const mustWait = turn !== undefined && turn.revision !== precedence?.own;
    precedence ??= mustWait ? new Precedence(context, turnKey) : undefined;
    if (mustWait) await precedence?.await();
    // While this request waited for its turn, another one with the same key may have been answered.
    const before = mustWait ? await answered() : known;
    if (before !== undefined) return { result: { ...before, replayed: true } };
    const plan = await decide();
    const result = acceptedAnswer(plan);
    const claimed = claim === undefined ? [] : [answerRecord(claim, result, clock.now())];
    return { batch: { writes: [...plan.writes, ...claimed], guards: plan.guards }, result };
  };
  try {
    return await commitWithRetry(store, decideInTurn, {
      exhausted: () => changedByMany('object'),
      lost: () => {
        precedence ??= new Precedence(context, turnKey);
        return precedence.lost();
      },
    });
  } finally {
    await precedence?.end();
  }
}

function acceptedAnswer({ operation, etag }: Plan): Accepted {
  return { kind: 'accepted', operation: operationView(operation), ...(etag === undefined ? {} : { etag }) };
}
