// Idempotency-Key: the same key and request get the same answer, whatever happened to the first one on its way.
import { canonicalJson } from '@hikube/domain';
import { createMiddleware } from 'hono/factory';
import { digestOf } from '../crypto.ts';
import { idempotencyKey } from '../model/keys.ts';
import { findAnswer } from '../plan/idempotency.ts';
import type { Store } from '../store/store.ts';
import { respond, type WholeAnswer } from './answer.ts';
import type { Environment } from './environment.ts';

/** Sets `claim`, or answers again what was answered before. */
export function idempotency(store: Store) {
  return createMiddleware<Environment>(async (c, next) => {
    const { header } = c.get('params') as {
      readonly header: { readonly 'idempotency-key'?: string };
    };
    const key = header['idempotency-key'];
    if (key === undefined) return next();
    const { method, url } = c.req;
    const { pathname, searchParams } = new URL(url);
    searchParams.sort();
    const parts = [method, pathname, searchParams.toString(), canonicalJson(c.get('body')) ?? ''];
    const claim = {
      key: idempotencyKey(c.get('caller').tenant, await digestOf(key)),
      fingerprint: await digestOf(parts.join('\n')),
    };
    const before = await findAnswer(store, claim);
    if (before !== undefined) return respond(c, { ...before, replayed: true } as WholeAnswer);
    c.set('claim', claim);
    return next();
  });
}
