// A parameter of a page or of a wait has no effect on a stream, and that of a stream none on a page: whoever sends it relies
// on it, and is told.
import type { Context } from 'hono';
import { invalidParameter, type Refusal } from '../refusal.ts';
import { answerType } from './answer.ts';
import type { Environment } from './environment.ts';
import { EVENT_STREAM } from './event-stream.ts';

/** What has no effect on a stream, and what to do in its place. */
const NOT_IN_STREAM: Readonly<Record<string, string>> = {
  cursor: 'To go on behind an event, send its id in Last-Event-ID.',
  limit: 'It has no pages and goes on until you leave it.',
  wait: 'The stream goes on until the operation has ended.',
};

/**
 * Asked about what was sent, before defaults stand where nothing was said.
 * @throws Refusal `invalid_parameter` that names the one that has no effect
 */
export function refuseWithoutEffect(c: Context<Environment>, sent: URLSearchParams): void {
  const { facts } = c.get('operation');
  if (answerType(c) === EVENT_STREAM) {
    const name = Object.keys(NOT_IN_STREAM).find((each) => sent.has(each));
    if (name !== undefined) throw withoutEffect(name, 'a stream', NOT_IN_STREAM[name] ?? '');
  } else if (facts.headerParams.includes('last-event-id') && c.req.raw.headers.has('last-event-id')) {
    throw withoutEffect('Last-Event-ID', 'a page', 'Ask for a stream with Accept: text/event-stream.');
  }
}

function withoutEffect(name: string, where: string, instead: string): Refusal {
  return invalidParameter(
    name,
    'not_supported',
    `${name} has no effect on ${where}: leave it out. ${instead}`,
  );
}
