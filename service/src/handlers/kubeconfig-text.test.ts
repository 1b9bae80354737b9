import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { kubeconfigText } from './kubeconfig-text.ts';

const CREDENTIAL = {
  server: 'https://prod.demo.example',
  certificateAuthority: '-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n',
  token: 'hkc_1',
};
const FILE = { name: 'prod', role: 'view', credential: CREDENTIAL } as const;

test('a server that is known by its host needs no other name', () => {
  expect(parse(kubeconfigText(FILE)).clusters[0].cluster).toEqual({
    server: 'https://prod.demo.example',
    'certificate-authority-data': btoa(CREDENTIAL.certificateAuthority),
  });
});

test('one that shares its address has a name of its own in the handshake', () => {
  const credential = { ...CREDENTIAL, serverName: 'prod.internal' };
  expect(parse(kubeconfigText({ ...FILE, credential })).clusters[0].cluster['tls-server-name']).toBe(
    'prod.internal',
  );
});

test('no text of a cluster or a platform can add a field', () => {
  const hostile = '"\n    exec: x\n      tokenFile: /etc/passwd';
  const credential = { ...CREDENTIAL, server: hostile, serverName: hostile, token: `hkc_1${hostile}` };
  const { users, clusters } = parse(kubeconfigText({ name: `a${hostile}`, role: 'admin', credential }));
  expect(Object.keys(users[0].user)).toEqual(['token']);
  expect(Object.keys(users[0])).toEqual(['name', 'user']);
  expect(Object.keys(clusters[0].cluster)).toEqual([
    'server',
    'tls-server-name',
    'certificate-authority-data',
  ]);
});
