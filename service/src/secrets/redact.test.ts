import { describe, expect, test } from 'vitest';
import { createRedactor, redactSecrets } from './redact.ts';

const PEM = [
  '-----BEGIN PRIVATE KEY-----',
  'MIGHAgEAMBMGByqGSM49AgEG',
  'CCqGSM49AwEH',
  '-----END PRIVATE KEY-----',
];

describe('by shape', () => {
  test.each([
    ['a token of the API', 'sent hik_0123456789abcdef0123 to it', 'sent [redacted] to it'],
    ['a token of a kubeconfig', 'hkc_ABCdef0123456789abcdef', '[redacted]'],
    ['credentials', 'Authorization: Bearer my-own-token.1', 'Authorization: Bearer [redacted]'],
    [
      'credentials in another case',
      'authorization: bearer my-own-token.1',
      'authorization: bearer [redacted]',
    ],
    ['a field of YAML', 'user:\n  token: abcdefghijklmnop', 'user:\n  token: [redacted]'],
    ['a field of JSON', '{"token":"abcdefghijklmnop"}', '{"token":"[redacted]"}'],
    [
      'JSON in JSON',
      String.raw`"{\"token\":\"abcdefghijklmnop\"}"`,
      String.raw`"{\"token\":\"[redacted]\"}"`,
    ],
    ['an address', 'postgres://hikube:s3cret@db:5432/x', 'postgres://hikube:[redacted]@db:5432/x'],
    ['a private key', `before\n${PEM.join('\n')}\nafter`, 'before\n[redacted]\nafter'],
    ['a private key in JSON', JSON.stringify({ key: PEM.join('\n') }), '{"key":"[redacted]"}'],
    ['a key that was cut', PEM.slice(0, 2).join('\n'), '[redacted]'],
    [
      'an older kind of key',
      '-----BEGIN RSA PRIVATE KEY-----\nAA==\n-----END RSA PRIVATE KEY-----',
      '[redacted]',
    ],
  ])('%s', (_name, text, cleaned) => {
    expect(redactSecrets(text)).toBe(cleaned);
  });

  test.each([
    '{"event":"request","token":"tok-3f2b8c1e-6a4d-4e0f","status":200}',
    '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----',
    'Send the header "Authorization: Bearer <token>".',
    'http://127.0.0.1:8642/v1/clusters',
  ])('leaves %s', (text) => {
    expect(redactSecrets(text)).toBe(text);
  });

  test('100,000 characters of an attack cost milliseconds', () => {
    const started = process.cpuUsage().user;
    redactSecrets('-----BEGIN PRIVATE KEY-----'.repeat(4_000));
    redactSecrets(`bearer ${' '.repeat(100_000)}`);
    redactSecrets(`token${':'.repeat(100_000)}`);
    redactSecrets('a://'.repeat(25_000));
    expect(process.cpuUsage().user - started).toBeLessThan(500_000);
  });
});

describe('by value', () => {
  test('secrets that were chosen', () => {
    const redact = createRedactor(['correct horse battery', undefined, 'short']);
    expect(redact('it is correct horse battery, short')).toBe('it is [redacted], short');
  });

  test('a secret inside another one leaves nothing of the longer', () => {
    expect(createRedactor(['canary-1', 'canary-1-and-more'])('canary-1-and-more')).toBe('[redacted]');
  });

  test('as JSON spells it', () => {
    expect(createRedactor(['quote"quote'])(JSON.stringify({ a: 'quote"quote' }))).toBe('{"a":"[redacted]"}');
  });
});
