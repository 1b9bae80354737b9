import { describe, expect, test } from 'vitest';
import { PlatformError } from '../platform/platform.ts';
import { Refusal } from '../refusal.ts';
import { StoreError } from '../store/errors.ts';
import { toRefusal } from './failures/to-refusal.ts';
import { problemOf, problemResponse } from './problem.ts';

const REQUEST = { requestId: 'req-1', path: '/v1/clusters' };

describe('problemOf', () => {
  test('has everything that the contract asks for', () => {
    const errors = [{ pointer: '/name', code: 'required', detail: 'Add it.', allowed: ['a'] }];
    expect(problemOf(new Refusal('validation_failed', 'One field is wrong.', { errors }), REQUEST)).toEqual({
      type: 'https://docs.hikube.cloud/problems/validation_failed',
      title: 'The body breaks a rule',
      status: 422,
      code: 'validation_failed',
      detail: 'One field is wrong.',
      instance: '/v1/clusters',
      requestId: 'req-1',
      retryable: false,
      errors,
    });
  });

  test('keeps what it repeats within the bounds of the contract', () => {
    const long = 'x'.repeat(9000);
    const errors = Array.from({ length: 150 }, () => ({
      pointer: long,
      code: 'c',
      detail: long,
      allowed: Array.from({ length: 150 }, () => long),
    }));
    const problem = problemOf(new Refusal('validation_failed', long, { errors }), { ...REQUEST, path: long });
    const [error] = problem.errors;
    expect([problem.detail.length, problem.instance?.length, problem.errors.length]).toEqual([
      2048, 512, 100,
    ]);
    expect([
      error?.pointer.length,
      error?.detail.length,
      error?.allowed?.length,
      error?.allowed?.[0]?.length,
    ]).toEqual([512, 1024, 100, 256]);
  });

  test('leads to the pages of the service where it has some, and to the public ones where the address is too long', () => {
    const refusal = new Refusal('not_found', 'd');
    const at = (problemPages: string) => problemOf(refusal, { ...REQUEST, problemPages }).type;
    expect(at('http://127.0.0.1:8642/docs/problems/')).toBe('http://127.0.0.1:8642/docs/problems/not_found');
    expect(at(`http://${'x'.repeat(300)}/docs/problems/`)).toBe(
      'https://docs.hikube.cloud/problems/not_found',
    );
  });

  test('never cuts a character in half', () => {
    const { detail } = problemOf(new Refusal('not_found', `${'x'.repeat(2046)}😀😀`), REQUEST);
    expect(detail).toBe(`${'x'.repeat(2046)}…`);
  });

  test('carries what there is instead', () => {
    const current = { uid: 'u', generation: 2 };
    expect(problemOf(new Refusal('precondition_failed', 'd', { current }), REQUEST).current).toEqual(current);
  });
});

describe('problemResponse', () => {
  test.each([
    [new Refusal('unauthenticated', 'd'), 401, 'www-authenticate', 'Bearer realm="hikube"'],
    [new Refusal('rate_limited', 'd', { retryAfterSeconds: 7 }), 429, 'retry-after', '7'],
    [new Refusal('unavailable', 'd'), 503, 'retry-after', '1'],
    [new Refusal('method_not_allowed', 'd', { allow: ['GET', 'HEAD'] }), 405, 'allow', 'GET, HEAD'],
  ])('%s has the header of its code', async (refusal, status, name, value) => {
    const response = problemResponse(refusal, REQUEST, new Headers({ 'X-Request-Id': 'req-1' }));
    expect([response.status, response.headers.get(name)]).toEqual([status, value]);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(response.headers.get('x-request-id')).toBe('req-1');
  });
});

describe('toRefusal', () => {
  test('leaves a refusal as it is', () => {
    const refusal = new Refusal('not_found', 'There is nothing.');
    expect(toRefusal(refusal)).toBe(refusal);
  });

  test.each([
    [new StoreError('unavailable', 'secret'), 'unavailable'],
    [new StoreError('disk_full', 'secret'), 'unavailable'],
    [new StoreError('corrupt', 'secret'), 'unavailable'],
    // The store refuses arguments only when this service has made a mistake.
    [new StoreError('invalid_argument', 'secret'), 'internal'],
    [new PlatformError('Timeout', 'secret', { retryable: true }), 'unavailable'],
    [new TypeError('secret'), 'internal'],
    ['secret', 'internal'],
    [undefined, 'internal'],
  ])('%s becomes %s', (error, code) => {
    const refusal = toRefusal(error);
    expect(refusal.code).toBe(code);
    expect(refusal.message).not.toContain('secret');
    expect(refusal.cause).toBe(error);
  });
});
