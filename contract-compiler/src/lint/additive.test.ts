import { describe, expect, test } from 'vitest';
import { additive, breakingChanges } from './additive.ts';
import { finished, fixture, operationOf } from './testing/fixture.ts';

type Change = (contract: ReturnType<typeof fixture>) => void;

function findingsOf(change: Change): string[] {
  const next = fixture();
  change(next);
  return breakingChanges(fixture().document, next.document).map(
    ({ where, detail }) => `${where}: ${detail.split(';')[0]}`,
  );
}

test('nothing is fixed before the first release', () => {
  const contract = fixture();
  contract.document.paths = {};
  expect(additive.check(contract)).toEqual([]);
  expect(additive.check({ ...contract, released: fixture().document })).toHaveLength(5);
});

describe('breaks', () => {
  const cases: [string, Change, string][] = [
    [
      'an operation that is gone',
      ({ document }) => delete document.paths['/pools']?.get,
      'listPools: is gone',
    ],
    [
      'a parameter that is gone',
      (c) => operationOf(c, 'createPool').parameters?.splice(0, 1),
      'createPool: no longer takes verbose',
    ],
    [
      'a new parameter that is required',
      (c) =>
        operationOf(c, 'createPool').parameters?.push({
          name: 'zone',
          in: 'query',
          required: true,
          schema: {},
        }),
      'createPool: requires the new parameter zone',
    ],
    [
      'an answer that is gone',
      (c) => delete operationOf(c, 'createPool').responses['202'],
      'createPool: no longer answers 202',
    ],
    [
      'a media type that is gone',
      (c) => Object.assign(operationOf(c, 'createPool').requestBody ?? {}, { content: {} }),
      'createPool: no longer takes application/json',
    ],
    [
      'a property that is gone from a body',
      (c) => delete finished(c, 'PoolCreate').properties?.mode,
      'createPool body.mode: is gone',
    ],
    [
      'a property of a body that is now required',
      (c) => finished(c, 'PoolCreate').required?.push('mode'),
      'createPool body.mode: is now required',
    ],
    [
      'a value that is no longer taken',
      (c) => finished(c, 'PoolCreate.mode').enum?.pop(),
      'createPool body.mode: no longer takes large',
    ],
    [
      'a lower limit in a body',
      (c) => Object.assign(finished(c, 'PoolCreate.size'), { maximum: 8 }),
      'createPool body.size: has a lower maximum',
    ],
    [
      'a higher limit in a body',
      (c) => Object.assign(finished(c, 'PoolCreate.size'), { minimum: 1 }),
      'createPool body.size: has a higher minimum',
    ],
    [
      'a property that is gone from an answer',
      (c) => delete finished(c, 'Pool').properties?.uid,
      'listPools 200.items[].uid: is gone',
    ],
    [
      'an answer that may now be null',
      (c) => Object.assign(finished(c, 'Pool.size'), { type: ['integer', 'null'] }),
      'listPools 200.items[].size: may now be null',
    ],
    [
      'a closed enum that grows',
      (c) => finished(c, 'Pool.mode').enum?.push('huge'),
      'listPools 200.items[].mode: is a closed enum that now has huge',
    ],
    [
      'a property that is no longer always there',
      (c) =>
        Object.assign(finished(c, 'Pool'), {
          required: finished(c, 'Pool').required?.filter((name) => name !== 'uid'),
        }),
      'listPools 200.items[].uid: is no longer always there',
    ],
  ];
  test.each(cases)('%s', (_name, change, finding) => {
    expect(findingsOf(change)).toContain(finding);
  });

  test('a path that has moved', () => {
    expect(
      findingsOf(({ document }) =>
        Object.assign(document.paths, { '/groups': document.paths['/pools'], '/pools': {} }),
      ),
    ).toEqual(['listPools: has moved from GET /pools', 'createPool: has moved from POST /pools']);
  });
});

describe('allows', () => {
  const cases: [string, Change][] = [
    [
      'a new operation',
      (c) =>
        Object.assign(c.document.paths, {
          '/cards': { get: { ...operationOf(c, 'listPools'), operationId: 'listCards' } },
        }),
    ],
    [
      'a new optional property of a body',
      (c) => Object.assign(finished(c, 'PoolCreate').properties ?? {}, { colour: { type: 'string' } }),
    ],
    [
      'a new property of an answer',
      (c) => Object.assign(finished(c, 'PoolStatus').properties ?? {}, { colour: { type: 'string' } }),
    ],
    ['a value that is taken as well', (c) => finished(c, 'PoolCreate.mode').enum?.push('huge')],
    ['an open enum that grows', (c) => finished(c, 'OperationKind').enum?.push('pool.delete')],
    ['a wider limit in a body', (c) => Object.assign(finished(c, 'PoolCreate.size'), { maximum: 10 })],
  ];
  test.each(cases)('%s', (_name, change) => {
    expect(findingsOf(change)).toEqual([]);
  });
});
