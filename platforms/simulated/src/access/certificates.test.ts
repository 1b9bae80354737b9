import { X509Certificate } from 'node:crypto';
import { systemRandom } from '@hikube/service/platform';
import { expect, test } from 'vitest';
import { createAuthority, issueServerCertificate } from './certificates.ts';

const NOW = Date.parse('2026-03-02T08:00:00.000Z');
const ISSUE = { now: NOW, random: systemRandom };
const NAMES = { dnsNames: ['prod.demo.example', 'localhost'], ipAddresses: ['127.0.0.1', '::1'] };

test('an authority may sign certificates and nothing else', async () => {
  const { certificate } = await createAuthority('prod Kubernetes API', ISSUE);
  const parsed = new X509Certificate(certificate);
  expect(parsed.ca).toBe(true);
  expect(parsed.subject).toBe('CN=prod Kubernetes API\nO=Hikube');
  expect(parsed.verify(parsed.publicKey)).toBe(true);
  expect(new Date(parsed.validFrom).getTime()).toBe(NOW - 3_600_000);
  expect(new Date(parsed.validTo).getTime()).toBe(NOW + 3_650 * 86_400_000);
});

test('a server certificate is the authority’s own, for its names and 90 days', async () => {
  const authority = await createAuthority('prod', ISSUE);
  const server = await issueServerCertificate(authority, NAMES, ISSUE);
  const parsed = new X509Certificate(server.certificate);
  const issuer = new X509Certificate(authority.certificate);
  expect(parsed.checkIssued(issuer)).toBe(true);
  expect(parsed.verify(issuer.publicKey)).toBe(true);
  expect(parsed.ca).toBe(false);
  expect(parsed.checkHost('prod.demo.example')).toBe('prod.demo.example');
  expect(parsed.checkIP('127.0.0.1')).toBe('127.0.0.1');
  expect(parsed.checkIP('::1')).toBe('::1');
  expect(parsed.checkHost('other.demo.example')).toBeUndefined();
  expect(server.expiresAt).toBe(NOW + 90 * 86_400_000);
  expect(new Date(parsed.validTo).getTime()).toBe(server.expiresAt);
  expect(parsed.checkPrivateKey((await import('node:crypto')).createPrivateKey(server.privateKey))).toBe(
    true,
  );
});

test('authorities of one name are different ones', async () => {
  const [one, other] = await Promise.all([createAuthority('prod', ISSUE), createAuthority('prod', ISSUE)]);
  const server = await issueServerCertificate(one, NAMES, ISSUE);
  expect(
    new X509Certificate(server.certificate).verify(new X509Certificate(other.certificate).publicKey),
  ).toBe(false);
});
