// A kubeconfig that a tenant can write must not reach the host of the service.
import { createVirtualClock } from '@hikube/service/platform';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { KubeconfigError } from '../kubernetes/kubeconfig.ts';
import { connectWith } from './index.ts';

const connect = connectWith(createVirtualClock(0));
const AUTHORITY = { 'certificate-authority-data': Buffer.from('PEM').toString('base64') };

function configOf(user: object, cluster: object = AUTHORITY): string {
  return stringify({
    'current-context': 'k',
    clusters: [{ name: 'c', cluster: { server: 'https://api.example.test', ...cluster } }],
    users: [{ name: 'u', user }],
    contexts: [{ name: 'k', context: { cluster: 'c', user: 'u' } }],
  });
}

describe('a kubeconfig that the platform keeps of a cluster', () => {
  const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: '/bin/sh' };
  test.each([
    ['an exec', { exec }],
    ['an exec', { token: 't0ken', exec }],
    ['a tokenFile', { tokenFile: '/var/run/secrets/kubernetes.io/serviceaccount/token' }],
    ['a client-certificate', { 'client-certificate': '/keys/crt.pem' }],
    ['a client-key', { 'client-key': '/keys/key.pem' }],
  ])('with %s is refused', (what, user) => {
    expect(() => connect(configOf(user))).toThrow(KubeconfigError);
    expect(() => connect(configOf(user))).toThrow(what);
  });

  test('with a proxy is refused', () => {
    const proxy = { ...AUTHORITY, 'proxy-url': 'http://inside.example.test:6379' };
    expect(() => connect(configOf({ token: 't0ken' }, proxy))).toThrow('a proxy-url');
  });

  test('with an authority in a file is refused', () => {
    expect(() => connect(configOf({ token: 't0ken' }, { 'certificate-authority': '/ca.crt' }))).toThrow(
      'a certificate-authority',
    );
  });

  test('with all that it needs is taken', () => {
    expect(connect(configOf({ token: 't0ken' }))).toBeTypeOf('function');
  });
});
