import { objectFrom, UNKNOWN, type Value } from 'terraform-plugin';
import { describe, expect, test } from 'vitest';
import { derivedSizes, withoutDerivedSizes, withSizes } from './derived-sizes.ts';

const of = (topology: Value, control_plane: Value) => objectFrom(Object.entries({ topology, control_plane }));
const size = (replicas: Value, etcd_members: Value) => objectFrom(Object.entries({ replicas, etcd_members }));

describe('what a plan can say of sizes that nobody wrote', () => {
  test.each<[string, Value, Value, Value, Value]>([
    ['all of them', 'development', null, UNKNOWN, size(1, 1)],
    ['one of them', 'development', size(2, null), size(2, UNKNOWN), size(2, 1)],
    ['none that is known', 'development', null, size(3, 3), size(3, 3)],
    ['none that is written', 'development', size(3, 3), size(3, 3), size(3, 3)],
    ['none of an unknown topology', UNKNOWN, null, UNKNOWN, UNKNOWN],
    ['none of what may be written', 'development', UNKNOWN, UNKNOWN, UNKNOWN],
    [
      'none that may be written',
      'development',
      size(UNKNOWN, null),
      size(UNKNOWN, UNKNOWN),
      size(UNKNOWN, 1),
    ],
  ])('%s', (_what, topology, written, planned, expected) => {
    const plan = of(topology, planned);
    expect(withSizes(plan, derivedSizes(of(topology, written), plan))['control_plane']).toEqual(expected);
  });
});

test('what nobody wrote is not sent', () => {
  const sent = (written: Value, planned: Value) =>
    withoutDerivedSizes(of('development', planned), of('development', written))['control_plane'];
  expect(sent(null, size(1, 1))).toEqual(size(UNKNOWN, UNKNOWN));
  expect(sent(size(2, null), size(2, 1))).toEqual(size(2, UNKNOWN));
  expect(sent(size(2, 3), size(2, 3))).toEqual(size(2, 3));
  expect(sent(null, UNKNOWN)).toBe(UNKNOWN);
});
