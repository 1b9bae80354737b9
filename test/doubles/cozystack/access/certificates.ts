// Certificates of the platform and of tenant clusters: an authority, servers, and users by certificate.
import { randomBytes, webcrypto, X509Certificate } from 'node:crypto';
import type { User } from '@hikube/kubernetes-api';
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const DAY_MS = 86_400_000;

type Keys = Awaited<ReturnType<typeof newKeys>>;

export interface Authority {
  /** PEM. */
  readonly certificate: string;
  readonly keys: Keys;
}

/** PEM, both. */
export interface Credential {
  readonly certificate: string;
  readonly key: string;
}

function newKeys() {
  return webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}

// Programs that connect look at their own clock, whatever time it is for the platform.
function validity(): { notBefore: Date; notAfter: Date } {
  return { notBefore: new Date(Date.now() - DAY_MS), notAfter: new Date(Date.now() + 365 * DAY_MS) };
}

const serialNumber = (): string => `40${randomBytes(8).toString('hex')}`;

export async function createAuthority(name: string): Promise<Authority> {
  const keys = await newKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: [{ CN: [name] }],
    ...validity(),
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
    ],
  });
  return { certificate: certificate.toString('pem'), keys };
}

async function issue(
  authority: Authority,
  subject: x509.JsonName,
  extensions: x509.Extension[],
): Promise<Credential> {
  const keys = await newKeys();
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject,
    issuer: new x509.X509Certificate(authority.certificate).subject,
    ...validity(),
    publicKey: keys.publicKey,
    signingKey: authority.keys.privateKey,
    signingAlgorithm: ALGORITHM,
    extensions: [new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true), ...extensions],
  });
  const key = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  const lines = key.match(/.{1,64}/g) ?? [];
  return {
    certificate: certificate.toString('pem'),
    key: ['-----BEGIN PRIVATE KEY-----', ...lines, '-----END PRIVATE KEY-----', ''].join('\n'),
  };
}

/** For a server on this machine. */
export function issueServer(authority: Authority, names: readonly string[] = []): Promise<Credential> {
  return issue(
    authority,
    // Not the name of the authority: OpenSSL takes that for a certificate that signed itself.
    [{ CN: ['kube-apiserver'] }],
    [
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([
        { type: 'ip', value: '127.0.0.1' },
        { type: 'dns', value: 'localhost' },
        ...names.map((value) => ({ type: 'dns' as const, value })),
      ]),
    ],
  );
}

/** For a user, who has his name and groups in it. */
export function issueUser(authority: Authority, { name, groups }: User): Promise<Credential> {
  return issue(
    authority,
    [{ CN: [name] }, ...groups.map((group) => ({ O: [group] }))],
    [new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth])],
  );
}

/** Whom a certificate names; undefined when somebody else issued it. */
export function userOf(authority: Authority, certificate: X509Certificate): User | undefined {
  if (!certificate.verify(new X509Certificate(authority.certificate).publicKey)) return undefined;
  const parts = certificate.subject.split('\n').map((line) => line.split('='));
  const all = (key: string): string[] =>
    parts.filter(([name]) => name === key).map(([, value = '']) => value);
  const groups = all('O');
  return { name: all('CN')[0] ?? '', groups: [...groups, 'system:authenticated'] };
}
