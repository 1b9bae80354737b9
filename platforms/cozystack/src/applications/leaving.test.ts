// What leaves is known by its uid until a look has found it gone.
import { groupWish } from '@hikube/service/platform/suite';
import { expect, test } from 'vitest';
import { leavingAfter } from './leaving.ts';

const groups = (...names: string[]) => names.map((name) => groupWish(name));
const wish = (...names: string[]) => ({ nodeGroups: groups(...names), addons: [] });
const seen = (...names: string[]) => ({
  cluster: 1,
  parts: Object.fromEntries(groups(...names).map(({ uid }) => [uid, 1])),
});
const uidsOf = (...names: string[]) =>
  Object.fromEntries(groups(...names).map(({ name, uid }) => [name, uid]));

test('what the new wish has no more leaves', () => {
  const addons = [{ id: 'flux', uid: 'uid-flux', generation: 1 }];
  const before = { wish: { ...wish('a', 'b'), addons }, record: undefined };
  expect(leavingAfter(before, wish('b'), undefined)).toEqual({
    nodeGroups: uidsOf('a'),
    addons: { flux: 'uid-flux' },
  });
});

test('what left before stays known as long as it is seen, and when nobody has looked', () => {
  const record = { leaving: { nodeGroups: uidsOf('a', 'b'), addons: {} } };
  const before = { wish: wish('c'), record };
  expect(leavingAfter(before, wish('c'), seen('b', 'c')).nodeGroups).toEqual(uidsOf('b'));
  expect(leavingAfter(before, wish('c'), undefined).nodeGroups).toEqual(uidsOf('a', 'b'));
});

test('one of the same name that is made anew is not the one that leaves', () => {
  const [old] = groups('a');
  const before = { wish: { nodeGroups: [{ ...old!, uid: 'uid-of-old' }], addons: [] }, record: undefined };
  expect(leavingAfter(before, wish('a'), undefined).nodeGroups).toEqual({ a: 'uid-of-old' });
});
