// What the objects of a cluster are refused with, in the form in which Kubernetes refuses.
import { type ObjectKey, StatusError, unauthorized } from '@hikube/kubernetes-api';
import { PlatformError } from '@hikube/service/platform';
import { StoreError } from '@hikube/service/store';

const MAX_KEY_BYTES = 1_024;

/** What the cluster shows by itself. */
export function staysAsItIs({ resource, name }: ObjectKey): StatusError {
  const [kind = '', ...group] = resource.split('.');
  return new StatusError(
    403,
    'Forbidden',
    `${resource} "${name}" is forbidden: it shows what the simulated cluster is, so that nobody can write it; change the cluster itself through its own API`,
    { name, group: group.join('.'), kind },
  );
}

/** Nobody makes a machine by writing that there is one. */
export function onlyMachines(name: string): StatusError {
  return new StatusError(
    403,
    'Forbidden',
    `nodes "${name}" is forbidden: the nodes of a simulated cluster are its machines; ask for more of them through its own API`,
    { name, kind: 'nodes' },
  );
}

/** The cluster went while somebody wrote. */
export function gone(): StatusError {
  return unauthorized();
}

/** @throws StatusError for a name that no store could keep */
export function refuseTooLong({ resource, name }: ObjectKey, id: string): void {
  const [kind = '', ...group] = resource.split('.');
  if (new TextEncoder().encode(id).length <= MAX_KEY_BYTES) return;
  throw new StatusError(
    422,
    'Invalid',
    `${resource} "${name.slice(0, 64)}…" is invalid: metadata.name: Too long`,
    {
      group: group.join('.'),
      kind,
      causes: [{ reason: 'FieldValueTooLong', message: 'Too long', field: 'metadata.name' }],
    },
  );
}

/** A store that is away, in words and with a time to come back; anything else stays the mistake that it is. */
export function unreachable(error: unknown): unknown {
  if (!(error instanceof StoreError || error instanceof PlatformError) || !error.retryable) return error;
  return tryAgain();
}

/** The cluster may well be there, and nobody knows now. */
export function tryAgain(): StatusError {
  const message = 'the storage of this cluster cannot be reached now: try again in a moment';
  return new StatusError(503, 'ServiceUnavailable', message, { retryAfterSeconds: 1 });
}
