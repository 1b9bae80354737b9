// Changes an object in place. Only what changed is sent, and only if nobody changed the same meanwhile.
import type { Hikube, PendingOperation, WriteOptions } from '@hikube/sdk';
import { diagnosticsOf, hasStatus, noteAbout } from '../api/problems.ts';
import { describeOutcome, type Outcome, waitFor } from '../api/waiting.ts';
import {
  type ApplyResult,
  DiagnosticsError,
  error,
  keepSpelling,
  type ObjectValue,
  type Schema,
  type UpdateRequest,
} from '../framework/index.ts';
import type { ProviderData } from '../provider-data.ts';
import { type ApiRecord, etagOf, type Kind, nameOf } from './kind.ts';
import { recall } from './memory.ts';
import { settle } from './settle.ts';

export async function updateObject<R extends ApiRecord>(
  kind: Kind<R>,
  request: UpdateRequest<Schema, ProviderData>,
  limits: { readonly timeoutMs: number; readonly options?: WriteOptions },
): Promise<ApplyResult<Schema>> {
  const { data, signal } = request;
  const planned = request.plan as ObjectValue;
  const memory = recall(request.private);
  const hikube = await data.client();
  data.reads.forget();
  const { pending } = await begin(kind, hikube, request, limits.options ?? {});
  const outcome = pending && (await waitFor(pending, { timeoutMs: limits.timeoutMs, signal, now: data.now }));
  const settled = await settle(kind, hikube, data, planned, outcome, memory, request.state as ObjectValue);
  return {
    state: settled.state as never,
    private: settled.private,
    diagnostics: verdict(kind, planned, outcome),
  };
}

/** A pending operation is awaitable, so an async function can only hand it on inside something else. */
interface Begun {
  readonly pending: PendingOperation<unknown> | undefined;
}

/** Sends the change, or takes up the wait for an earlier one when there is nothing to send. */
async function begin<R extends ApiRecord>(
  kind: Kind<R>,
  hikube: Hikube,
  request: UpdateRequest<Schema, ProviderData>,
  options: WriteOptions,
): Promise<Begun> {
  const state = request.state as ObjectValue;
  const planned = request.plan as ObjectValue;
  const memory = recall(request.private);
  const body = kind.updateBody(state, planned, request.config as ObjectValue, memory);
  if (body === undefined) {
    return {
      pending: memory.operation === undefined ? undefined : hikube.operations.resume(memory.operation),
    };
  }
  const send = async (generation: number | undefined): Promise<Begun> => {
    const ifMatch = etagOf(state['uid'], generation);
    const pending = kind.update(hikube, planned, body, {
      ...options,
      ...(ifMatch === undefined ? {} : { ifMatch }),
    });
    await pending.accepted;
    return { pending };
  };
  try {
    return await send(memory.generation);
  } catch (refusal) {
    if (!hasStatus(refusal, 412)) throw refused(kind, planned, refusal);
  }
  const generation = await generationIfUntouched(kind, hikube, request, body);
  try {
    return await send(generation);
  } catch (refusal) {
    throw refused(kind, planned, refusal);
  }
}

function refused(kind: Kind, planned: ObjectValue, refusal: unknown): DiagnosticsError {
  return new DiagnosticsError(
    ...diagnosticsOf(refusal, `change ${nameOf(kind, planned)}`, { rows: kind.rows }),
  );
}

/** Somebody else wrote. If that left alone what we are about to change, our change is still the one that was planned. */
async function generationIfUntouched<R extends ApiRecord>(
  kind: Kind<R>,
  hikube: Hikube,
  request: UpdateRequest<Schema, ProviderData>,
  body: object,
): Promise<number> {
  const state = request.state as ObjectValue;
  const resource = await kind.get(hikube, state, request.signal);
  const fresh = keepSpelling(kind.schema, state, kind.toState(resource, state));
  const memory = recall(request.private);
  const now = kind.updateBody(fresh, request.plan as ObjectValue, request.config as ObjectValue, memory);
  if (resource.uid === state['uid'] && JSON.stringify(now) === JSON.stringify(body))
    return resource.generation;
  throw new DiagnosticsError(
    error(
      `The ${nameOf(kind, state)} has changed since it was planned`,
      'Somebody else changed the same fields. Nothing was sent. Run `terraform plan` to see what is there now.',
    ),
  );
}

function verdict(kind: Kind, planned: ObjectValue, outcome: Outcome | undefined) {
  if (outcome === undefined) return [];
  const name = nameOf(kind, planned);
  if (outcome.ended === 'succeeded') return noteAbout(name, outcome.operation.warnings);
  const next = outcome.ended === 'waiting' ? ' Run `terraform apply` again to wait for it.' : '';
  return [error(`The change of ${name} has not arrived`, describeOutcome(outcome) + next)];
}
