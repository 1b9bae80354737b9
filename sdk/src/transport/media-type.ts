// Refuses an answer in another form than was asked for: a page of a proxy or of a login portal, sent with 200.
import { UnexpectedAnswerError } from '../errors.ts';
import type { Step } from './chain.ts';

const JSON_TYPE = 'application/json';

export const mediaType: Step = (next) => async (draft, signal) => {
  const reply = await next(draft, signal);
  const { response } = reply;
  if (!response.ok || response.body === null) return reply;
  const asked = draft.headers['accept'] ?? JSON_TYPE;
  const sent = response.headers.get('Content-Type')?.split(';')[0]?.trim().toLowerCase() ?? 'an unnamed form';
  if (sent === asked || (asked === JSON_TYPE && sent.endsWith('+json'))) return reply;
  // Only a stream is still open.
  if (!response.bodyUsed) await response.body.cancel();
  throw new UnexpectedAnswerError(
    `${new URL(draft.url).origin} answered ${sent} where the API answers ${asked}.`,
  );
};
