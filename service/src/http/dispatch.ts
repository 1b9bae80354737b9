// The end of the chain: the handler of the operation.
import type { OperationId } from '@hikube/openapi/operations';
import type { Context as HonoContext } from 'hono';
import type { Answer, Context, Input } from '../handlers/handler.ts';
import { handlers } from '../handlers/index.ts';
import { respond } from './answer.ts';
import type { Environment } from './environment.ts';

// The rules before this one have proved that the input has the type of its operation; the table has no such tie.
type AnyHandler = (input: Input<OperationId>, context: Context) => Promise<Answer>;

/** Calls the handler and answers. */
export async function dispatch(c: HonoContext<Environment>): Promise<Response> {
  const handler = handlers[c.get('operation').handler] as unknown as AnyHandler;
  const input = { params: c.get('params'), body: c.get('body') } as Input<OperationId>;
  const answer = await handler(input, c.get('context'));
  c.set('answer', answer);
  return respond(c, answer);
}
