// What a platform or a kubeconfig can fail with, in words for whoever has named that kubeconfig: there is no operator here.
import { KubeconfigError, KubernetesError } from '@hikube/platform-cozystack';
import { PlatformError } from '@hikube/service';
import { Refusal } from '@hikube/service/http';

/** Where it has failed, so that a program need not read sentences. */
export type FailedAt =
  /** Nothing was sent: the kubeconfig, or what it names, cannot be used. */
  | 'kubeconfig'
  /** The platform did not answer, or somebody else did. */
  | 'connection'
  /** The platform has answered that it does not know who asks, or does not let him. */
  | 'credential';

/** What is said of the kubeconfig. */
export interface Named {
  /** Path of the file. */
  readonly file?: string | undefined;
  readonly context?: string | undefined;
  readonly userName?: string | undefined;
  /** URL of the API server; may hold a password. */
  readonly server?: string | undefined;
}

export interface Failed {
  readonly refusal: Refusal;
  readonly failedAt?: FailedAt;
}

/** When it has failed. */
export interface Moment {
  /** The platform has answered before, so that the kubeconfig is not what is wrong, and waiting may help. */
  readonly isKnown: boolean;
  /** Nothing was to be changed: whoever waits for something asks so again and again. */
  readonly isRead: boolean;
}

/** Everything that a platform or a kubeconfig can be, in a sentence; what is left is a mistake of ours. */
export function failedBy(error: unknown, named: Named, moment: Moment): Failed {
  if (error instanceof Refusal) return { refusal: error };
  const unusable = kubeconfigErrorIn(error);
  if (unusable !== undefined) {
    const detail = unusableKubeconfig(unusable, named);
    return moment.isKnown
      ? { refusal: unavailable(detail, error), failedAt: 'connection' }
      : { refusal: new Refusal('unauthenticated', detail, { cause: error }), failedAt: 'kubeconfig' };
  }
  if (!(error instanceof PlatformError)) throw error;
  return ofPlatform(error, named, moment);
}

function ofPlatform(error: PlatformError, named: Named, { isKnown, isRead }: Moment): Failed {
  const { cause, message } = error;
  const sentence = sentenceFor(error, named) ?? message;
  switch (error.reason) {
    case 'CredentialRefused':
      return barred('unauthenticated', sentence, error);
    case 'Forbidden':
      return barred('forbidden', sentence, error);
    case 'NamespaceUnknown':
    case 'NotOffered':
      return barred('forbidden', message, error);
    case 'Unreachable': {
      const detail = `${message} ${whatToCheck(named, cause)}`.trim();
      const isLasting = cause instanceof KubernetesError && cause.kind === 'misdirected';
      return isLasting && !(isKnown && isRead)
        ? { refusal: new Refusal('unauthenticated', detail, { cause: error }), failedAt: 'connection' }
        : { refusal: unavailable(detail, error), failedAt: 'connection' };
    }
    default:
      return { refusal: unavailable(message, error) };
  }
}

/** Where it is about the credential; undefined for everything that is true of anybody who reads it. */
export function sentenceFor(error: PlatformError, named: Named): string | undefined {
  const unusable = kubeconfigErrorIn(error);
  if (unusable !== undefined) return unusableKubeconfig(unusable, named);
  if (error.reason === 'CredentialRefused') return refusedCredential(named);
  return error.reason === 'Forbidden' ? missingRights(named, error.cause) : undefined;
}

function barred(code: 'unauthenticated' | 'forbidden', detail: string, cause: unknown): Failed {
  return { refusal: new Refusal(code, detail, { cause }), failedAt: 'credential' };
}

const unavailable = (detail: string, cause: unknown) =>
  new Refusal('unavailable', detail, { cause, retryAfterSeconds: 1 });

function refusedCredential(named: Named): string {
  return (
    `The platform does not accept the credential of ${whose(named)}: ` +
    'sign in again, or take a new kubeconfig from where this one came.'
  );
}

function missingRights(named: Named, cause: unknown): string {
  const reason = cause instanceof Error ? cause.message : 'it is forbidden';
  return `${capital(whose(named))} may not do that on the platform: use another context, or ask whoever gave you the kubeconfig for the rights. It says: ${reason}`;
}

function whose({ file, context, userName }: Named): string {
  if (userName === undefined)
    return file === undefined ? 'the user of the kubeconfig' : 'the service account of the pod';
  const inContext = context === undefined ? '' : ` in the context "${context}"`;
  return `the user "${userName}"${inContext} of ${file ?? 'the kubeconfig'}`;
}

/** Where the platform is, without the password that an address may hold. */
export function serverOf({ server = '' }: Named): string | undefined {
  return URL.canParse(server) ? new URL(server).origin : undefined;
}

/** What to look at, by the field that is to blame where one is known. */
function whatToCheck(named: Named, cause: unknown): string {
  const failed = cause instanceof KubernetesError ? cause : undefined;
  const field = failed?.field;
  if (field === 'proxy-url') return 'Check proxy-url of the cluster in the kubeconfig, and that proxy.';
  const server = serverOf(named);
  if (server === undefined) return '';
  const where = `The kubeconfig says that it is at ${server}`;
  if (field === 'certificate-authority')
    return `${where}: check that server, and certificate-authority-data of its cluster.`;
  if (field === 'tls-server-name')
    return `${where}: write server as the certificate names it, or that name as tls-server-name.`;
  if (failed?.kind !== 'misdirected') return `${where}: check that address and the network.`;
  return failed.status === 0
    ? `${where}: whoever runs that has to renew the certificate.`
    : `${where}: check that address, and whether a proxy or a login stands before the platform.`;
}

/** Read before anything was asked, or found by the call that needed it; not of the kubeconfig that the platform keeps of a cluster. */
function kubeconfigErrorIn(error: unknown): KubeconfigError | undefined {
  if (error instanceof PlatformError && error.reason === 'ClusterUnreadable') return undefined;
  for (let at = error; at instanceof Error; at = at.cause) if (at instanceof KubeconfigError) return at;
  return undefined;
}

const unusableKubeconfig = ({ message }: KubeconfigError, { file }: Named) =>
  file === undefined || file === 'in-cluster' || message.includes(file) ? message : `${file}: ${message}`;

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
