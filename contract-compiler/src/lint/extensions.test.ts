import { expect, test } from 'vitest';
import { extensions } from './extensions.ts';
import { fixture, operationOf, written } from './testing/fixture.ts';

test('a misspelt word', () => {
  const contract = fixture();
  Object.assign(written(contract, 'Pool.size'), { 'x-hikube-terrafrom': { class: 'input' } });
  expect(extensions.check(contract)).toEqual([
    expect.objectContaining({
      where: 'Pool.properties.size.x-hikube-terrafrom',
      detail: expect.stringMatching(/^is no word of ours; use one of x-hikube-terraform, /),
    }),
  ]);
});

test('a key that the generator would not read', () => {
  const contract = fixture();
  Object.assign(written(contract, 'Pool.size')['x-hikube-terraform'] ?? {}, { normalizer: 'quantity' });
  expect(extensions.check(contract)).toEqual([
    {
      where: 'Pool.properties.size.x-hikube-terraform',
      detail:
        'has the unknown key normalizer; use one of class, dependsOn, immutable, collection, equality, normaliser, json, omit, parent, inline, rolls',
    },
  ]);
});

test('a word of somebody else on an operation', () => {
  const contract = fixture();
  Object.assign(operationOf(contract, 'listPools'), { 'x-internal': true });
  expect(extensions.check(contract).map(({ where }) => where)).toEqual(['/pools.get.x-internal']);
});

test('a header that begins with X- is no extension', () => {
  const contract = fixture();
  Object.assign(contract.document.components.responses.Accepted?.headers ?? {}, {
    'X-Request-Id': { description: 'Id.' },
  });
  expect(extensions.check(contract)).toEqual([]);
});
