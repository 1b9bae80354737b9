// The refusal of what only the API server of a cluster could answer, while that does not.
import type { ClusterRecord } from '../model/records.ts';
import type { PlatformError } from '../platform/platform.ts';
import { Refusal } from '../refusal.ts';
import type { Found } from './find.ts';

/** Seconds after which a control plane that comes up may be asked again. */
const RETRY_AFTER_SECONDS = 15;

export function notReady(found: Found<ClusterRecord>, cause?: PlatformError): Refusal {
  const detail = `The API server of the cluster "${found.record.name}" ${whyAndWhatNext(found)}.`;
  return new Refusal('not_ready', detail, { retryAfterSeconds: RETRY_AFTER_SECONDS, cause });
}

const WAIT = 'wait until its condition ControlPlaneReady is True, then try again';

/** Nobody is told to wait for what may never come. */
function whyAndWhatNext({ record, status }: Found<ClusterRecord>): string {
  const { uid, removal } = record;
  if (removal !== undefined)
    return `does not answer any more, because the cluster is being deleted: wait until it is gone; its operation is ${removal.operation}`;
  const phase = status?.uid === uid ? status.cluster.phase : 'Pending';
  if (phase === 'Failed')
    return 'does not answer, because the cluster has failed: its condition Ready says why; mend that, or delete the cluster';
  return phase === 'Pending' || phase === 'Provisioning'
    ? `does not answer yet: ${WAIT}`
    : `does not answer: ${WAIT}`;
}
