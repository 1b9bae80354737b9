import { createPrivateKey, X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { createCertificate } from './certificate.ts';
import { parseClientPin } from './client-pin.ts';

const made = createCertificate(new Date('2030-01-02T03:04:05.678Z'));
const read = new X509Certificate(made.der);

test('is for localhost, by alternative name', () => {
  expect(read.checkHost('localhost', { subject: 'never' })).toBe('localhost');
  expect(read.checkHost('example.com')).toBeUndefined();
  expect(read.subjectAltName).toBe('DNS:localhost');
  expect(read.subject).toBe('CN=localhost');
});

test('is signed by itself and may sign', () => {
  expect(read.issuer).toBe(read.subject);
  expect(read.verify(read.publicKey)).toBe(true);
  expect(read.checkIssued(read)).toBe(true);
  expect(read.ca).toBe(true);
  expect(read.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
});

test('is valid from a minute ago for thirty days', () => {
  expect(read.validFrom).toBe('Jan  2 03:03:05 2030 GMT');
  expect(read.validTo).toBe('Feb  1 03:04:05 2030 GMT');
});

test('has a P-256 key that belongs to it', () => {
  expect(read.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });
  expect(read.checkPrivateKey(createPrivateKey(made.privateKeyPem))).toBe(true);
});

test('is the same in PEM', () => {
  expect(new X509Certificate(made.certificatePem).raw.equals(made.der)).toBe(true);
  expect(made.certificatePem.split('\n').every((line) => line.length <= 64)).toBe(true);
});

test('no two have the same serial number or key', () => {
  const other = new X509Certificate(createCertificate(new Date('2030-01-02T03:04:05Z')).der);
  expect(other.serialNumber).not.toBe(read.serialNumber);
  expect(other.publicKey.equals(read.publicKey)).toBe(false);
});

test('a client pin is the certificate in DER', () => {
  expect(parseClientPin(made.certificatePem).equals(made.der)).toBe(true);
  expect(() => parseClientPin('-----BEGIN CERTIFICATE-----\nnot\n-----END CERTIFICATE-----')).toThrow();
});
