import { describe, expect, test } from 'vitest';
import { UNKNOWN } from '../values/unknown.ts';
import { checkScaling } from './scaling.ts';

describe('checkScaling', () => {
  test.each([
    {},
    { minReplicas: 0, maxReplicas: 0 },
    { minReplicas: 3, maxReplicas: 3 },
    { minReplicas: 10 },
    { maxReplicas: 0 },
    { minReplicas: null, maxReplicas: null },
    { minReplicas: 50, maxReplicas: UNKNOWN },
    { minReplicas: UNKNOWN, maxReplicas: 0 },
  ])('takes %j', (group) => {
    expect(checkScaling(group)).toEqual([]);
  });

  test('min above max is refused at min', () => {
    expect(checkScaling({ minReplicas: 5, maxReplicas: 2 }, '/nodeGroups/web')).toEqual([
      {
        pointer: '/nodeGroups/web/minReplicas',
        code: 'min_above_max',
        severity: 'error',
        detail: 'minReplicas 5 is greater than maxReplicas 2; raise maxReplicas or lower minReplicas.',
        params: { min: 5, max: 2 },
      },
    ]);
  });

  test('an absent max is 10', () => {
    expect(checkScaling({ minReplicas: 11 })[0]?.detail).toBe(
      'minReplicas 11 is greater than maxReplicas 10; raise maxReplicas or lower minReplicas.',
    );
  });

  test.each([
    [{ minReplicas: -1 }, '/minReplicas', 'out_of_range'],
    [{ maxReplicas: -1 }, '/maxReplicas', 'out_of_range'],
    [{ minReplicas: 1.5 }, '/minReplicas', 'invalid_type'],
    [{ minReplicas: '1' }, '/minReplicas', 'invalid_type'],
    [{ maxReplicas: 1e300 }, '/maxReplicas', 'invalid_type'],
  ])('refuses %j', (group, pointer, code) => {
    expect(checkScaling(group).map((finding) => [finding.pointer, finding.code])).toEqual([[pointer, code]]);
  });
});
