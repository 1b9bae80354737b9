// Changes an object in place. Only what changed is sent, and only if nobody changed the same meanwhile.
import type { Hikube, Operation, PendingOperation, WriteOptions } from '@hikube/sdk';
import {
  type ApplyResult,
  type AttributePath,
  type Diagnostic,
  DiagnosticsError,
  error,
  keepSpelling,
  type ObjectValue,
  type PrivateState,
  type Schema,
  type UpdateRequest,
  warning,
} from 'terraform-plugin';
import { outageNote } from '../api/outage.ts';
import { diagnosticsOf, hasStatus, noteAbout } from '../api/problems.ts';
import { describeOutcome, type Outcome, waitFor } from '../api/waiting.ts';
import type { ApiObject } from '../bridge/to-api.ts';
import { inTerraformWords } from '../bridge/words.ts';
import type { ProviderData } from '../provider-data.ts';
import { tellHold } from './holding.ts';
import { mustLeadToOwner } from './identity.ts';
import { type ApiRecord, etagOf, type Kind, nameOf } from './kind.ts';
import { recall, remember } from './memory.ts';
import { asPlanned, rebase } from './rebase.ts';
import { goneAgain, READ_BACK_MS, type Settled, settle } from './settle.ts';

export async function updateObject<R extends ApiRecord>(
  kind: Kind<R>,
  request: UpdateRequest<Schema, ProviderData>,
  limits: { readonly timeoutMs: number; readonly options?: WriteOptions },
): Promise<ApplyResult<Schema>> {
  const { data, signal, log } = request;
  const planned = request.plan as ObjectValue;
  const memory = recall(request.private);
  const hikube = await data.client();
  data.reads.forget();
  await mustLeadToOwner(data, memory, nameOf(kind, planned));
  const { pending, isRebased } = await begin(kind, hikube, request, limits.options ?? {});
  const accepted = await pending?.accepted;
  // What waits for its window is done for Terraform: the state that was planned is stored.
  const isLater = accepted?.waitsFor !== undefined;
  const outcome =
    pending && !isLater
      ? await waitFor(pending, { timeoutMs: limits.timeoutMs, signal, now: data.now, log })
      : undefined;
  const settled = await settle(kind, hikube, data, planned, outcome, memory, request.state as ObjectValue);
  if (settled === undefined) return goneAgain(kind, planned, outcome);
  return {
    state: (isRebased ? asPlanned(planned, settled.state) : settled.state) as never,
    private: await keep(kind, hikube, planned, settled),
    diagnostics: [
      ...(isRebased ? [meanwhile(kind, planned)] : []),
      ...settled.diagnostics,
      ...(settled.resource === undefined ? [] : (kind.notes?.(settled.resource) ?? [])),
      ...outageNote(nameOf(kind, planned), outcome),
      ...(isLater ? [later(kind, planned, accepted)] : verdict(kind, planned, outcome)),
    ],
  };
}

/** What was imported in this same run is held from here on: state has it in a moment. */
async function keep<R extends ApiRecord>(
  kind: Kind<R>,
  hikube: Hikube,
  planned: ObjectValue,
  { resource, private: memory }: Settled<R>,
): Promise<PrivateState> {
  const { hold } = recall(memory);
  if (resource === undefined || hold === undefined) return memory;
  const target = { ...kind.heldAs(planned), uid: resource.uid };
  const told = await tellHold(hikube, target, hold, AbortSignal.timeout(READ_BACK_MS));
  return remember({ ...recall(memory), hold: told.hold });
}

/** A pending operation is awaitable, so an async function can only hand it on inside something else. */
interface Begun {
  readonly pending: PendingOperation<unknown> | undefined;
  /** It was sent on top of what somebody else changed meanwhile. */
  readonly isRebased: boolean;
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
    const { operation } = memory;
    return {
      pending: operation === undefined ? undefined : hikube.operations.resume(operation),
      isRebased: false,
    };
  }
  const send = async (
    change: ApiObject,
    generation: number | undefined,
    isRebased: boolean,
  ): Promise<Begun> => {
    const ifMatch = etagOf(state['uid'], generation);
    const pending = kind.update(hikube, planned, change, {
      ...options,
      ...(ifMatch === undefined ? {} : { ifMatch }),
    });
    await pending.accepted;
    return { pending, isRebased };
  };
  try {
    return await send(body, memory.generation, false);
  } catch (refusal) {
    if (!hasStatus(refusal, 412)) throw refused(kind, planned, refusal);
  }
  const now = await onTopOfTheirs(kind, hikube, request);
  if (now.body === undefined) return { pending: undefined, isRebased: true };
  try {
    return await send(now.body, now.generation, true);
  } catch (refusal) {
    throw refused(kind, planned, refusal);
  }
}

function refused(kind: Kind, planned: ObjectValue, refusal: unknown): DiagnosticsError {
  return new DiagnosticsError(
    ...diagnosticsOf(refusal, `change ${nameOf(kind, planned)}`, { rows: kind.rows }),
  );
}

/** Somebody else wrote. If that left alone what we are about to change, our change is made on top of theirs. */
async function onTopOfTheirs<R extends ApiRecord>(
  kind: Kind<R>,
  hikube: Hikube,
  request: UpdateRequest<Schema, ProviderData>,
): Promise<{ readonly body: ApiObject | undefined; readonly generation: number }> {
  const prior = request.state as ObjectValue;
  const resource = await kind.get(hikube, prior, request.signal);
  if (resource.uid !== prior['uid']) {
    throw outdated(kind, prior, 'Another object has its name now.');
  }
  const fresh = keepSpelling(kind.schema, prior, kind.toState(resource, prior));
  const { values, conflicts } = rebase(kind.rows, { prior, planned: request.plan as ObjectValue, fresh });
  if (conflicts.length > 0) {
    throw outdated(kind, prior, `Somebody else changed ${conflicts.join(' and ')} as well.`, conflicts);
  }
  const memory = recall(request.private);
  return {
    body: kind.updateBody(fresh, values, request.config as ObjectValue, memory),
    generation: resource.generation,
  };
}

function outdated(
  kind: Kind,
  state: ObjectValue,
  reason: string,
  path: AttributePath = [],
): DiagnosticsError {
  return new DiagnosticsError(
    error(
      `The ${nameOf(kind, state)} has changed since it was planned`,
      `${reason} Nothing was sent. Run \`terraform plan\` to see what is there now.`,
      path.slice(0, 1),
    ),
  );
}

function meanwhile(kind: Kind, state: ObjectValue): Diagnostic {
  return warning(
    `Somebody else changed the ${nameOf(kind, state)} meanwhile`,
    'They changed other attributes, and what they changed was left as it is. Run `terraform plan` to see it.',
  );
}

function later(kind: Kind, planned: ObjectValue, { id, phase }: Operation): Diagnostic {
  return warning(
    `The change of ${nameOf(kind, planned)} replaces its nodes later`,
    `${inTerraformWords(phase)}, and Terraform does not wait for it. Cancel operation ${id} before then to take it back.`,
  );
}

function verdict(kind: Kind, planned: ObjectValue, outcome: Outcome | undefined) {
  if (outcome === undefined) return [];
  const name = nameOf(kind, planned);
  if (outcome.ended === 'succeeded') return noteAbout(name, outcome.operation.warnings);
  const next = outcome.ended === 'waiting' ? ' Run `terraform apply` again to wait for it.' : '';
  return [error(`The change of ${name} has not arrived`, describeOutcome(outcome) + next)];
}
