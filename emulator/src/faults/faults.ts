// What goes wrong on purpose, as data: JSON that stands in a test, a snapshot or a file.
import type { OperationId } from '@hikube/openapi/operations';
import type { Fault } from '@hikube/platform-simulated';

/** Which requests a fault strikes. */
interface Scope {
  /** Operation of the contract, such as `createCluster`; every one when absent. */
  readonly operation?: OperationId;
  /** The first request that it strikes, counted from 1 among those of the operation; 1 when absent. */
  readonly from?: number;
  /** How many in a row; without end when absent. */
  readonly times?: number;
}

/** A fault between a client and the service. */
export type RequestFault =
  /** 429 before anything is done, with the seconds of `Retry-After`; 1 when absent. */
  | ({ readonly kind: 'TooManyRequests'; readonly retryAfterSeconds?: number } & Scope)
  /** 503 before anything is done, as by a service that is being replaced. */
  | ({ readonly kind: 'Unavailable'; readonly retryAfterSeconds?: number } & Scope)
  /** The connection is lost, and the service has never seen the request. */
  | ({ readonly kind: 'DroppedBefore' } & Scope)
  /** The service has done what was asked, and its answer is lost. */
  | ({ readonly kind: 'DroppedAfter' } & Scope)
  /** The answer breaks off in the middle of its body. */
  | ({ readonly kind: 'CutBody' } & Scope)
  /** The answer comes that many milliseconds late, by the clock of the emulator. */
  | ({ readonly kind: 'Slow'; readonly ms: number } & Scope);

/** A fault of everything that clusters share, for as long as it is set. */
export type SharedFault =
  /** A site is lost, and comes back when the fault is taken away. */
  | { readonly kind: 'SiteDown'; readonly site: string }
  /** Of a type of GPU there are this many; when the fault is taken away, `restored`. */
  | { readonly kind: 'Stock'; readonly gpuType: string; readonly count: number; readonly restored: number };

/** Any fault: of requests, of what clusters share, in a cluster, or of the calls of the platform. */
export type EmulatorFault = RequestFault | SharedFault | Fault;

const REQUEST_KINDS: ReadonlySet<string> = new Set<RequestFault['kind']>([
  'TooManyRequests',
  'Unavailable',
  'DroppedBefore',
  'DroppedAfter',
  'CutBody',
  'Slow',
]);

export function isRequestFault(fault: EmulatorFault): fault is RequestFault {
  return REQUEST_KINDS.has(fault.kind);
}

export function isSharedFault(fault: EmulatorFault): fault is SharedFault {
  return fault.kind === 'SiteDown' || fault.kind === 'Stock';
}

export function isPlatformFault(fault: EmulatorFault): fault is Fault {
  return !isRequestFault(fault) && !isSharedFault(fault);
}
