import { expect, test } from 'vitest';
import { problems } from './problems.ts';
import { fixture, operationOf } from './testing/fixture.ts';

function findingsOf(change: (contract: ReturnType<typeof fixture>) => void): string[] {
  const contract = fixture();
  change(contract);
  return problems.check(contract).map(({ where, detail }) => `${where}: ${detail}`);
}

test('the small contract lists what follows from its shape', () => {
  expect(operationOf(fixture(), 'updatePool')['x-hikube-problems']).toEqual([
    'unauthenticated',
    'forbidden',
    'not_found',
    'deleting',
    'rate_limited',
    'internal',
    'unavailable',
  ]);
});

test('a code without its response', () => {
  expect(findingsOf((contract) => delete operationOf(contract, 'updatePool').responses['409'])).toEqual([
    'updatePool: lists deleting but has no response 409; add the response',
  ]);
});

test('a response without a code', () => {
  expect(
    findingsOf((contract) => Object.assign(operationOf(contract, 'listPools').responses, { '418': {} })),
  ).toEqual(['listPools: has a response 418 but no problem code of that status; remove it or list the code']);
});

test('a code that does not exist', () => {
  expect(
    findingsOf((contract) => operationOf(contract, 'listPools')['x-hikube-problems']?.push('bad_luck')),
  ).toEqual(['listPools: lists the problem code bad_luck, which problems.yaml does not have; correct it']);
});

test('a 5xx that comes as a surprise', () => {
  const forget = (contract: ReturnType<typeof fixture>) => {
    const operation = operationOf(contract, 'listPools');
    delete operation.responses['500'];
    operation['x-hikube-problems'] =
      operation['x-hikube-problems']?.filter((code) => code !== 'internal') ?? [];
  };
  expect(findingsOf(forget)).toEqual([
    'listPools: does not list internal, which any request may meet; add it to the list',
  ]);
});

test.each([
  ['badLuck', 400, false, 'is not in snake_case; rename it'],
  ['bad_luck', 200, false, 'has the status 200, which is no error; correct it'],
  [
    'bad_luck',
    404,
    true,
    'says retryable: true with 404; only 408, 409, 429, 500 and 503 may succeed on repetition',
  ],
])('the entry %s with %i, retryable %s', (code, status, retryable, detail) => {
  const entry = {
    status,
    retryable,
    title: 'Bad luck',
    description: 'Bad luck.',
    example: { detail: 'Bad luck.' },
  };
  expect(findingsOf((contract) => Object.assign(contract.problems, { [code]: entry }))).toEqual([
    `${code}: ${detail}`,
  ]);
});
