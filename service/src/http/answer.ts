// Answers of handlers as responses: status, headers and body, built once.
import type { Context } from 'hono';
import type { Answer } from '../handlers/handler.ts';
import type { Streamed } from '../handlers/stream.ts';
import { answerType } from './answer-type.ts';
import type { Environment } from './environment.ts';
import { EVENT_STREAM, eventStream } from './event-stream.ts';
import { BASE_PATH } from './router.ts';

/** The response that carries the answer, with the headers that earlier rules have set. */
export async function respond(c: Context<Environment>, answer: Answer): Promise<Response> {
  c.header('Content-Type', 'application/json');
  switch (answer.kind) {
    case 'shown':
      if (answer.etag !== undefined) c.header('ETag', answer.etag);
      return c.body(await representation(c, answer.body), 200);
    case 'streamed':
      return stream(c, answer);
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
async function representation(c: Context<Environment>, body: unknown): Promise<string> {
  const type = answerType(c);
  if (type === undefined) return JSON.stringify(body);
  c.header('Content-Type', type);
  c.header('Vary', 'Accept');
  if (type !== 'application/yaml') return JSON.stringify(body);
  // Loaded with the first manifest: most services never show one.
  const { yamlText } = await import('./yaml/text.ts');
  return yamlText(body);
}

/** The beginning of a stream; proxies that collect answers before they pass them on are asked not to. */
function stream(c: Context<Environment>, answer: Streamed): Response {
  c.header('Content-Type', EVENT_STREAM);
  c.header('Vary', 'Accept');
  c.header('X-Accel-Buffering', 'no');
  // Nobody reads the body of HEAD, and a stream that nobody reads would never end.
  if (c.req.method === 'HEAD') return c.body(null, 200);
  return c.body(eventStream(answer, c.get('context').departure(), c.get('release')), 200);
}
