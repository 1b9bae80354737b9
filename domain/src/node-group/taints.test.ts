import { describe, expect, test } from 'vitest';
import { UNKNOWN } from '../values/unknown.ts';
import { checkTaints } from './taints.ts';

const found = (taints: unknown) => checkTaints(taints).map(({ pointer, code }) => [pointer, code]);

describe('checkTaints', () => {
  test.each([
    [[]],
    [undefined],
    [UNKNOWN],
    [[UNKNOWN]],
    [[{ key: 'dedicated', value: 'web', effect: 'NoSchedule' }]],
    [[{ key: 'dedicated', effect: 'PreferNoSchedule' }]],
    [[{ key: 'example.ch/dedicated', value: '', effect: 'NoExecute' }]],
    [[{ key: 'node-role.kubernetes.io/ingress-nginx', effect: 'NoSchedule' }]],
    [[{ key: 'a', value: UNKNOWN, effect: UNKNOWN }]],
    [
      [
        { key: 'a', value: '1', effect: 'NoSchedule' },
        { key: 'a', value: '1', effect: 'NoExecute' },
        { key: 'b', value: '1', effect: 'NoSchedule' },
      ],
    ],
  ])('takes %j', (taints) => {
    expect(found(taints)).toEqual([]);
  });

  test.each<[unknown, string, string]>([
    ['dedicated=web:NoSchedule', '/taints', 'invalid_type'],
    [['dedicated'], '/taints/0', 'invalid_type'],
    [[{ key: 1, effect: 'NoSchedule' }], '/taints/0/key', 'invalid_type'],
    [[{ key: '', effect: 'NoSchedule' }], '/taints/0/key', 'invalid_taint'],
    [[{ key: 'a b', effect: 'NoSchedule' }], '/taints/0/key', 'invalid_taint'],
    [[{ key: 'k'.repeat(64), effect: 'NoSchedule' }], '/taints/0/key', 'invalid_taint'],
    [[{ key: 'a', value: 'two words', effect: 'NoSchedule' }], '/taints/0/value', 'invalid_taint'],
    [[{ key: 'a', value: 'v'.repeat(64), effect: 'NoSchedule' }], '/taints/0/value', 'invalid_taint'],
    [[{ key: 'a', effect: 'noSchedule' }], '/taints/0/effect', 'invalid_taint'],
    [[{ key: 'node.kubernetes.io/not-ready', effect: 'NoExecute' }], '/taints/0/key', 'reserved_taint'],
    [[{ key: 'x.k8s.io/a', effect: 'NoExecute' }], '/taints/0/key', 'reserved_taint'],
    [[{ key: 'hikube.cloud/a', effect: 'NoExecute' }], '/taints/0/key', 'reserved_taint'],
    [
      [
        { key: 'a', value: '1', effect: 'NoSchedule' },
        { key: 'a', value: '2', effect: 'NoSchedule' },
      ],
      '/taints/1/key',
      'duplicate_taint',
    ],
  ])('refuses %j', (taints, pointer, code) => {
    expect(found(taints)).toEqual([[pointer, code]]);
  });

  test('lists the effects that there are', () => {
    const [finding] = checkTaints([{ key: 'a', effect: 'Never' }]);
    expect(finding?.allowed).toEqual(['NoSchedule', 'PreferNoSchedule', 'NoExecute']);
  });
});
