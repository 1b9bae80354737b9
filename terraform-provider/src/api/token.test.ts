import { DiagnosticsError } from 'terraform-plugin';
import { expect, test } from 'vitest';
import { firstAnswer, firstDirectAnswer, NO_TOKEN, notKnownYet } from './token.ts';

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

test.each([401, 403])(
  'a kubeconfig that is refused with %i is an error in the words of the refusal',
  async (status) => {
    const { diagnostics } = await firstDirectAnswer(failing({ ...problem, status }));
    expect(diagnostics).toEqual([
      { severity: 'error', summary: 'The kubeconfig cannot be used', detail: 'It has expired.' },
    ]);
    expect(await firstDirectAnswer(failing({ ...problem, status: 500 }))).toMatchObject({ diagnostics: [] });
  },
);

test('a platform that cannot be asked is a warning, because a plan without it looks like any other', async () => {
  const away = { status: 503, code: 'unavailable', errors: [], problem: { detail: 'It is away.' } };
  expect(await firstDirectAnswer(failing(away))).toEqual({
    diagnostics: [
      {
        severity: 'warning',
        summary: 'Nobody answers at the API',
        detail: expect.stringMatching(/^It is away\. Terraform goes on with .*Set `skip_preflight = true`/),
      },
    ],
    isReachable: false,
  });
});

test('an address at which there is no such thing is an error, because no preview would find anything wrong', async () => {
  const nothing = {
    status: 404,
    code: 'not_found',
    errors: [],
    problem: { detail: 'The API begins at /v1.' },
  };
  const { diagnostics } = await firstAnswer(failing({ ...nothing, requestId: 'req-1' }));
  expect(diagnostics).toEqual([
    {
      severity: 'error',
      summary: 'The endpoint is not the API',
      detail:
        'The API begins at /v1. Set HIKUBE_ENDPOINT, or `endpoint` of the provider, to its base URL with /v1.\n\nRequest req-1, code not_found.',
    },
  ]);
});

test('a token that cannot be sent is an error with the next step', async () => {
  const unsent = { name: 'ConfigurationError', option: 'token', message: 'The token cannot be sent.' };
  expect((await firstAnswer(failing(unsent))).diagnostics).toEqual([
    {
      severity: 'error',
      summary: 'The token cannot be used',
      detail:
        'The token cannot be sent. Set HIKUBE_TOKEN, or `token` of the provider, to a token that is valid.',
    },
  ]);
});

test('a page of something else is an error, too', async () => {
  const page = { name: 'UnexpectedAnswerError', message: 'https://api.test answered text/html.' };
  expect((await firstAnswer(failing(page))).diagnostics).toEqual([
    {
      severity: 'error',
      summary: 'The endpoint is not the API',
      detail:
        'https://api.test answered text/html. Set HIKUBE_ENDPOINT, or `endpoint` of the provider, to its base URL with /v1.',
    },
  ]);
});

test('settings that make no client are an error in their own words', async () => {
  const { diagnostics } = await firstAnswer(failing({ name: 'ConfigurationError', message: 'No URL.' }));
  expect(diagnostics).toEqual([
    { severity: 'error', summary: 'The provider is set up wrongly', detail: 'No URL.' },
  ]);
});

test.each([
  ['there is none', new DiagnosticsError(NO_TOKEN), 'There is no token', /^Set HIKUBE_TOKEN to/],
  [
    'it is not known yet',
    notKnownYet(['token']),
    'The token of the provider is not known yet',
    /apply that first.*HIKUBE_TOKEN/,
  ],
])('no token, because %s', async (_why, refusal, summary, detail) => {
  const answer = await firstAnswer(() => Promise.reject(refusal));
  expect(answer.diagnostics).toMatchObject([
    { severity: 'error', summary, detail: expect.stringMatching(detail) },
  ]);
});

test.each([
  ['the API fails', { ...problem, status: 500 }],
  ['the token may not ask', { ...problem, status: 403 }],
])('planning goes on when %s', async (_what, error) => {
  expect(await firstAnswer(failing(error))).toEqual({ diagnostics: [], isReachable: true });
});

test('planning goes on without the API, and says so', async () => {
  const { diagnostics, isReachable } = await firstAnswer(
    failing({ name: 'ConnectionError', message: 'Why.' }),
  );
  expect(isReachable).toBe(false);
  expect(diagnostics).toMatchObject([
    {
      severity: 'warning',
      summary: 'Nobody answers at the API',
      detail: expect.stringMatching(/^Why\. .*HIKUBE_ENDPOINT.*skip_preflight/),
    },
  ]);
});
