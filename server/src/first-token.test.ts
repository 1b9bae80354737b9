import type { Bootstrap } from '@hikube/service';
import { expect, test } from 'vitest';
import { refuseWeakKept, tokenLines, tokenText, weakTokenAdvice } from './first-token.ts';
import { readSettings, type Settings } from './settings.ts';

const kept = { origin: 'kept', isWeak: false, isValid: true } as const;
const weak = { ...kept, from: 'setting', isWeak: true } as const;

test.each<[string, Bootstrap, RegExp]>([
  [
    'made',
    { origin: 'made', token: 'hik_1' },
    /^hik_1 \(administrator of the tenant demo, shown this once\)/,
  ],
  ['configured', { origin: 'configured', replaces: false }, /^the one in HIKUBE_BOOTSTRAP_TOKEN.*demo$/],
  ['a replacement', { origin: 'configured', replaces: true }, /replaces the first token.*no longer valid\.$/],
  ['kept, made', { ...kept, from: 'start' }, /^the one that an earlier start has printed\. To use/],
  ['kept, configured', weak, /^the one that HIKUBE_BOOTSTRAP_TOKEN named at an earlier start\. To use/],
  ['kept by an older version', kept, /^the one of an earlier start\. To use/],
  ['revoked', { ...weak, isValid: false }, /^none from this start: the first one has been revoked\. To use/],
])('the banner tells which token it is: %s', (_which, first, text) => {
  expect(tokenText(settings(), first)).toMatch(text);
});

test('a token that can be guessed is warned of, also when an earlier start was given it', () => {
  expect(weakTokenAdvice(settings({ HIKUBE_BOOTSTRAP_TOKEN: 'admin-admin' }), undefined)).toMatch(
    /^HIKUBE_BOOTSTRAP_TOKEN can be guessed: /,
  );
  expect(weakTokenAdvice(settings(), weak)).toMatch(
    /set at an earlier start, is still valid and can be guessed/,
  );
  expect(weakTokenAdvice(settings(), { ...weak, isValid: false })).toBeUndefined();
  expect(weakTokenAdvice(settings(), kept)).toBeUndefined();
});

test('such a token is refused where others can reach the service', () => {
  expect(() => refuseWeakKept({ ...settings(), host: '0.0.0.0' }, weak)).toThrow(
    /can be guessed.*or listen on 127\.0\.0\.1 only\.$/,
  );
  expect(() => refuseWeakKept({ ...settings(), host: '127.0.0.1' }, weak)).not.toThrow();
  expect(() => refuseWeakKept({ ...settings(), host: '0.0.0.0' }, kept)).not.toThrow();
});

test('in a file of tenants every one has a tokenFile, demo among them', () => {
  const named = settings({ HIKUBE_PLATFORM: 'cozystack', HIKUBE_TENANTS_FILE: 'tenants.yaml' });
  const [demo] = tokenLines(named, [{ tenant: 'demo', first: { origin: 'made', token: 'hik_1' } }]);
  expect(demo).toMatch(/To use one of your own, name its file in tenants\.demo\.tokenFile\.$/);
  expect(weakTokenAdvice(named, weak)).toMatch(/^The first token, which tenants\.demo\.tokenFile set/);
  expect(() => refuseWeakKept({ ...named, host: '0.0.0.0' }, weak)).toThrow('tenants.demo.tokenFile');
});

function settings(environment: Record<string, string> = {}): Settings {
  const result = readSettings(environment);
  if (!result.ok) throw new Error(result.mistakes.join());
  return result.settings;
}
