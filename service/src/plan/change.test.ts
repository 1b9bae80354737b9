import { describe, expect, test } from 'vitest';
import type { ClusterState } from '../model/aggregate.ts';
import { supersededBy } from './change.ts';

function stateWith(...fields: string[][]): ClusterState {
  return {
    operations: fields.map((each, index) => ({ id: `op-${index}`, fields: each })),
  } as unknown as ClusterState;
}

describe('supersededBy', () => {
  test.each<[string, string[], string[], boolean]>([
    ['the same field', ['/displayName'], ['/displayName'], true],
    ['another field', ['/displayName'], ['/labels/a'], false],
    ['the same and more', ['/labels/a'], ['/labels/a', '/displayName'], true],
    ['a part of it', ['/labels/a', '/displayName'], ['/labels/a'], false],
    ['a whole group', ['/nodeGroups/web/maxReplicas', '/nodeGroups/web/roles'], ['/nodeGroups/web'], true],
    ['a group of a similar name', ['/nodeGroups/web2/maxReplicas'], ['/nodeGroups/web'], false],
    ['a field of a group that is made', ['/nodeGroups/web'], ['/nodeGroups/web/maxReplicas'], false],
    ['everything', ['/nodeGroups/web', '/displayName'], [''], true],
    ['everything, a creation too', [''], [''], true],
    ['a creation, by a change', [''], ['/displayName'], false],
    ['a deletion, by nothing', [], [''], false],
    ['nothing', ['/displayName'], [], false],
  ])('%s', (_name, open, written, isSuperseded) => {
    expect(supersededBy(written, stateWith(open)).map(({ id }) => id)).toEqual(isSuperseded ? ['op-0'] : []);
  });

  test('looks at each operation by itself', () => {
    const state = stateWith(['/a'], ['/b'], ['/a/x']);
    expect(supersededBy(['/a'], state).map(({ id }) => id)).toEqual(['op-0', 'op-2']);
  });
});
