import { describe, expect, test } from 'vitest';
import { UNKNOWN } from '../values/unknown.ts';
import { checkChange, checkClusterDeletion } from './change.ts';

describe('checkChange', () => {
  test.each([
    [{ storageClass: 'replicated' }, { storageClass: 'replicated', version: '1.35' }],
    [{ storageClass: 'replicated', host: 'a.ch' }, {}],
    [{ storageClass: 'replicated' }, { storageClass: UNKNOWN }],
    [{}, { host: 'a.ch' }],
    [{ host: 'a.ch' }, { host: null }],
    [null, { host: 'a.ch' }],
  ])('takes %j to %j', (before, after) => {
    expect(checkChange('Cluster', before, after)).toEqual([]);
  });

  test('refuses another storage class and another host', () => {
    const before = { storageClass: 'replicated', host: 'a.ch' };
    expect(checkChange('Cluster', before, { storageClass: 'local', host: 'b.ch' })).toEqual([
      {
        pointer: '/storageClass',
        code: 'immutable',
        severity: 'error',
        detail:
          'storageClass cannot change from "replicated" to "local", because its volumes stay in the class they ' +
          'were made in; keep it, or make another cluster.',
        allowed: ['replicated'],
      },
      {
        pointer: '/host',
        code: 'immutable',
        severity: 'error',
        detail:
          'host cannot change from "a.ch" to "b.ch", because the certificates of the API server carry the name; ' +
          'keep it, or make another cluster.',
        allowed: ['a.ch'],
      },
    ]);
  });
});

test('a protected cluster is not deleted', () => {
  expect(checkClusterDeletion({ deletionProtection: false })).toEqual([]);
  expect(checkClusterDeletion({})).toEqual([]);
  expect(checkClusterDeletion({ deletionProtection: true })).toEqual([
    {
      pointer: '/deletionProtection',
      code: 'deletion_protected',
      severity: 'error',
      detail: 'The cluster is protected against deletion; set deletionProtection to false first.',
    },
  ]);
});
