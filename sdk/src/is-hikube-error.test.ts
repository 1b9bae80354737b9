import { expect, test } from 'vitest';
import { ApiError, ConnectionError, NotFoundError } from './errors.ts';
import { isHikubeError } from './is-hikube-error.ts';
import { fakeClient, operation, problem } from './testing/fakes.ts';

const gone = () => new NotFoundError({ status: 404, code: 'not_found', detail: 'Nothing there.' });

test('knows an error of this client, and its code', () => {
  expect(isHikubeError(gone())).toBe(true);
  expect(isHikubeError(gone(), 'not_found')).toBe(true);
  expect(isHikubeError(gone(), 'forbidden')).toBe(false);
  expect(isHikubeError(new ConnectionError('Away.', { retryable: true }))).toBe(true);
  expect(isHikubeError(new ConnectionError('Away.', { retryable: true }), 'not_found')).toBe(false);
});

test.each([new Error('not_found'), { code: 'not_found' }, null, undefined, 'not_found', 404])(
  'knows that %j is none',
  (error) => {
    expect(isHikubeError(error)).toBe(false);
    expect(isHikubeError(error, 'not_found')).toBe(false);
  },
);

test('knows an error of another copy of the package', async () => {
  // The query makes a second copy of the module, as a second installation is one.
  const copy = (await import(/* @vite-ignore */ `${'./errors.ts'}?copy`)) as typeof import('./errors.ts');
  const error = new copy.NotFoundError({ status: 404, code: 'not_found', detail: 'Nothing there.' });
  expect(error).not.toBeInstanceOf(NotFoundError);
  expect(isHikubeError(error, 'not_found')).toBe(true);
});

test('does not show in what is printed or compared', () => {
  expect(Object.keys(gone())).not.toContain('@hikube/sdk/error');
  expect({ ...gone() }).toEqual({ ...gone() });
});

test('narrows to what the code has', async () => {
  const body = problem(409, 'already_exists', { existing: { object: { name: 'prod' } } });
  const { client } = fakeClient([{ method: 'POST', path: '/clusters', status: 409, json: body }]);
  const error = await client.clusters.create({ name: 'prod' }).accepted.catch((caught: unknown) => caught);
  if (!isHikubeError(error, 'already_exists')) throw error;
  const code: 'already_exists' = error.code;
  expect([code, error.existing?.object.name, error.requestId]).toEqual(['already_exists', 'prod', 'req-1']);
});

test('knows work that failed by its code', async () => {
  const failed = operation({
    status: 'failed',
    endedAt: '2026-01-01T00:02:00Z',
    error: { code: 'platform_failed', detail: 'No GPU is left.', retryable: true },
  });
  const { client } = fakeClient([{ method: 'POST', path: '/clusters', status: 202, json: failed }]);
  const error = await client.clusters
    .create({ name: 'prod' })
    .wait()
    .catch((caught: unknown) => caught);
  expect(isHikubeError(error, 'platform_failed')).toBe(true);
});

test('a switch over the code completes, and takes a code of a later service', () => {
  const words = (error: ApiError): string => {
    switch (error.code) {
      case 'quota_exceeded':
        return 'too much';
      case 'unknown':
        return 'somebody else';
      default:
        return error.code;
    }
  };
  const error = (code: ApiError['code']) => new ApiError({ status: 422, code, detail: '' });
  expect([words(error('quota_exceeded')), words(error('unknown')), words(error('of_tomorrow'))]).toEqual([
    'too much',
    'somebody else',
    'of_tomorrow',
  ]);
});
