// A cluster whose API server answers and does not let itself be read. That is not an API server that is down: what was known
// of the cluster stays, and what is in the way is said.
import { asSentence, PlatformError } from '@hikube/service/platform';
import { type ErrorKind, KubernetesError } from '../kubernetes/errors.ts';

const WHY: Partial<Readonly<Record<ErrorKind, (message: string) => string>>> = {
  unauthorized: () => 'does not accept the credential that the platform keeps of it',
  'no-credential': (message) =>
    `cannot be asked with the credential that the platform keeps of it. ${message}`,
  forbidden: (message) => `does not let the credential that the platform keeps of it read it: ${message}`,
  throttled: () => 'gets too many requests',
  misdirected: (message) => `cannot be reached: ${message}`,
  unreachable: (message) => `does not answer everything: ${message}`,
};

/** Runs what asks a cluster, with its failures in the words of the seam. @throws PlatformError `ClusterUnreadable` */
export async function reading<Result>(cluster: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof KubernetesError)) throw error;
    const why = WHY[error.kind]?.(error.message) ?? `cannot answer just now: ${error.message}`;
    throw new PlatformError(
      'ClusterUnreadable',
      `The API server of ${cluster} ${asSentence(why)} What is shown of the cluster may be old; it is asked again.`,
      { retryable: true, cause: error },
    );
  }
}
