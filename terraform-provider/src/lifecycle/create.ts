// Creates an object so that it is never lost and never made twice. Terraform stores state only after apply returns, so
// a provider that dies while it waits must find its object again: the create says "only if there is nothing" and stays
// open until its last act, which tells the service that a state has the object. What is still open is taken over by an
// equal create whose plan has said so; everything else exists already.
import type { CreateOptions, Hikube, Operation, PendingOperation } from '@hikube/sdk';
import {
  type ApplyResult,
  type CreateRequest,
  type Diagnostic,
  DiagnosticsError,
  error,
  type ObjectValue,
  type PrivateState,
  type Schema,
  warning,
} from 'terraform-plugin';
import { outageNote } from '../api/outage.ts';
import { diagnosticsOf, hasCode, noteAbout } from '../api/problems.ts';
import { describeOutcome, type Outcome, waitFor } from '../api/waiting.ts';
import type { ProviderData } from '../provider-data.ts';
import { existsAlready, takenMeanwhile, takenOver, wantedOf } from './existing.ts';
import { type Hold, takeOverOf, tellHold } from './holding.ts';
import { type ApiRecord, type Kind, nameOf } from './kind.ts';
import { recall, remember } from './memory.ts';
import { goneAgain, READ_BACK_MS, type Settled, settle } from './settle.ts';

export interface CreateHooks<R> {
  readonly timeoutMs: number;
  readonly options?: CreateOptions;
  /** The object is usable although its operation failed in part. */
  readonly isUsable?: (resource: R) => boolean;
}

export async function createObject<R extends ApiRecord>(
  kind: Kind<R>,
  request: CreateRequest<Schema, ProviderData>,
  hooks: CreateHooks<R>,
): Promise<ApplyResult<Schema>> {
  const { data, signal, log } = request;
  const planned = request.plan as ObjectValue;
  const hikube = await data.client();
  data.reads.forget();
  const body = kind.createBody(planned, request.config as ObjectValue);
  const hold: Hold = { id: data.newId(), is: 'open' };
  const takeOver = takeOverOf(recall(request.private));
  const pending = kind.create(hikube, planned, body, {
    ifNoneMatch: '*',
    holder: hold.id,
    ...takeOver,
    ...hooks.options,
  });
  const accepted = await mustBeAccepted(kind, pending, planned);
  const isTakenOver = accepted.target.uid === takeOver.takeOver;
  const outcome = await waitFor(pending, { timeoutMs: hooks.timeoutMs, signal, now: data.now, log });
  const settled = await settle(kind, hikube, data, planned, outcome, { hold });
  if (settled === undefined) return goneAgain(kind, planned, outcome);
  const isUsable = settled.resource !== undefined && (hooks.isUsable?.(settled.resource) ?? false);
  // An answer that nobody waits for is not stored, and a second Ctrl-C often follows the first: the next apply takes over
  // what this one leaves open, or the next read holds it.
  const kept = signal.aborted ? settled.private : await keep(kind, hikube, planned, settled, hold);
  if (kept === undefined) return takenMeanwhile(wantedOf(kind, planned));
  return {
    state: settled.state as never,
    private: kept,
    diagnostics: [
      ...(isTakenOver ? [takenOver(nameOf(kind, planned))] : []),
      ...settled.diagnostics,
      ...(settled.resource === undefined ? [] : (kind.notes?.(settled.resource) ?? [])),
      ...outageNote(nameOf(kind, planned), outcome),
      ...verdict(kind, planned, data, outcome, isUsable),
    ],
  };
}

async function mustBeAccepted(
  kind: Kind,
  pending: PendingOperation<unknown>,
  planned: ObjectValue,
): Promise<Operation> {
  const name = nameOf(kind, planned);
  try {
    return await pending.accepted;
  } catch (refusal) {
    if (hasCode(refusal, 'already_exists'))
      throw new DiagnosticsError(existsAlready(wantedOf(kind, planned), refusal));
    throw new DiagnosticsError(...diagnosticsOf(refusal, `create ${name}`, { rows: kind.rows }));
  }
}

/**
 * The last act of a create: from here on no other create takes the object over. Private state as it is to be stored;
 * undefined when somebody did take it over while this one waited.
 */
async function keep<R extends ApiRecord>(
  kind: Kind<R>,
  hikube: Hikube,
  planned: ObjectValue,
  { resource, private: memory }: Settled<R>,
  hold: Hold,
): Promise<PrivateState | undefined> {
  // What could not be read back cannot be told either; the next read does both.
  if (resource === undefined) return memory;
  const target = { ...kind.heldAs(planned), uid: resource.uid };
  const told = await tellHold(hikube, target, hold, AbortSignal.timeout(READ_BACK_MS));
  return told.isElsewhere ? undefined : remember({ ...recall(memory), hold: told.hold });
}

/** How a create ends: an error would make Terraform destroy the object at the next apply, so it is rare. */
function verdict(
  kind: Kind,
  planned: ObjectValue,
  data: ProviderData,
  outcome: Outcome | undefined,
  usable: boolean,
): Diagnostic[] {
  if (outcome === undefined) return [];
  const name = nameOf(kind, planned);
  if (outcome.ended === 'succeeded') return noteAbout(name, outcome.operation.warnings);
  const text = describeOutcome(outcome);
  if (outcome.ended === 'waiting') {
    const next = `${text} It exists and is in state. Run \`terraform apply\` again to wait for it.`;
    const make = data.onCreateTimeout === 'error' ? error : warning;
    return [make(`The ${name} is not ready yet`, next)];
  }
  if (usable)
    return [
      warning(
        `The ${name} is up, but not all of it`,
        `${text} Run \`terraform plan\` to see what is left to do.`,
      ),
    ];
  return [
    error(
      `The ${name} could not be created`,
      `${text}\n\nTerraform marks it as tainted and will destroy it at the next apply. To keep it, run:\n\n` +
        `  terraform untaint ${kind.type}.NAME`,
    ),
  ];
}
