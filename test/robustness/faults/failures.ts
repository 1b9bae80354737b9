// The ways in which a call to a neighbour can fail.
import { PlatformError, StoreError } from '@hikube/service';
import type { Call } from './seams.ts';

/** One of them. */
export interface Failure {
  readonly canStrike: (call: Call) => boolean;
  /** It is one of our own code, and a request that meets it is answered with our mistake. */
  readonly isMistake?: true;
  readonly happens: (
    call: Call,
    carryOut: () => Promise<unknown>,
    sleep: (ms: number) => Promise<void>,
  ) => Promise<unknown>;
}

/** Longer than a caller waits for an answer, shorter than a lease. */
const TIMEOUT_MS = 10_000;

const CHANGES: ReadonlySet<string> = new Set([
  'commit',
  'acquire',
  'renew',
  'release',
  'prune',
  'compact',
  'apply',
  'remove',
]);

const any = () => true;
const isCommit = ({ method }: Call) => method === 'commit';
/** A read whose answer is lost is the same as one that never arrived. */
const changesSomething = ({ method }: Call) => CHANGES.has(method);
const isOfPlatform = ({ where }: Call) => where === 'platform';

function unavailable({ where }: Call): Error {
  return where === 'store'
    ? new StoreError('unavailable', 'The storage did not answer.')
    : new PlatformError('Unreachable', 'The platform did not answer.', { retryable: true });
}

/** By name. */
export const FAILURES: Readonly<Record<string, Failure>> = {
  unavailable: {
    canStrike: any,
    happens: (call) => Promise.reject(unavailable(call)),
  },
  'carried out, answer lost': {
    canStrike: changesSomething,
    async happens(call, carryOut) {
      await carryOut();
      throw unavailable(call);
    },
  },
  timeout: {
    canStrike: any,
    async happens(call, _carryOut, sleep) {
      await sleep(TIMEOUT_MS);
      throw unavailable(call);
    },
  },
  'late, and carried out': {
    canStrike: (call) => changesSomething(call) || isOfPlatform(call),
    async happens(_call, carryOut, sleep) {
      await sleep(TIMEOUT_MS);
      return carryOut();
    },
  },
  conflict: {
    canStrike: (call) => isOfPlatform(call) || isCommit(call) || call.method === 'renew',
    async happens(call) {
      if (isOfPlatform(call))
        throw new PlatformError('Conflict', 'Somebody else was faster.', { retryable: true });
      if (call.method === 'renew') return false;
      const { writes } = call.input[0] as { readonly writes: readonly { readonly key: object }[] };
      return { ok: false, conflict: 'revision', key: writes[0]?.key, actual: 1 };
    },
  },
  'fence lost': {
    canStrike: (call) => isCommit(call) && (call.input[0] as { readonly fence?: object }).fence !== undefined,
    async happens({ input }) {
      const { fence } = input[0] as { readonly fence: { readonly lease: string } };
      return { ok: false, conflict: 'fence', lease: fence.lease };
    },
  },
  'disk full': {
    canStrike: isCommit,
    happens: () => Promise.reject(new StoreError('disk_full', 'There is no space left.')),
  },
  throttled: {
    canStrike: isOfPlatform,
    happens: () =>
      Promise.reject(new PlatformError('TooManyRequests', 'Ask again later.', { retryable: true })),
  },
  'a bug in the driver': {
    isMistake: true,
    canStrike: isOfPlatform,
    happens: () => Promise.reject(new TypeError('Cannot read what is not there.')),
  },
};
