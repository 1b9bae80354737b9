// What a caller is told of whatever was thrown.
import { PlatformError } from '../../platform/platform.ts';
import { Refusal } from '../../refusal.ts';
import { StoreError } from '../../store/errors.ts';

/** What the caller is told: a refusal as it is, a failure of a neighbour as `unavailable`, a mistake of ours as `internal`. */
export function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof StoreError && error.code === 'damaged') {
    return new Refusal(
      'internal',
      'What the service has stored about this is damaged: its operator must restore a backup.',
      { cause: error },
    );
  }
  // A store refuses a call with invalid_argument only when this service made a mistake.
  if (error instanceof StoreError && error.code !== 'invalid_argument') {
    return new Refusal('unavailable', storageText(error), { cause: error });
  }
  if (error instanceof PlatformError) {
    return new Refusal('unavailable', 'The platform cannot be reached now: try again in a moment.', {
      cause: error,
    });
  }
  return new Refusal('internal', 'The service made a mistake: quote the request id when you report it.', {
    cause: error,
  });
}

/** What a caller can know of a failing storage: not where it is, but whether waiting may be enough. */
function storageText({ code }: StoreError): string {
  return code === 'disk_full'
    ? 'The storage of the service is full and nothing was changed: its operator must free some space.'
    : 'The service cannot reach its storage now: try again in a moment.';
}
