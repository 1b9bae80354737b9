// Reads back what exists after a write, whatever became of the wait, and turns that into state.
import type { Hikube } from '@hikube/sdk';
import { hasStatus } from '../api/problems.ts';
import { describeOutcome, type Outcome } from '../api/waiting.ts';
import {
  type ApplyResult,
  error,
  keepSpelling,
  type ObjectValue,
  objectFrom,
  type PrivateState,
  type Schema,
} from '../framework/index.ts';
import type { ProviderData } from '../provider-data.ts';
import { type ApiRecord, type Kind, nameOf } from './kind.ts';
import { type Memory, remember } from './memory.ts';

export interface Settled<R> {
  readonly resource: R;
  readonly state: ObjectValue;
  readonly private: PrivateState;
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
  const resource = await find(kind, hikube, planned, signal);
  if (resource === undefined) return undefined;
  const fresh = kind.toState(resource, planned);
  const kept = keepSpelling(kind.schema, planned, fresh);
  const state = objectFrom([
    ...Object.entries(kept),
    ['last_operation', outcome?.operation.id ?? prior?.['last_operation'] ?? null] as const,
  ]);
  const operation = outcome?.ended === 'waiting' ? outcome.operation.id : undefined;
  const tenant = memory.tenant ?? (await data.tenantId());
  return {
    resource,
    state,
    private: remember({ tenant, generation: resource.generation, operation }),
  };
}

const READ_BACK_MS = 30_000;

async function find<R extends ApiRecord>(
  kind: Kind<R>,
  hikube: Hikube,
  planned: ObjectValue,
  signal: AbortSignal,
): Promise<R | undefined> {
  try {
    return await kind.get(hikube, planned, signal);
  } catch (refusal) {
    if (hasStatus(refusal, 404)) return undefined;
    throw refusal;
  }
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
