import { describe, expect, test } from 'vitest';
import { hostCertificate, hostEnv } from '../../testing/protocol-host.ts';
import { announcement, HandshakeError, readHandshake, reattachConfig } from './handshake.ts';

test('gives the certificate of the client to let in', () => {
  expect(readHandshake(hostEnv).equals(hostCertificate.der)).toBe(true);
});

test.each(['6', '4,6', '6,5', ''])('accepts the protocol versions %j', (versions) => {
  expect(() => readHandshake({ ...hostEnv, PLUGIN_PROTOCOL_VERSIONS: versions })).not.toThrow();
});

describe('refuses, in one sentence', () => {
  const cases: [name: string, env: Record<string, string>, message: string][] = [
    ['a person', { TF_PLUGIN_MAGIC_COOKIE: '' }, 'terraform starts it by itself'],
    ['another cookie', { TF_PLUGIN_MAGIC_COOKIE: 'x' }, 'terraform starts it by itself'],
    ['protocol 5 only', { PLUGIN_PROTOCOL_VERSIONS: '5' }, 'needs plugin protocol 6 but the host offers 5'],
    ['protocol 16', { PLUGIN_PROTOCOL_VERSIONS: '16' }, 'needs plugin protocol 6 but the host offers 16'],
    ['no client certificate', { PLUGIN_CLIENT_CERT: '' }, 'serves nobody without one'],
    ['half a client certificate', { PLUGIN_CLIENT_CERT: 'MIIB' }, 'PLUGIN_CLIENT_CERT cannot be read'],
  ];
  test.each(cases)('%s', (_name, env, message) => {
    expect(() => readHandshake({ ...hostEnv, ...env })).toThrow(HandshakeError);
    expect(() => readHandshake({ ...hostEnv, ...env })).toThrow(message);
  });
});

test('announces protocols, address and certificate in base64 without padding', () => {
  const line = announcement({ network: 'unix', address: '/tmp/p/s' }, Buffer.from('a'));
  expect(line).toBe('1|6|unix|/tmp/p/s|grpc|YQ\n');
});

test('the reattach configuration is what go-plugin reads', () => {
  const config = reattachConfig('registry.terraform.io/a/b', { network: 'tcp', address: '127.0.0.1:9' }, 42);
  const running =
    '{"Protocol":"grpc","ProtocolVersion":6,"Pid":42,"Test":true,"Addr":{"Network":"tcp","String":"127.0.0.1:9"}}';
  expect(config).toBe(`{"registry.terraform.io/a/b":${running},"registry.opentofu.org/a/b":${running}}`);
  const own = reattachConfig('registry.example.org/a/b', { network: 'tcp', address: '127.0.0.1:9' }, 42);
  expect(own).toBe(`{"registry.example.org/a/b":${running}}`);
});
