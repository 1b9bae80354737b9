// X.509: an authority for each cluster, and the certificates that it issues. The library is loaded at the first use,
// because most requests never need a certificate.
import type { Random } from '@hikube/service/platform';

/** A certificate authority with its private key. */
export interface Authority {
  /** PEM. Public. */
  readonly certificate: string;
  /** PKCS #8. A secret. */
  readonly privateKey: Uint8Array<ArrayBuffer>;
}

/** A certificate with its private key, for a server. */
export interface ServerCertificate {
  /** PEM. */
  readonly certificate: string;
  /** PEM. A secret. */
  readonly privateKey: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** What a certificate is for. */
export interface ServerNames {
  /** DNS names; the first is also the common name. */
  readonly dnsNames: readonly string[];
  readonly ipAddresses: readonly string[];
}

/** Time and chance of an issue: the moment in milliseconds since the epoch, and where serial numbers come from. */
export interface Issue {
  readonly now: number;
  readonly random: Random;
}

/** Makes an authority, as {@link createAuthority} does. */
export type NewAuthority = (name: string, issue: Issue) => Promise<Authority>;

// What Go, OpenSSL and browsers have understood for ten years, with keys that are made in a millisecond.
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

const DAY_MS = 86_400_000;
/** Ten years: an authority is the identity of its cluster, and is not replaced while that lives. */
const AUTHORITY_DAYS = 3_650;
const SERVER_DAYS = 90;
// Clocks of clients are late by minutes.
const GRACE_MS = 3_600_000;
const SERIAL_BYTES = 16;

/** Makes an authority that can issue certificates for servers and nothing else. */
export async function createAuthority(name: string, issue: Issue): Promise<Authority> {
  const x509 = await load();
  const keys = await newKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(issue),
    name: [{ CN: [name] }, { O: ['Hikube'] }],
    ...validity(issue.now, AUTHORITY_DAYS),
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate: pem(certificate), privateKey: await exportKey(keys.privateKey) };
}

/** Issues a certificate for a server that is reached under these names. */
export async function issueServerCertificate(
  authority: Authority,
  names: ServerNames,
  issue: Issue,
): Promise<ServerCertificate> {
  const x509 = await load();
  const keys = await newKeys();
  const issuer = new x509.X509Certificate(authority.certificate);
  const { subtle } = globalThis.crypto;
  const signingKey = await subtle.importKey('pkcs8', authority.privateKey, ALGORITHM, false, ['sign']);
  const period = validity(issue.now, SERVER_DAYS);
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(issue),
    subject: [{ CN: [names.dnsNames[0] ?? names.ipAddresses[0] ?? 'kubernetes'] }],
    issuer: issuer.subject,
    ...period,
    publicKey: keys.publicKey,
    signingKey,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([
        ...names.dnsNames.map((value) => ({ type: 'dns' as const, value })),
        ...names.ipAddresses.map((value) => ({ type: 'ip' as const, value })),
      ]),
      await x509.AuthorityKeyIdentifierExtension.create(issuer),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  const privateKey = await exportKey(keys.privateKey);
  return {
    certificate: pem(certificate),
    privateKey: pemBlock('PRIVATE KEY', privateKey),
    expiresAt: period.notAfter.getTime(),
  };
}

let library: Promise<typeof import('@peculiar/x509')> | undefined;

/** Asks for it once: a module loader may read a file each time it is asked. */
function load(): Promise<typeof import('@peculiar/x509')> {
  library ??= read();
  return library;
}

async function read(): Promise<typeof import('@peculiar/x509')> {
  // The library keeps facts about its own classes through this polyfill, which must come first.
  await import('reflect-metadata');
  return import('@peculiar/x509');
}

type Subtle = typeof globalThis.crypto.subtle;
/** Named after WebCrypto's functions, because no types of browsers are known here. */
type CryptoKey = Awaited<ReturnType<Subtle['importKey']>>;

function newKeys(): Promise<{ readonly privateKey: CryptoKey; readonly publicKey: CryptoKey }> {
  return globalThis.crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}

async function exportKey(key: CryptoKey): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await globalThis.crypto.subtle.exportKey('pkcs8', key));
}

function validity(now: number, days: number): { readonly notBefore: Date; readonly notAfter: Date } {
  return { notBefore: new Date(now - GRACE_MS), notAfter: new Date(now + days * DAY_MS) };
}

/** Positive, as RFC 5280 wants it. */
function serialNumber({ random }: Issue): string {
  const bytes = random.bytes(SERIAL_BYTES);
  bytes[0] = 0x40 | (bytes[0]! & 0x3f);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function pem(certificate: { readonly rawData: ArrayBuffer }): string {
  return pemBlock('CERTIFICATE', new Uint8Array(certificate.rawData));
}

function pemBlock(label: string, bytes: Uint8Array): string {
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  const lines = text.match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}
