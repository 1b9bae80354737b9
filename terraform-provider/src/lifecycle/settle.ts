// Reads back what exists after a write, whatever became of the wait, and turns that into state.
import type { Hikube } from '@hikube/sdk';
import type { Outcome } from '../api/waiting.ts';
import { keepSpelling, type ObjectValue, objectFrom, type PrivateState } from '../framework/index.ts';
import type { ProviderData } from '../provider-data.ts';
import type { ApiRecord, Kind } from './kind.ts';
import { type Memory, remember } from './memory.ts';

export interface Settled<R> {
  readonly resource: R;
  readonly state: ObjectValue;
  readonly private: PrivateState;
}

export async function settle<R extends ApiRecord>(
  kind: Kind<R>,
  hikube: Hikube,
  data: ProviderData,
  planned: ObjectValue,
  outcome: Outcome | undefined,
  memory: Memory,
  prior?: ObjectValue,
): Promise<Settled<R>> {
  // The call's own signal may be the very one that ended the wait: what exists is read all the same.
  const signal = AbortSignal.timeout(READ_BACK_MS);
  const resource = await kind.get(hikube, planned, signal);
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
