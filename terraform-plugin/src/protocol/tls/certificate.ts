// The server certificate that the handshake line announces: self-signed, for "localhost", with a key of its own.
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import * as der from './der.ts';

const ECDSA_WITH_SHA256 = der.sequence(der.objectIdentifier('1.2.840.10045.4.3.2'));
const VERSION_3 = der.contextTag(0, der.integer(Uint8Array.of(2)), 'constructed');

const ONE_MINUTE = 60_000;
const THIRTY_DAYS = 30 * 24 * 60 * ONE_MINUTE;

export interface ServerCertificate {
  /** The certificate itself; the handshake line carries it in base64. */
  der: Buffer;
  certificatePem: string;
  privateKeyPem: string;
}

/**
 * Makes a P-256 key and a certificate for it. It is valid from a minute before `now`, because the host's clock
 * is read at another moment, and for 30 days, because no apply lasts longer.
 */
export function createCertificate(now: Date): ServerCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = distinguishedName('localhost');
  const toBeSigned = der.sequence(
    VERSION_3,
    der.integer(randomBytes(16)),
    ECDSA_WITH_SHA256,
    name,
    der.sequence(
      der.time(new Date(now.getTime() - ONE_MINUTE)),
      der.time(new Date(now.getTime() + THIRTY_DAYS)),
    ),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der.contextTag(3, der.sequence(...extensions()), 'constructed'),
  );
  const signature = sign('sha256', toBeSigned, privateKey);
  const certificate = der.sequence(toBeSigned, ECDSA_WITH_SHA256, der.bitString(signature));
  return {
    der: certificate,
    certificatePem: toPem(certificate),
    privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
  };
}

function distinguishedName(commonName: string): Buffer {
  const attribute = der.sequence(der.objectIdentifier('2.5.4.3'), der.utf8String(commonName));
  return der.sequence(der.set(attribute));
}

/** The host trusts this certificate as its only root and asks for the name localhost, which must be a SAN. */
function extensions(): Buffer[] {
  const digitalSignatureAndCertSign = der.bitString(Uint8Array.of(0x84), 2);
  const serverAuth = der.objectIdentifier('1.3.6.1.5.5.7.3.1');
  const localhost = der.contextTag(2, Buffer.from('localhost'), 'primitive');
  return [
    extension('2.5.29.15', 'critical', digitalSignatureAndCertSign),
    extension('2.5.29.37', 'informative', der.sequence(serverAuth)),
    extension('2.5.29.19', 'critical', der.sequence(der.boolean(true))),
    extension('2.5.29.17', 'informative', der.sequence(localhost)),
  ];
}

function extension(id: string, weight: 'critical' | 'informative', value: Buffer): Buffer {
  const critical = weight === 'critical' ? [der.boolean(true)] : [];
  return der.sequence(der.objectIdentifier(id), ...critical, der.octetString(value));
}

function toPem(certificate: Buffer): string {
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
