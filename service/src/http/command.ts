// The command that a handler gets: who asks, under which conditions, with which tools.
import { createMiddleware } from 'hono/factory';
import type { Context, Tools } from '../handlers/handler.ts';
import { parseIfMatch } from '../model/etag.ts';
import { answerType } from './answer-type.ts';
import type { Environment } from './environment.ts';
import { EVENT_STREAM } from './event-stream.ts';

/** Headers that mean the same for every operation that takes them. */
interface CommonParams {
  readonly header: {
    readonly 'if-match'?: string;
    readonly 'if-none-match'?: '*';
    readonly 'hikube-manager'?: Context['manager'];
    readonly 'hikube-holder'?: string;
    readonly 'hikube-take-over'?: string;
  };
}

/**
 * Sets `context`.
 * @param stopping aborted when the service stops, so that no answer is held any longer
 */
export function handlerContext(tools: Tools, stopping: AbortSignal) {
  return createMiddleware<Environment>(async (c, next) => {
    const { header } = c.get('params') as CommonParams;
    const ifMatch = header['if-match'];
    c.set('context', {
      ...tools,
      caller: c.get('caller'),
      preview: c.get('operation').facts.previews !== undefined,
      manager: header['hikube-manager'],
      precondition: ifMatch === undefined ? undefined : parseIfMatch(ifMatch),
      createOnly: header['if-none-match'] === '*',
      holder: header['hikube-holder'],
      takeOver: header['hikube-take-over'],
      claim: c.get('claim'),
      wantsStream: answerType(c) === EVENT_STREAM,
      departure: () => {
        const authority = c.get('authority');
        return AbortSignal.any([c.req.raw.signal, stopping, ...(authority === undefined ? [] : [authority])]);
      },
    });
    await next();
  });
}
