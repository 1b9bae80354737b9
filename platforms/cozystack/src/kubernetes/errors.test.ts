import { expect, test } from 'vitest';
import { errorOf } from './errors.ts';

const status = (message: string, more: object = {}): string =>
  JSON.stringify({ kind: 'Status', message, ...more });

test.each([
  [404, status('kuberneteses.apps.cozystack.io "a" not found', { details: { name: 'a' } }), 'absent', false],
  [404, '404 page not found', 'not-served', true],
  [404, status('the server could not find the requested resource'), 'not-served', true],
  [500, status('failed to create HelmRelease: helmreleases "kubernetes-a" already exists'), 'exists', false],
  [
    500,
    status('failed to create HelmRelease: object is being deleted: helmreleases "a" already exists'),
    'going',
    false,
  ],
  [
    500,
    status('failed to update HelmRelease: the object has been modified; please apply your changes'),
    'conflict',
    true,
  ],
  [
    500,
    status('failed to update HelmRelease: HelmRelease "a" is invalid: metadata.labels: Invalid value'),
    'refused',
    false,
  ],
  [500, status('etcdserver: request timed out'), 'unavailable', true],
  [409, status('it is there', { reason: 'AlreadyExists' }), 'exists', false],
  [409, status('the object has been modified', { reason: 'Conflict' }), 'conflict', true],
  [410, status('too old'), 'unavailable', true],
  [422, status('exceeded quota: tenant-quota'), 'quota', false],
  [422, status('name is required'), 'refused', false],
  [403, status('pods is forbidden: exceeded quota: tenant-quota'), 'quota', false],
  [403, status('forbidden'), 'forbidden', false],
  [401, status('Unauthorized'), 'unauthorized', false],
  [200, '\n<!doctype html><title>Sign in</title>', 'misdirected', false],
  [302, '', 'misdirected', false],
  [307, '<html>', 'misdirected', false],
  [400, '<html>', 'misdirected', false],
  [403, '<html>', 'misdirected', false],
  [404, '<html>', 'misdirected', false],
  [401, '<html>', 'unauthorized', false],
  [413, '<html>', 'refused', false],
  [429, '<html>', 'throttled', true],
  [500, '<html>', 'unavailable', true],
  [502, '<html>', 'unavailable', true],
  [503, '<html>', 'unavailable', true],
  [504, '<html>', 'unavailable', true],
])('%i %s is %s', (code, text, kind, passes) => {
  const error = errorOf(code, text, null);
  expect([error.kind, error.passes, error.status]).toEqual([kind, passes, code]);
});

test('how long to wait is told by the header, or by the body', () => {
  expect(errorOf(429, status('slowly', { details: { retryAfterSeconds: 3 } }), null).retryAfterMs).toBe(
    3_000,
  );
  expect(errorOf(429, status('slowly'), '2').retryAfterMs).toBe(2_000);
  expect(errorOf(429, status('slowly'), null).retryAfterMs).toBeUndefined();
});
