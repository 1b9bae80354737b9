// Reads back what exists after a write, whatever became of the wait, and turns that into state.
import type { Hikube } from '@hikube/sdk';
import {
  type ApplyResult,
  type Diagnostic,
  error,
  isObject,
  isUnknown,
  isWhollyKnown,
  keepSpelling,
  type ObjectValue,
  objectFrom,
  own,
  type PrivateState,
  type Schema,
  type Value,
  warning,
} from 'terraform-plugin';
import { diagnosticsOf, saysGone } from '../api/problems.ts';
import { describeOutcome, type Outcome } from '../api/waiting.ts';
import type { ProviderData } from '../provider-data.ts';
import { ownerIfKnown } from './identity.ts';
import { type ApiRecord, type Kind, nameOf } from './kind.ts';
import { type Memory, remember } from './memory.ts';

export interface Settled<R> {
  /** What was read back; undefined when it could not be read. */
  readonly resource: R | undefined;
  readonly state: ObjectValue;
  readonly private: PrivateState;
  readonly diagnostics: readonly Diagnostic[];
}

/** What exists now; undefined when somebody deleted it, or cancelled its creation, while Terraform waited. */
export async function settle<R extends ApiRecord>(
  kind: Kind<R>,
  hikube: Hikube,
  data: ProviderData,
  planned: ObjectValue,
  outcome: Outcome | undefined,
  memory: Memory,
  prior?: ObjectValue,
): Promise<Settled<R> | undefined> {
  // The call's own signal may be the very one that ended the wait: what exists is read all the same.
  const signal = AbortSignal.timeout(READ_BACK_MS);
  const found = await find(kind, hikube, planned, signal);
  if (found === undefined) return undefined;
  if ('unread' in found) return unread(kind, planned, outcome, memory, prior, found.unread);
  const { resource, fresh } = found;
  const kept = keepSpelling(kind.schema, planned, fresh);
  const state = objectFrom([
    ...Object.entries(kept),
    ['last_operation', outcome?.operation.id ?? prior?.['last_operation'] ?? null] as const,
  ]);
  const operation = outcome?.ended === 'waiting' ? outcome.operation.id : undefined;
  const owner = await ownerIfKnown(data, memory);
  return {
    resource,
    state,
    private: remember({ ...owner, generation: resource.generation, operation, hold: memory.hold }),
    diagnostics: [],
  };
}

/** How long the last acts of an apply may take, in milliseconds. */
export const READ_BACK_MS = 30_000;

type Found<R> = { readonly resource: R; readonly fresh: ObjectValue } | { readonly unread: unknown };

async function find<R extends ApiRecord>(
  kind: Kind<R>,
  hikube: Hikube,
  planned: ObjectValue,
  signal: AbortSignal,
): Promise<Found<R> | undefined> {
  let resource: R;
  try {
    resource = await kind.get(hikube, planned, signal);
  } catch (refusal) {
    return saysGone(refusal) ? undefined : { unread: refusal };
  }
  try {
    return { resource, fresh: kind.toState(resource, planned) };
  } catch {
    return {
      unread: new Error('The API gave an answer that this version of the provider does not understand.'),
    };
  }
}

/**
 * What was accepted exists, although nobody can say what it looks like: it is kept as planned, and the next refresh
 * brings the rest. Losing it would make Terraform create it again.
 */
function unread<R>(
  kind: Kind,
  planned: ObjectValue,
  outcome: Outcome | undefined,
  { tenant, installation, hold }: Memory,
  prior: ObjectValue | undefined,
  reason: unknown,
): Settled<R> {
  const isWaiting = outcome?.ended === 'waiting';
  const state = objectFrom([
    ...Object.entries(withoutUnknown(planned, prior ?? null) as ObjectValue),
    ['id', kind.idOf(planned)] as const,
    ['last_operation', outcome?.operation.id ?? prior?.['last_operation'] ?? null] as const,
  ]);
  const name = nameOf(kind, planned);
  const text = diagnosticsOf(reason, 'read')[0]?.detail ?? '';
  return {
    resource: undefined,
    state,
    private: remember({
      tenant,
      installation,
      operation: isWaiting ? outcome.operation.id : undefined,
      hold,
    }),
    // The end of the wait says already that the connection was lost.
    diagnostics: isWaiting
      ? []
      : [warning(`The ${name} could not be read back`, `${text} The next plan reads what is missing.`)],
  };
}

/** What is unknown stays as it was, or null when there was nothing. */
function withoutUnknown(planned: Value, prior: Value): Value {
  if (isUnknown(planned)) return prior;
  if (!isObject(planned)) return Array.isArray(planned) && !isWhollyKnown(planned) ? prior : planned;
  const before = isObject(prior) ? prior : null;
  return objectFrom(
    Object.entries(planned).map(([name, value]) => [name, withoutUnknown(value, own(before, name))] as const),
  );
}

/** The end of an apply whose object is gone: nothing is kept, and the next apply makes it again. */
export function goneAgain(
  kind: Kind,
  planned: ObjectValue,
  outcome: Outcome | undefined,
): ApplyResult<Schema> {
  const why = outcome === undefined || outcome.ended === 'succeeded' ? '' : `${describeOutcome(outcome)} `;
  const next = 'It was removed while Terraform waited. Run `terraform apply` again to create it.';
  return { state: null, diagnostics: [error(`The ${nameOf(kind, planned)} is gone again`, why + next)] };
}
