// The command that a handler gets: who asks, under which conditions, with which tools, and a body of the right shape.

import { bodies, type Validate } from '@hikube/openapi/validators';
import { createMiddleware } from 'hono/factory';
import type { Context, Tools } from '../handlers/handler.ts';
import { type ConditionalOperation, currents } from '../handlers/index.ts';
import { checkPrecondition, parseIfMatch, type Tagged, type Versioned } from '../model/etag.ts';
import { fieldErrors } from '../plan/field-errors.ts';
import { invalidBody } from '../refusal.ts';
import { answerType } from './answer.ts';
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
      store: c.get('credential').guard(tools.store),
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

type Current = (params: unknown, context: Context) => Promise<Versioned | Tagged | undefined>;

/**
 * Refuses with `precondition_failed`: a writer that relies on an older version learns it before anybody looks at what it
 * wrote. The write looks again at what it commits against: somebody may be faster.
 */
export const precondition = createMiddleware<Environment>(async (c, next) => {
  const context = c.get('context');
  if (context.precondition !== undefined) {
    const current = currents[c.get('operation').handler as ConditionalOperation] as Current;
    checkPrecondition(context.precondition, await current(c.get('params'), context));
  }
  await next();
});

/** Refuses with `validation_failed` what does not have the shape of the contract; every wrong field is named. */
export const validateBody = createMiddleware<Environment>(async (c, next) => {
  const { bodySchema } = c.get('operation').facts;
  if (bodySchema !== undefined) {
    const validate = bodies[bodySchema as keyof typeof bodies] as Validate<unknown>;
    if (!validate(c.get('body'))) throw invalidBody(fieldErrors(validate.errors, bodySchema, c.get('body')));
  }
  await next();
});
