import { describe, expect, test } from 'vitest';
import { PlatformError } from '../platform/platform.ts';
import { Refusal } from '../refusal.ts';
import { StoreError } from '../store/errors.ts';
import { toRefusal } from './errors.ts';

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
