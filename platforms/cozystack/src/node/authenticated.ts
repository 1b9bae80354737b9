// Requests as somebody whose credential ends now and then: one that is refused is sent once more when there is another one.
import { X509Certificate } from 'node:crypto';
import type { Clock } from '@hikube/service/platform';
import type { Fetch } from '../kubernetes/client.ts';
import { KubeconfigError } from '../kubernetes/section.ts';
import type { Credential, Credentials } from './credentials.ts';

/** Sends a request as somebody. The body is apart, because it may be sent twice. */
export type Send = (request: Request, body: Buffer | undefined, credential: Credential) => Promise<Response>;

/** @param clock tells whether a certificate has ended that is not taken */
export function authenticated(credentials: Credentials, send: Send, clock: Clock): Fetch {
  /** A certificate that has ended is refused in the handshake or afterwards, and neither says so. */
  async function sent(request: Request, body: Buffer | undefined, credential: Credential): Promise<Response> {
    try {
      const answer = await send(request, body, credential);
      if (answer.status === 401) credentials.refused(credential);
      // A server may take whoever shows a certificate that has ended for nobody in particular.
      if (answer.status === 403 && credential.token === undefined) refuseEnded(credential, clock);
      return answer;
    } catch (error) {
      if (!request.signal.aborted) refuseEnded(credential, clock);
      throw error;
    }
  }

  return async (request) => {
    const body = request.body === null ? undefined : Buffer.from(await request.arrayBuffer());
    const credential = await credentials.current();
    const answer = await sent(request, body, credential);
    if (answer.status !== 401) return answer;
    const next = await credentials.current();
    if (!isSame(next, credential)) {
      await answer.body?.cancel();
      return sent(request, body, next);
    }
    if (credential.token === undefined) refuseEnded(credential, clock);
    return answer;
  };
}

function isSame(one: Credential, other: Credential): boolean {
  return one.token === other.token && one.certificate === other.certificate;
}

/** @throws KubeconfigError for a certificate that has ended */
function refuseEnded({ certificate }: Credential, clock: Clock): void {
  const end = certificate === undefined ? Number.NaN : endOf(certificate);
  if (!(end <= clock.now())) return;
  throw new KubeconfigError(
    `The client certificate of the kubeconfig ended on ${new Date(end).toISOString()}: take a kubeconfig with a new one.`,
  );
}

/** Milliseconds since the epoch; NaN for what is no certificate. */
function endOf(certificate: string): number {
  try {
    return Date.parse(new X509Certificate(certificate).validTo);
  } catch {
    return Number.NaN;
  }
}
