import { expect, test } from 'vitest';
import { error } from '../diagnostics.ts';
import { objectFrom, UNKNOWN } from '../values/value.ts';
import { validPart } from './valid-part.ts';

const config = objectFrom([
  ['name', 'prod'],
  ['count', '1.5'],
  [
    'groups',
    objectFrom([
      [
        'web',
        objectFrom([
          ['min', 1],
          ['max', 3],
        ]),
      ],
      ['db', null],
    ]),
  ],
  ['gpus', [objectFrom([['name', 'a']]), objectFrom([['name', 'b']])]],
]);
const at = (...path: (string | number | { key: string })[]) => error('Invalid', 'It is.', path);

test('what is invalid counts as not known, and nothing else does', () => {
  const part = validPart(config, [
    at('count'),
    at('groups', { key: 'db' }),
    at('groups', { key: 'web' }, 'max'),
  ]);
  expect(part).toEqual({
    ...config,
    count: UNKNOWN,
    groups: { web: { min: 1, max: UNKNOWN }, db: UNKNOWN },
  });
  expect(config['count']).toBe('1.5');
});

test('a place in a list, and one that ends early', () => {
  expect(validPart(config, [at('gpus', 1, 'name')])?.['gpus']).toEqual([{ name: 'a' }, { name: UNKNOWN }]);
  expect(validPart(config, [at('name', 'deeper')])?.['name']).toBe(UNKNOWN);
  expect(validPart(config, [at('groups', { key: 'none' }, 'min')])?.['groups']).toMatchObject({
    none: UNKNOWN,
  });
});

test('a warning hides nothing, and with the whole invalid nothing is left', () => {
  expect(validPart(config, [{ ...at('count'), severity: 'warning' }])).toEqual(config);
  expect(validPart(config, [error('Invalid', 'All of it.')])).toBeUndefined();
});
