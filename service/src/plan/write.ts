// The one way to write: decide on what is there, commit everything at once, and decide again when somebody was faster.
import { operationView } from '../model/operation.ts';
import { Refusal } from '../refusal.ts';
import { answerRecord, findAnswer } from './idempotency.ts';
import type { Plan } from './plan.ts';
import { Precedence } from './precedence.ts';
import { readUsage } from './usage.ts';
import type { Accepted, Foreseen, Writing } from './writing.ts';

// Each lost race means that somebody else has won one, so this many in a row needs that many busy rivals.
const MAX_ATTEMPTS = 20;

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

async function attempt(
  context: Writing,
  precedence: Precedence,
  decide: () => Promise<Plan>,
): Promise<Accepted | Foreseen> {
  const { claim, store, clock } = context;
  for (let tried = 0; tried < MAX_ATTEMPTS; tried += 1) {
    const answered = () => claim && findAnswer(store, claim);
    const [hasWaited, known] = await Promise.all([precedence.await(), answered()]);
    // While this request waited for its turn, another one with the same key may have been answered.
    const before = hasWaited ? await answered() : known;
    if (before !== undefined) return { ...before, replayed: true };
    const plan = await decide();
    const answer = acceptedAnswer(plan);
    const claimed = claim === undefined ? [] : [answerRecord(claim, answer, clock.now())];
    const result = await store.commit({ writes: [...plan.writes, ...claimed], guards: plan.guards });
    if (result.ok) return answer;
    await precedence.lost();
  }
  throw new Refusal('unavailable', 'The object is being changed by many at once: try again in a moment.');
}

function acceptedAnswer({ operation, etag }: Plan): Accepted {
  return { kind: 'accepted', operation: operationView(operation), ...(etag === undefined ? {} : { etag }) };
}
