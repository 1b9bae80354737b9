// The end of the chain: the handler of the operation, and its answer as a response with status, headers and body.
import type { OperationId } from '@hikube/openapi/operations';
import type { Context as HonoContext } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Answer, Context, Input, Shown, Streamed } from '../handlers/handler.ts';
import { handlers } from '../handlers/index.ts';
import { answerRecord, findAnswer, type IdempotencyClaim } from '../plan/idempotency.ts';
import { chooseType } from './accept.ts';
import type { Environment } from './environment.ts';
import { EVENT_STREAM, eventStream } from './event-stream.ts';
import type { TellBroken } from './failures/tell.ts';
import { appendHeader, respondWith, setHeader } from './headers.ts';
import { BASE_PATH } from './router.ts';

/** An answer that is known to its end. */
export type WholeAnswer = Exclude<Answer, Streamed>;

/** The response that carries the answer, with the headers that earlier rules have set. */
export async function respond(c: HonoContext<Environment>, answer: WholeAnswer): Promise<Response> {
  setHeader(c, 'Content-Type', 'application/json');
  switch (answer.kind) {
    case 'shown':
      if (answer.etag !== undefined) setHeader(c, 'ETag', answer.etag);
      if (answer.replayed === true) setHeader(c, 'Idempotency-Replayed', 'true');
      acceptPatch(c);
      return respondWith(c, await representation(c, answer), 200);
    case 'issued':
      setHeader(c, 'Location', `${BASE_PATH}${answer.path}`);
      return respondWith(c, JSON.stringify(answer.body), 201);
    case 'foreseen':
      return respondWith(c, JSON.stringify(answer.impact), 200);
    case 'accepted':
      setHeader(c, 'Location', `${BASE_PATH}/operations/${answer.operation.id}`);
      if (answer.etag !== undefined) setHeader(c, 'ETag', answer.etag);
      if (answer.replayed === true) setHeader(c, 'Idempotency-Replayed', 'true');
      return respondWith(c, JSON.stringify(answer.operation), 202);
  }
}

/** What can be patched says with what (RFC 5789), where it is read. */
function acceptPatch(c: HonoContext<Environment>): void {
  const { patchTypes } = c.get('operation');
  if (patchTypes !== undefined) setHeader(c, 'Accept-Patch', patchTypes);
}

/** The text of a representation, in the type that the caller likes best where there are several. */
async function representation(
  c: HonoContext<Environment>,
  { body, text }: Shown<unknown>,
): Promise<string | Uint8Array<ArrayBuffer>> {
  const type = answerType(c);
  if (type === undefined) return text ?? JSON.stringify(body);
  setHeader(c, 'Content-Type', type);
  appendHeader(c, 'Vary', 'Accept');
  if (type !== 'application/yaml') return text ?? JSON.stringify(body);
  // Loaded with the first manifest: most services never show one.
  const { yamlText } = await import('./body/yaml/text.ts');
  return yamlText(body);
}

/** The beginning of a stream; proxies that collect answers before they pass them on are asked not to. */
function stream(c: HonoContext<Environment>, answer: Streamed, tell: TellBroken): Response {
  setHeader(c, 'Content-Type', EVENT_STREAM);
  appendHeader(c, 'Vary', 'Accept');
  setHeader(c, 'X-Accel-Buffering', 'no');
  // Nobody reads the body of HEAD, and a stream that nobody reads would never end.
  if (c.req.method === 'HEAD') return respondWith(c, null, 200);
  const ends = { ended: c.get('release'), broken: (error: unknown) => tell(c, error) };
  return respondWith(c, eventStream(answer, c.get('context').departure(), ends), 200);
}

/** What the caller likes best of the types that the operation can answer; undefined where it is JSON anyway. */
export function answerType(c: HonoContext<Environment>): string | undefined {
  const [standard, ...others] = c.get('operation').facts.answerTypes ?? [];
  return standard === undefined ? undefined : chooseType(c.req.header('accept'), [standard, ...others]);
}

// The rules before this one have proved that the input has the type of its operation; the table has no such tie.
type AnyHandler = (input: Input<OperationId>, context: Context) => Promise<Answer>;

/**
 * Calls the handler and answers.
 * @param tell hears of a stream that breaks: its answer has left, so that nobody else can tell of it
 */
export function dispatch(tell: TellBroken) {
  return async (c: HonoContext<Environment>): Promise<Response> => {
    const handler = handlers[c.get('operation').handler] as unknown as AnyHandler;
    const input = { params: c.get('params'), body: c.get('body') } as Input<OperationId>;
    const context = c.get('context');
    const { facts } = c.get('operation');
    const claim = AT_ONCE in facts.responses ? context.claim : undefined;
    const work = () => handler(input, context);
    const answer = await (claim === undefined ? work() : doneOnce(claim, context, work));
    c.set('answer', answer);
    return answer.kind === 'streamed' ? stream(c, answer, tell) : respond(c, answer);
  };
}

// Work that starts an operation or issues a secret claims its key in its own commit.
const AT_ONCE = '200';

/**
 * Requests with one key take turns, and each looks whether the one before has claimed it: also where the work is not of
 * the store and no commit of it can claim the key, a second request with another body is refused before it does anything.
 */
function doneOnce(claim: IdempotencyClaim, context: Context, work: () => Promise<Answer>): Promise<Answer> {
  const { store, turns } = context;
  return turns.take(`key ${claim.key.tenant}/${claim.key.id}`, async () => {
    const before = await findAnswer(store, claim);
    if (before !== undefined) return { ...before, replayed: true } as Answer;
    return rememberShown(context, claim, await work());
  });
}

/**
 * What is done at once is the same twice, so that its answer may be kept when it is known and not in the commit of the
 * work: whoever repeats a request whose answer was lost in between does it again, and everybody else gets the first answer.
 */
async function rememberShown(
  { store, clock }: Context,
  claim: IdempotencyClaim,
  answer: Answer,
): Promise<Answer> {
  if (answer.kind !== 'shown' || answer.isKept === true) return answer;
  const { ok } = await store.commit({ writes: [answerRecord(claim, answer, clock.now())] });
  const first = ok ? undefined : await findAnswer(store, claim);
  return first === undefined ? answer : ({ ...first, replayed: true } as Answer);
}

/**
 * Headers that keep a browser from doing anything with an answer but show it to the script that asked; on every answer,
 * also on those that the chain has not seen.
 */
export const SECURE_HEADERS: readonly (readonly [name: string, value: string])[] = [
  // Answers belong to one token, so no cache may keep them for another.
  ['Cache-Control', 'no-store'],
  ['Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'"],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['Referrer-Policy', 'no-referrer'],
  ['X-Content-Type-Options', 'nosniff'],
];

/** Sets the headers before the answer is built: changing a finished answer costs a copy of it. */
export const secureHeaders = createMiddleware<Environment>(async (c, next) => {
  for (const [name, value] of SECURE_HEADERS) setHeader(c, name, value);
  await next();
});
