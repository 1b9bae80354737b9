import { X509Certificate } from 'node:crypto';
import { createSeededRandom } from '@hikube/service';
import { expect, test } from 'vitest';
import { seededAuthority } from './authority.ts';

const make = (seed: string) =>
  seededAuthority('prod Kubernetes API', {
    now: Date.parse('2026-03-02T08:00:00Z'),
    random: createSeededRandom(seed),
  });

test('is an authority that vouches for itself, for ten years', async () => {
  const certificate = new X509Certificate((await make('a')).certificate);
  expect(certificate.ca).toBe(true);
  expect(certificate.subject).toBe('CN=prod Kubernetes API');
  expect(certificate.checkIssued(certificate)).toBe(true);
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect(new Date(certificate.validTo).getUTCFullYear()).toBe(2036);
});

test('is the same for the same chance, and another for another', async () => {
  expect(await make('a')).toEqual(await make('a'));
  expect((await make('a')).certificate).not.toBe((await make('b')).certificate);
});
