// Deletes an object: exactly the one that is in state, if it is this resource that holds it, and until nothing of it is left.
import type { PendingOperation } from '@hikube/sdk';
import {
  type DeleteRequest,
  type DeleteResult,
  DiagnosticsError,
  error,
  type ObjectValue,
  type Schema,
} from 'terraform-plugin';
import { outageNote } from '../api/outage.ts';
import { diagnosticsOf, hasCode, hasStatus, saysGone } from '../api/problems.ts';
import { describeOutcome, waitFor } from '../api/waiting.ts';
import type { ProviderData } from '../provider-data.ts';
import { holderOf, leftAlone } from './holding.ts';
import { mustBeGone, mustLeadToOwner } from './identity.ts';
import { type ApiRecord, etagOf, type Kind, nameOf } from './kind.ts';
import { recall, remember } from './memory.ts';

export async function deleteObject<R extends ApiRecord>(
  kind: Kind<R>,
  request: DeleteRequest<Schema, ProviderData>,
  limits: { readonly timeoutMs: number },
): Promise<DeleteResult<Schema> | undefined> {
  const { data, signal, log } = request;
  const state = request.state as ObjectValue;
  data.reads.forget();
  await mustLeadToOwner(data, recall(request.private), nameOf(kind, state));
  const begun = await begin(kind, request);
  if (begun === ELSEWHERE) return { state: null, diagnostics: [leftAlone(nameOf(kind, state))] };
  const { pending } = begun;
  if (pending === undefined) {
    await mustBeGone(data, recall(request.private), nameOf(kind, state));
    return undefined;
  }
  const outcome = await waitFor(pending, { timeoutMs: limits.timeoutMs, signal, now: data.now, log });
  const outage = outageNote(nameOf(kind, state), outcome);
  if (outcome.ended === 'succeeded')
    return outage.length === 0 ? undefined : { state: null, diagnostics: outage };
  return {
    state: request.state,
    private: remember({ ...recall(request.private), operation: outcome.operation.id }),
    diagnostics: [
      ...outage,
      error(
        `The ${nameOf(kind, state)} is not gone yet`,
        `${describeOutcome(outcome)} Run \`terraform destroy\` again to wait for the rest.`,
      ),
    ],
  };
}

/** The deletion under way; undefined when the object is gone already. Wrapped, because it is awaitable itself. */
interface Begun {
  readonly pending: PendingOperation<unknown> | undefined;
}

const GONE: Begun = { pending: undefined };
/** Another resource holds it: it is not ours to delete. */
const ELSEWHERE: Begun = { pending: undefined };

async function begin<R extends ApiRecord>(
  kind: Kind<R>,
  { data, signal, ...request }: DeleteRequest<Schema, ProviderData>,
): Promise<Begun> {
  const state = request.state as ObjectValue;
  const hikube = await data.client();
  const memory = recall(request.private);
  const attempt = async (generation: number | undefined): Promise<Begun> => {
    const ifMatch = etagOf(state['uid'], generation);
    const pending = kind.delete(hikube, state, {
      ...holderOf(memory),
      ...(ifMatch === undefined ? {} : { ifMatch }),
    });
    await pending.accepted;
    return { pending };
  };
  try {
    return await attempt(memory.generation);
  } catch (refusal) {
    if (saysGone(refusal)) return GONE;
    if (hasCode(refusal, 'held_elsewhere')) return ELSEWHERE;
    if (!hasStatus(refusal, 412)) throw refused(kind, state, refusal);
  }
  // A newer generation of the same object is still the object that is to go; another uid is somebody else's.
  try {
    const resource = await kind.get(hikube, state, signal);
    if (resource.uid !== state['uid']) return GONE;
    return await attempt(resource.generation);
  } catch (refusal) {
    if (saysGone(refusal)) return GONE;
    if (hasCode(refusal, 'held_elsewhere')) return ELSEWHERE;
    throw refused(kind, state, refusal);
  }
}

function refused(kind: Kind, state: ObjectValue, refusal: unknown): DiagnosticsError {
  return new DiagnosticsError(
    ...diagnosticsOf(refusal, `delete ${nameOf(kind, state)}`, { rows: kind.rows }),
  );
}
