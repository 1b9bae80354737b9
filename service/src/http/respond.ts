// Answers of handlers as responses: status, headers and body, built once.
import type { Context } from 'hono';
import type { Answer } from '../handlers/handler.ts';
import { chooseType } from './accept.ts';
import type { Environment } from './environment.ts';
import { BASE_PATH } from './router.ts';
import { yamlText } from './yaml-text.ts';

/** The response that carries the answer, with the headers that earlier rules have set. */
export function respond(c: Context<Environment>, answer: Answer): Response {
  c.header('Content-Type', 'application/json');
  switch (answer.kind) {
    case 'shown':
      if (answer.etag !== undefined) c.header('ETag', answer.etag);
      return c.body(representation(c, answer.body), 200);
    case 'issued':
      c.header('Location', `${BASE_PATH}${answer.path}`);
      return c.body(JSON.stringify(answer.body), 201);
    case 'foreseen':
      return c.body(JSON.stringify(answer.impact), 200);
    case 'accepted':
      c.header('Location', `${BASE_PATH}/operations/${answer.operation.id}`);
      if (answer.etag !== undefined) c.header('ETag', answer.etag);
      if (answer.replayed === true) c.header('Idempotency-Replayed', 'true');
      return c.body(JSON.stringify(answer.operation), 202);
  }
}

/** The text of a representation, in the type that the caller likes best where there are several. */
function representation(c: Context<Environment>, body: unknown): string {
  const [standard, ...others] = c.get('operation').facts.answerTypes ?? [];
  if (standard === undefined) return JSON.stringify(body);
  const type = chooseType(c.req.header('accept'), [standard, ...others]);
  c.header('Content-Type', type);
  c.header('Vary', 'Accept');
  return type === 'application/yaml' ? yamlText(body) : JSON.stringify(body);
}
