import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkClusterName, checkNodeGroupName } from './name.ts';
import { type NameOwner, nameCollision, namesakes, platformName } from './platform-name.ts';

test.each<[NameOwner, NameOwner[]]>([
  [{ cluster: 'a' }, []],
  [{ cluster: 'a', nodeGroup: 'b' }, [{ cluster: 'a-b' }]],
  [{ cluster: 'a', nodeGroup: 'b-c' }, [{ cluster: 'a-b-c' }, { cluster: 'a-b', nodeGroup: 'c' }]],
  [
    { cluster: 'a-b-c' },
    [
      { cluster: 'a', nodeGroup: 'b-c' },
      { cluster: 'a-b', nodeGroup: 'c' },
    ],
  ],
  // No name begins with a digit or ends with "-".
  [{ cluster: 'a-1' }, []],
  [{ cluster: 'a--b' }, []],
])('%j has the namesakes %j', (owner, expected) => {
  expect(namesakes(owner)).toEqual(expected);
});

const name = fc
  .array(fc.constantFrom('a', 'b', '-', '1'), { minLength: 1, maxLength: 8 })
  .map((pieces) => pieces.join(''));
const owner = fc
  .record({ cluster: name, nodeGroup: fc.option(name, { nil: undefined }) })
  .map(
    ({ cluster, nodeGroup }): NameOwner => (nodeGroup === undefined ? { cluster } : { cluster, nodeGroup }),
  )
  .filter(
    ({ cluster, nodeGroup }) =>
      checkClusterName(cluster).length === 0 &&
      (nodeGroup === undefined || checkNodeGroupName(nodeGroup, cluster).length === 0),
  );

test('two owners share a name exactly when each is a namesake of the other', () => {
  fc.assert(
    fc.property(owner, owner, (one, other) => {
      const same = platformName(one) === platformName(other);
      const equal = one.cluster === other.cluster && one.nodeGroup === other.nodeGroup;
      const knows = (a: NameOwner, b: NameOwner) =>
        namesakes(a).some((each) => each.cluster === b.cluster && each.nodeGroup === b.nodeGroup);
      expect([knows(one, other), knows(other, one)]).toEqual([same && !equal, same && !equal]);
    }),
    { numRuns: 2_000 },
  );
});

test('every namesake can exist, has the same name, and is somebody else', () => {
  fc.assert(
    fc.property(owner, (one) => {
      for (const other of namesakes(one)) {
        expect(platformName(other)).toBe(platformName(one));
        expect(other).not.toEqual(one);
        expect(checkClusterName(other.cluster)).toEqual([]);
      }
    }),
  );
});

test('the refusal names both', () => {
  const taken = { cluster: 'a-b', nodeGroup: 'c' };
  expect(nameCollision({ cluster: 'a', nodeGroup: 'b-c' }, taken, '/name')).toEqual({
    pointer: '/name',
    code: 'name_collision',
    severity: 'error',
    detail:
      'The platform would name the node group b-c "kubernetes-a-b-c", as it has named the node group c of the ' +
      'cluster a-b; choose another name.',
  });
});
