import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { readKubeconfig } from './kubeconfig.ts';

function configOf(cluster: object = {}, user: object = { token: 't0ken' }, more: object = {}): string {
  return stringify({
    'current-context': 'wrong',
    clusters: [{ name: 'c', cluster: { server: 'https://api.example.test/', ...cluster } }],
    users: [{ name: 'u', user }],
    contexts: [{ name: 'acme', context: { cluster: 'c', user: 'u', namespace: 'tenant-acme' } }],
    ...more,
  });
}

const encoded = (text: string): string => Buffer.from(text).toString('base64');

describe('readKubeconfig', () => {
  test('takes the context that is named', () => {
    const text = configOf({ 'certificate-authority-data': encoded('PEM'), 'tls-server-name': 'kubernetes' });
    expect(readKubeconfig(text, 'acme')).toEqual({
      server: 'https://api.example.test',
      userName: 'u',
      serverName: 'kubernetes',
      authority: 'PEM',
      namespace: 'tenant-acme',
      token: 't0ken',
    });
  });

  test('reads certificates, files and commands', () => {
    const user = {
      'client-certificate-data': encoded('CERT'),
      'client-key': '/keys/key.pem',
      exec: {
        apiVersion: 'client.authentication.k8s.io/v1',
        command: 'kubelogin',
        args: ['get-token', 1],
        env: [{ name: 'A', value: 'b' }],
      },
    };
    expect(readKubeconfig(configOf({}, user), 'acme')).toMatchObject({
      certificate: 'CERT',
      keyFile: '/keys/key.pem',
      exec: { command: 'kubelogin', args: ['get-token', '1'], env: { A: 'b' } },
    });
  });

  test.each([
    ['context that is missing', configOf(), 'other', 'The kubeconfig has no context "other": it has acme.'],
    [
      'current context that is missing',
      configOf(),
      undefined,
      'The kubeconfig has no context "wrong": it has acme.',
    ],
    [
      'SOCKS proxy',
      configOf({ 'proxy-url': 'socks5://me:secret@proxy.example.test:1080' }),
      'acme',
      /^clusters\["[^"]+"\]\.cluster\.proxy-url of the kubeconfig names a SOCKS proxy \(socks5:\/\/\), and .* name the HTTP port of the proxy with http:\/\/ or https:\/\/, or forward a port (?!.*secret)/,
    ],
    [
      'proxy of another kind',
      configOf({ 'proxy-url': 'ftp://proxy.example.test' }),
      'acme',
      'proxy-url of the kubeconfig begins with ftp://, and proxies are of HTTP or HTTPS',
    ],
    [
      'proxy that is no URL',
      configOf({ 'proxy-url': 'proxy.example.test' }),
      'acme',
      'proxy-url of the kubeconfig is no URL: write it as http://',
    ],
    [
      'number in place of a text',
      configOf({}, { token: 123 }),
      'acme',
      'The token of the kubeconfig is no text',
    ],
    [
      'context that is there twice',
      configOf({}, {}, { contexts: [{ name: 'acme' }, { name: 'acme' }] }),
      'acme',
      'more than one context "acme"',
    ],
    [
      'command that wants a terminal',
      configOf(
        {},
        {
          exec: {
            command: 'x',
            apiVersion: 'client.authentication.k8s.io/v1',
            interactiveMode: 'Always',
          },
        },
      ),
      'acme',
      'interactiveMode Always',
    ],
    [
      'certificate nobody checks',
      configOf({ 'insecure-skip-tls-verify': true }),
      'acme',
      'insecure-skip-tls-verify',
    ],
    ['plain HTTP', configOf({ server: 'http://api' }), 'acme', 'begins with https://'],
    [
      'password',
      configOf({}, { username: 'me', password: 'x' }),
      'acme',
      'has username, which is not supported',
    ],
    ['impersonation', configOf({}, { as: 'admin' }), 'acme', 'has as, which is not supported'],
    [
      'command without a version',
      configOf({}, { exec: { command: 'x' } }),
      'acme',
      'needs a command, and apiVersion',
    ],
    ['broken base64', configOf({ 'certificate-authority-data': '***' }), 'acme', 'no base64'],
    ['text', 'a: [', 'acme', 'is not YAML'],
    ['nothing', '', 'acme', 'empty or no map'],
    ['list', '[]', 'acme', 'empty or no map'],
  ])('refuses a %s with a sentence', (_, text, context, sentence) => {
    expect(() => readKubeconfig(text, context)).toThrow(sentence);
  });
});
