import { expect, test } from 'vitest';
import { firstAnswer } from './token.ts';

const failing = (error: object) => () => Promise.reject(Object.assign(new Error('text'), error));
const problem = { status: 401, code: 'unauthenticated', errors: [], problem: { detail: 'It has expired.' } };

test('an answer, whatever it is, refuses nothing', async () => {
  expect(await firstAnswer(() => Promise.resolve({}))).toEqual({ diagnostics: [], isReachable: true });
});

test('a token that is not accepted is an error with the next step and the request', async () => {
  expect((await firstAnswer(failing({ ...problem, requestId: 'req-1' }))).diagnostics).toEqual([
    {
      severity: 'error',
      summary: 'The API does not accept the token',
      detail:
        'It has expired. Set HIKUBE_TOKEN, or `token` of the provider, to a token that is valid.\n\nRequest req-1, code unauthenticated.',
    },
  ]);
  const unsent = await firstAnswer(failing(problem));
  expect(unsent.diagnostics[0]?.detail).not.toContain('Request');
});

test('settings that make no client are an error in their own words', async () => {
  const { diagnostics } = await firstAnswer(failing({ name: 'ConfigurationError', message: 'No URL.' }));
  expect(diagnostics).toEqual([
    { severity: 'error', summary: 'The provider is set up wrongly', detail: 'No URL.' },
  ]);
});

test.each([
  ['the API is unreachable', { name: 'ConnectionError' }, false],
  ['the API fails', { ...problem, status: 500 }, true],
  ['the token may not ask', { ...problem, status: 403 }, true],
])('planning goes on when %s', async (_what, error, isReachable) => {
  expect(await firstAnswer(failing(error))).toEqual({ diagnostics: [], isReachable });
});
