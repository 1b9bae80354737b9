import { describe, expect, test } from 'vitest';
import { describeSettings, hasWeakToken, isLoopback, readSettings } from './settings.ts';

const STRONG = '0123456789abcdef0123456789abcdef';

function settingsOf(environment: Record<string, string>) {
  const result = readSettings(environment);
  if (!result.ok) throw new Error(result.mistakes.join(' '));
  return result.settings;
}

function mistakesOf(environment: Record<string, string>) {
  const result = readSettings(environment);
  return result.ok ? [] : result.mistakes;
}

describe('bounds', () => {
  test('have defaults', () => {
    expect(settingsOf({})).toMatchObject({
      metricsPort: undefined,
      rateLimit: { burst: 2000, perSecond: 500 },
      guessLimit: { burst: 20, perSecond: 1 },
      trustedProxies: 0,
      heldLimit: { perToken: 256, perTenant: 1024 },
      mostConnections: 4096,
      mostTokens: 10_000,
      quota: { clusters: '100', nodes: '2000', cpu: '20k', memory: '100Ti', gpus: '500' },
    });
  });

  test('are settings, each of them', () => {
    const settings = settingsOf({
      HIKUBE_METRICS_PORT: '9090',
      HIKUBE_RATE_LIMIT: 'off',
      HIKUBE_GUESS_LIMIT: '5/0.1',
      HIKUBE_TRUSTED_PROXIES: '2',
      HIKUBE_HELD_LIMIT: '1000/2000',
      HIKUBE_MAX_CONNECTIONS: '10',
      HIKUBE_MAX_TOKENS: '50',
      HIKUBE_QUOTA: 'clusters=1000, nodes=20k,gpus=none',
    });
    expect(settings).toMatchObject({
      metricsPort: 9090,
      rateLimit: 'off',
      guessLimit: { burst: 5, perSecond: 0.1 },
      trustedProxies: 2,
      heldLimit: { perToken: 1000, perTenant: 2000 },
      mostConnections: 10,
      mostTokens: 50,
    });
    expect(settings.quota).toEqual({ clusters: '1000', nodes: '20k', cpu: '20k', memory: '100Ti' });
    expect(describeSettings(settings)).toMatchObject({
      rateLimit: 'off',
      guessLimit: '5/0.1',
      heldLimit: '1000/2000',
      quota: 'clusters=1000,nodes=20k,cpu=20k,memory=100Ti',
    });
  });

  test.each([
    ['HIKUBE_RATE_LIMIT', '500', 'requests at once and per second, such as 2000/500, or off, not "500".'],
    ['HIKUBE_RATE_LIMIT', '0/1', 'requests at once and per second, such as 2000/500, or off, not "0/1".'],
    ['HIKUBE_GUESS_LIMIT', '5/0', 'requests at once and per second, such as 20/1, or off, not "5/0".'],
    ['HIKUBE_HELD_LIMIT', '5', 'the most of a token and of a tenant, such as 256/1024, not "5".'],
    ['HIKUBE_MAX_CONNECTIONS', '0', 'a whole number from 1 to 1000000000, such as 4096, not "0".'],
    ['HIKUBE_TRUSTED_PROXIES', '-1', 'a whole number from 0 to 1000000000, such as 0, not "-1".'],
    ['HIKUBE_MAX_TOKENS', 'many', 'a whole number from 1 to 1000000000, such as 10000, not "many".'],
    ['HIKUBE_METRICS_PORT', 'x', 'a port from 0 to 65535, not "x".'],
    ...['disks=5', 'clusters=many', 'clusters', 'clusters=', 'nodes=-1', 'memory=-1Gi', 'nodes=5=6'].map(
      (text): [string, string, string] => [
        'HIKUBE_QUOTA',
        text,
        `quantities from 0 or none of clusters, nodes, cpu, memory, gpus, such as clusters=1000,nodes=20k, not "${text}".`,
      ],
    ),
  ])('%s=%s is explained', (variable, text, sentence) => {
    expect(mistakesOf({ [variable]: text })).toEqual([`${variable} must be ${sentence}`]);
  });

  test('a quota may be nothing at all, and names each resource once', () => {
    expect(settingsOf({ HIKUBE_QUOTA: 'gpus=0,clusters=none' }).quota).toMatchObject({ gpus: '0' });
    expect(mistakesOf({ HIKUBE_QUOTA: 'nodes=5,cpu=1,nodes=none' })).toEqual([
      'HIKUBE_QUOTA has nodes twice: keep one of them.',
    ]);
  });

  test('the port for metrics is one of its own', () => {
    expect(mistakesOf({ HIKUBE_METRICS_PORT: '8642' })).toEqual([
      'HIKUBE_METRICS_PORT is 8642, as another port: choose one of its own.',
    ]);
  });
});

describe('a first token that can be guessed', () => {
  test.each(['admin-admin', 'a'.repeat(64), 'abcabcabcabcabcabcabcabcabcabcabcabc', STRONG.slice(1)])(
    '%s is refused outside of loopback, and never repeated',
    (token) => {
      const [mistake = '', ...more] = mistakesOf({ HOST: '0.0.0.0', HIKUBE_BOOTSTRAP_TOKEN: token });
      expect(mistake).toBe(
        'HIKUBE_BOOTSTRAP_TOKEN can be guessed: take at least 32 characters of chance, such as what "openssl rand -hex 32" prints, or listen on 127.0.0.1 only.',
      );
      expect(more).toEqual([]);
      expect(mistake).not.toContain(token);
      // On loopback it is only warned of.
      expect(hasWeakToken(settingsOf({ HIKUBE_BOOTSTRAP_TOKEN: token }))).toBe(true);
    },
  );

  test('a strong one, and none, are taken everywhere', () => {
    expect(mistakesOf({ HOST: '0.0.0.0', HIKUBE_BOOTSTRAP_TOKEN: STRONG })).toEqual([]);
    expect(mistakesOf({ HOST: '0.0.0.0' })).toEqual([]);
    expect(hasWeakToken({ bootstrapToken: STRONG })).toBe(false);
    expect(hasWeakToken({ bootstrapToken: undefined })).toBe(false);
  });

  test.each([
    ['127.0.0.1', true],
    ['127.1.2.3', true],
    ['::1', true],
    ['localhost', true],
    ['0.0.0.0', false],
    ['::', false],
    ['192.0.2.1', false],
    ['127.0.0.1.example.org', false],
  ])('%s is loopback: %j', (host, expected) => {
    expect(isLoopback(host)).toBe(expected);
  });
});
