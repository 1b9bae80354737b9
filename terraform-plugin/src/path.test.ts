// Paths in their three forms: ours, as text, and on the wire.
import { describe, expect, test } from 'vitest';
import { type AttributePath, formatPath, pathFrom, toWirePath } from './path.ts';
import type { ObjectType } from './values/type.ts';

const cases: [path: AttributePath, text: string, steps: object[]][] = [
  [[], '', []],
  [['name'], 'name', [{ attributeName: 'name' }]],
  [
    ['groups', { key: 'a"b' }, 'gpus', 0, 'name'],
    'groups["a\\"b"].gpus[0].name',
    [
      { attributeName: 'groups' },
      { elementKeyString: 'a"b' },
      { attributeName: 'gpus' },
      { elementKeyInt: 0 },
      { attributeName: 'name' },
    ],
  ],
];
test.each(cases)('%j', (path, text, steps) => {
  expect(formatPath(path)).toBe(text);
  expect(toWirePath(path)).toEqual({ steps });
});

describe('pathFrom', () => {
  const leaf = { kind: 'string' } as const;
  const type: ObjectType = {
    kind: 'object',
    attributes: {
      name: leaf,
      groups: {
        kind: 'map',
        element: { kind: 'object', attributes: { min: leaf, list: { kind: 'list', element: leaf } } },
      },
      rules: { kind: 'set', element: { kind: 'object', attributes: { port: leaf } } },
    },
  };
  test.each<[segments: (string | number)[], path: AttributePath]>([
    [['name'], ['name']],
    [
      ['groups', 'web', 'min'],
      ['groups', { key: 'web' }, 'min'],
    ],
    [
      ['groups', 'web', 'list', '3'],
      ['groups', { key: 'web' }, 'list', 3],
    ],
    [
      ['groups', 0],
      ['groups', { key: '0' }],
    ],
    [['rules', 0, 'port'], ['rules']],
    [
      ['groups', 'web', 'other', 'x'],
      ['groups', { key: 'web' }],
    ],
    [['constructor'], []],
    [
      ['groups', 'web', 'list', 'x'],
      ['groups', { key: 'web' }, 'list'],
    ],
  ])('%j', (segments, path) => {
    expect(pathFrom(type, segments)).toEqual(path);
  });
});
