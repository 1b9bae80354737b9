// The media type of an answer, where the contract gives a choice.
import type { Context } from 'hono';
import { chooseType } from './accept.ts';
import type { Environment } from './environment.ts';

/** What the caller likes best of the types that the operation can answer; undefined where it is JSON anyway. */
export function answerType(c: Context<Environment>): string | undefined {
  const [standard, ...others] = c.get('operation').facts.answerTypes ?? [];
  return standard === undefined ? undefined : chooseType(c.req.header('accept'), [standard, ...others]);
}
