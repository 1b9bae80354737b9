// Whatever keeps something from the platform, an answer must not say that it is there.
import { PlatformError } from '@hikube/service/platform';
import { expect, test } from 'vitest';
import { Failures } from './failures.ts';

test.each([
  ['the platform', new PlatformError('Unavailable', 'Away.', { retryable: true }), 'Unavailable'],
  ['a mistake of ours', new TypeError('x is undefined'), 'Unforeseen'],
])('%s is a failure until it is done', async (_, error, reason) => {
  const failures = new Failures();
  const failing = failures.during('prod', async () => {
    throw error;
  });
  await expect(failing).rejects.toBe(error);
  // The pass came to its end: that says nothing of how it went.
  failures.tell('prod', true);
  expect(failures.of('prod')).toMatchObject({ reason, retryable: true });
  await failures.during('prod', async () => undefined);
  expect(failures.of('prod')).toBeUndefined();
});
