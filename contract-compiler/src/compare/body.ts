// The body of a request.
import type { FlatOperation } from '../read/flat-operations.ts';
import type { Pair } from './operations.ts';

export function compareBody(before: FlatOperation, after: FlatOperation, pair: Pair): void {
  const { schemas, report } = pair;
  const where = before.operation.operationId;
  const [old, now] = [before.operation.requestBody, after.operation.requestBody];
  if (now?.required && !old?.required) report('body-required', where, 'needs a body now; make it optional');
  if (old === undefined) return;
  if (now === undefined) {
    report('body-removed', where, 'no longer takes a body');
    return;
  }
  for (const [type, media] of Object.entries(old.content)) {
    const same = now.content[type];
    if (same === undefined) report('body-media-type-removed', where, `no longer takes ${type}`);
    else schemas.compare(media.schema, same.schema, 'request', `${where} body`);
  }
}
