// The one client that is let in: whoever holds the key of the certificate that the host gave us.
import { X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';

/** A client certificate in DER. */
export type ClientPin = Buffer;

/**
 * Reads the certificate that the host passes in PEM.
 * @throws Error when the text is not a certificate.
 */
export function parseClientPin(pem: string): ClientPin {
  return new X509Certificate(pem).raw;
}

/** True when the peer proved, in the TLS handshake, that it holds the key of exactly this certificate. */
export function isPinned(socket: TLSSocket, pin: ClientPin): boolean {
  const certificate: { raw?: Buffer } = socket.getPeerCertificate();
  return certificate.raw !== undefined && pin.equals(certificate.raw);
}
