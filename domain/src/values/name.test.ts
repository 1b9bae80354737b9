import { describe, expect, test } from 'vitest';
import { checkClusterName, checkNodeGroupName, isDnsLabel } from './name.ts';
import { UNKNOWN } from './unknown.ts';

describe('isDnsLabel', () => {
  test.each(['a', 'web', 'web-1', 'a--b', 'a'.repeat(63)])('%s is a label', (text) => {
    expect(isDnsLabel(text)).toBe(true);
  });

  test.each(['', '1a', '-a', 'a-', 'A', 'a_b', 'a.b', 'é', 'a\n', ' a', 'a'.repeat(64), '..'])(
    '%j is no label',
    (text) => {
      expect(isDnsLabel(text)).toBe(false);
    },
  );
});

describe('checkClusterName', () => {
  test('takes 42 characters and refuses 43', () => {
    expect(checkClusterName('a'.repeat(42))).toEqual([]);
    expect(checkClusterName('a'.repeat(43))).toEqual([
      {
        pointer: '/name',
        code: 'name_too_long',
        severity: 'error',
        detail: 'The cluster name has 43 characters; shorten it to 42.',
        params: { of: 'cluster', length: 43, most: 42 },
      },
    ]);
  });

  test('names the grammar', () => {
    expect(checkClusterName('Prod')).toEqual([
      {
        pointer: '/name',
        code: 'invalid_name',
        severity: 'error',
        detail:
          'The cluster name "Prod" must have 1 to 63 lower-case letters, digits and "-", start with a letter ' +
          'and not end with "-".',
        params: { of: 'cluster', name: 'Prod' },
      },
    ]);
  });

  test('an empty one is missing', () => {
    expect(checkClusterName('')).toEqual([
      {
        pointer: '/name',
        code: 'invalid_name',
        severity: 'error',
        detail:
          'The cluster name is missing; write one of 1 to 63 lower-case letters, digits and "-" that starts with a letter ' +
          'and does not end with "-".',
        params: { of: 'cluster', name: '' },
      },
    ]);
    expect(checkNodeGroupName('', 'shop')[0]?.detail).toContain('The node group name is missing; write one');
  });

  test('a number is no name', () => {
    expect(checkClusterName(7)[0]?.code).toBe('invalid_type');
  });
});

describe('checkNodeGroupName', () => {
  test('both names have at most 51 characters together', () => {
    expect(checkNodeGroupName('g'.repeat(9), 'c'.repeat(42))).toEqual([]);
    expect(checkNodeGroupName('g'.repeat(10), 'c'.repeat(42), '/nodeGroups/x')).toEqual([
      {
        pointer: '/nodeGroups/x',
        code: 'name_too_long',
        severity: 'error',
        detail:
          'The names of the cluster and of the node group have 52 characters together; shorten one of them, ' +
          'so that they have at most 51.',
        params: { of: 'clusterAndNodeGroup', length: 52, most: 51 },
      },
    ]);
  });

  test('without a known cluster name only the grammar counts', () => {
    expect(checkNodeGroupName('g'.repeat(60), UNKNOWN)).toEqual([]);
    expect(checkNodeGroupName('G', UNKNOWN)[0]?.code).toBe('invalid_name');
  });
});
