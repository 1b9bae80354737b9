// Failures of the platform in the words of the seam: who can do what about them, and whether asking again helps.
import { UPGRADE_PACE } from '@hikube/domain';
import { type DesiredCluster, PlatformError } from '@hikube/service/platform';
import { refusalsOf, type Shape } from './chart/index.ts';
import { asNoCredential } from './kubernetes/client.ts';
import { type ErrorKind, KubernetesError } from './kubernetes/errors.ts';
import { KubeconfigError } from './kubernetes/kubeconfig.ts';

interface Words {
  readonly reason: string;
  readonly retryable: boolean;
  readonly sentence: (message: string) => string;
}

const WORDS: Readonly<Record<ErrorKind, Words>> = {
  absent: {
    reason: 'NotFound',
    retryable: true,
    sentence: (message) => `The platform does not have it: ${message}.`,
  },
  'not-served': {
    reason: 'NotServed',
    retryable: true,
    sentence: () =>
      'The platform does not serve applications just now, so that nothing is known of the cluster; it is asked again.',
  },
  exists: {
    reason: 'NameTaken',
    retryable: false,
    sentence: () => 'The platform has something of that name already: choose another name, or take it over.',
  },
  going: {
    reason: 'NameInUse',
    retryable: true,
    sentence: () =>
      'The platform is still deleting a cluster of that name; it is tried again when that is gone.',
  },
  conflict: {
    reason: 'Conflict',
    retryable: true,
    sentence: () => 'Somebody else writes to the cluster at the same time; it is tried again.',
  },
  refused: {
    reason: 'Refused',
    retryable: false,
    sentence: (message) => `The platform refuses it: ${message}`,
  },
  quota: {
    reason: 'QuotaExceeded',
    retryable: false,
    sentence: (message) => `The quota of the tenant does not allow it: ${message}`,
  },
  'no-credential': {
    reason: 'CredentialUnusable',
    retryable: true,
    sentence: (message) => `The service has no credential for the platform. ${message}`,
  },
  unauthorized: {
    reason: 'CredentialRefused',
    retryable: true,
    sentence: () =>
      'The platform does not accept the credential of the service any more: the operator has to give it a new kubeconfig.',
  },
  forbidden: {
    reason: 'Forbidden',
    retryable: true,
    sentence: (message) =>
      `The credential of the service may not do that, and the operator has to give it more rights: ${message}`,
  },
  throttled: {
    reason: 'Throttled',
    retryable: true,
    sentence: () => 'The platform gets too many requests; it is asked again later.',
  },
  unavailable: {
    reason: 'Unavailable',
    retryable: true,
    sentence: (message) => `The platform cannot do it just now: ${message}`,
  },
  unreachable: {
    reason: 'Unreachable',
    retryable: true,
    sentence: (message) => `The platform cannot be reached: ${message}.`,
  },
  misdirected: {
    reason: 'Unreachable',
    // Nothing was asked of the platform itself: what is wanted stays, until somebody has mended the way to it.
    retryable: true,
    sentence: (message) => `The platform cannot be reached: ${message}.`,
  },
};

/** @param error anything that a call threw */
function asPlatformError(error: unknown): unknown {
  if (error instanceof KubeconfigError) return asPlatformError(asNoCredential(error));
  if (!(error instanceof KubernetesError)) return error;
  const { reason, retryable, sentence } = WORDS[error.kind];
  return new PlatformError(reason, sentence(error.message), { retryable, cause: error });
}

/** Runs something with failures in the words of the seam. */
export async function inWords<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw asPlatformError(error);
  }
}

/** @throws PlatformError for what this platform cannot do, all of it in one sentence after the other */
export function checkWish(desired: DesiredCluster, shape: Shape): void {
  const { rollout } = desired;
  // A pace that stands there by default is nobody's wish.
  const isDefault =
    rollout.maxSurge === UPGRADE_PACE.maxSurge && rollout.maxUnavailable === UPGRADE_PACE.maxUnavailable;
  const asked = isDefault ? { ...desired, rollout: { paused: rollout.paused } } : desired;
  const found = refusalsOf(asked, shape);
  if (found.length === 0) return;
  throw new PlatformError('CapabilityMissing', found.map(({ detail }) => detail).join(' '), {
    retryable: false,
  });
}
