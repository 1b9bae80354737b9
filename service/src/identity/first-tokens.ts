// The first tokens of several tenants: none is made before all that are there are fit, because nobody can read one again that
// was made at a start which came to nothing.
import { firstTokenKey } from '../model/keys.ts';
import { commitWithRetry, type Decision } from '../store/commit.ts';
import { readWhole } from '../store/read-whole.ts';
import {
  type Bootstrap,
  type BootstrapTools,
  decideFirstToken,
  ensureFirstToken,
  exhausted,
  type FirstToken,
} from './bootstrap.ts';

/** How many are made at once; each takes a few of the writes that a batch has room for. */
const MADE_AT_ONCE = 200;

/**
 * Makes sure that each tenant has a first token, as `ensureFirstToken` does.
 * @param tell what became of each: of all that are configured or kept, before one is made; what it throws ends the work
 */
export async function ensureFirstTokens(
  tools: BootstrapTools,
  firsts: readonly FirstToken[],
  tell: (bootstrap: Bootstrap, tenant: string) => unknown = () => undefined,
): Promise<void> {
  const missing: FirstToken[] = [];
  const there: [Bootstrap, string][] = [];
  for (const first of firsts) {
    if (await isMissing(tools, first)) missing.push(first);
    else there.push([await ensureFirstToken(tools, first), first.tenant]);
  }
  for (const first of there) tell(...first);
  const made: [Bootstrap, string][] = [];
  for (let at = 0; at < missing.length; at += MADE_AT_ONCE)
    made.push(...(await makeTogether(tools, missing.slice(at, at + MADE_AT_ONCE))));
  for (const first of made) tell(...first);
}

async function isMissing({ store }: BootstrapTools, { tenant, token }: FirstToken): Promise<boolean> {
  if (token !== undefined) return false;
  const [pointer] = await readWhole(store, [firstTokenKey(tenant)]);
  return pointer === undefined;
}

/** All of them or none. */
function makeTogether(
  tools: BootstrapTools,
  missing: readonly FirstToken[],
): Promise<readonly [Bootstrap, string][]> {
  const decide = async (): Promise<Decision<[Bootstrap, string][]>> => {
    const decided = await Promise.all(missing.map((first) => decideFirstToken(tools, first)));
    const writes = decided.flatMap(({ batch }) => batch?.writes ?? []);
    const result = decided.map(({ result }, index): [Bootstrap, string] => [result, missing[index]!.tenant]);
    return writes.length === 0 ? { result } : { batch: { writes }, result };
  };
  return commitWithRetry(tools.store, decide, { exhausted });
}
