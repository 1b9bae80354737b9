import { describe, expect, test } from 'vitest';
import { alikeKey, readKeys } from './keys.ts';
import { Reading } from './reading.ts';

const KEYS = ['nodeGroups', 'storageClass', 'gpus', 'host'] as const;

describe('a key in another spelling', () => {
  test.each([
    ['nodeGroup', 'nodeGroups'],
    ['nodegroups', 'nodeGroups'],
    ['node_groups', 'nodeGroups'],
    ['node-group', 'nodeGroups'],
    ['NODEGROUPS', 'nodeGroups'],
    ['gpu', 'gpus'],
    ['storage_class', 'storageClass'],
    ['hosts', 'host'],
    ['nodePools', undefined],
    ['', undefined],
    ['ſtorageClass', undefined],
  ])('%j means %s', (written, meant) => {
    expect(alikeKey(written, KEYS)).toBe(meant);
  });

  test('is read and told, unless the right one is there', () => {
    const reading = new Reading();
    const { known, unknown } = readKeys({ nodeGroup: 1, gpu: 2, gpus: null }, KEYS, '/spec', reading);
    expect([...known]).toEqual([['nodeGroups', { value: 1, pointer: '/spec/nodeGroup' }]]);
    expect(unknown).toEqual([{ key: 'gpu', value: 2, pointer: '/spec/gpu' }]);
    expect(reading.notes).toEqual([
      {
        pointer: '/spec/nodeGroup',
        code: 'moved',
        detail: 'The form has no "nodeGroup"; it is read as nodeGroups.',
        to: '/spec/nodeGroups',
      },
    ]);
  });

  test('counts once: of two of them the first', () => {
    const { known, unknown } = readKeys({ gpu: 1, GPUs: 2 }, KEYS, '', new Reading());
    expect(known.get('gpus')).toEqual({ value: 1, pointer: '/gpu' });
    expect(unknown).toEqual([{ key: 'GPUs', value: 2, pointer: '/GPUs' }]);
  });
});

test('nothing counts as absent', () => {
  const { known, unknown } = readKeys({ host: null, gpus: undefined }, KEYS, '', new Reading());
  expect([known.size, unknown.length]).toEqual([0, 0]);
});

test('keys that break objects are keys like others', () => {
  const object = JSON.parse('{"__proto__": {"host": "x"}, "constructor": 1, "toString": 2}') as object;
  const { known, unknown } = readKeys(object as never, KEYS, '', new Reading());
  expect(known.size).toBe(0);
  expect(unknown.map(({ key }) => key)).toEqual(['__proto__', 'constructor', 'toString']);
});
