// The refusal of what only the API server of a cluster could answer, while that does not.
import type { PlatformError } from '../platform/platform.ts';
import { Refusal } from '../refusal.ts';

/** Seconds after which a control plane that comes up may be asked again. */
const RETRY_AFTER_SECONDS = 15;

/** @param name of the cluster */
export function notReady(name: string, cause?: PlatformError): Refusal {
  return new Refusal(
    'not_ready',
    `The API server of the cluster "${name}" does not answer yet: wait until its condition ControlPlaneReady is True, then try again.`,
    { retryAfterSeconds: RETRY_AFTER_SECONDS, cause },
  );
}
