// How a call is authorised: the scheme, and the scope that a token needs.
import type { FlatOperation } from '../read/flat-operations.ts';
import type { Contract, Json } from '../read/schema.ts';
import type { Pair } from './operations.ts';

/** From the least to the most that a token may do; who has more may do all of less. */
const SCOPES = ['read', 'write', 'admin'];

export function compareSecurity(before: FlatOperation, after: FlatOperation, pair: Pair): void {
  const { released, next, report } = pair;
  const where = before.operation.operationId;
  const [old, now] = [before.operation['x-hikube-scope'], after.operation['x-hikube-scope']];
  if (old !== undefined && now !== undefined && SCOPES.indexOf(now) > SCOPES.indexOf(old))
    report('scope-changed', where, `needs a token with the scope ${now}, and needed ${old}`);
  const gone = waysOf(before, released).filter((way) => !waysOf(after, next).includes(way));
  if (gone.length > 0)
    report('security-changed', where, `no longer takes the credentials ${gone.join(', ')}`);
}

/** Each way in which a call can be authorised, with what its schemes mean; their descriptions may change. */
function waysOf({ operation }: FlatOperation, document: Contract): string[] {
  const ways = operation.security ?? document.security;
  return ways.map((way) => {
    const schemes = Object.entries(way as Record<string, Json>).map(([name, scopes]) => {
      const { description: _words, ...scheme } = (document.components.securitySchemes[name] ?? {}) as Record<
        string,
        Json
      >;
      return [name, scheme, scopes];
    });
    return JSON.stringify(schemes);
  });
}
