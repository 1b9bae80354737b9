import { expect, test } from 'vitest';
import { ReadBodies } from './read-bodies.ts';

test('the same text means the same value, which is frozen', () => {
  const bodies = new ReadBodies();
  const first = bodies.decode(7, '{"a":{"b":1}}');
  expect(first).toEqual({ a: { b: 1 } });
  expect(bodies.decode(7, '{"a":{"b":1}}')).toBe(first);
  expect(Object.isFrozen((first as { a: object }).a)).toBe(true);
});

test('another text under the same revision is read, as after damage', () => {
  const bodies = new ReadBodies();
  bodies.decode(7, '{"a":1}');
  expect(bodies.decode(7, '{"a":2}')).toEqual({ a: 2 });
  expect(() => bodies.decode(7, '{"a":')).toThrow(SyntaxError);
  expect(bodies.decode(7, '{"a":2}')).toEqual({ a: 2 });
});

test('what no longer fits is forgotten, the oldest first, and is right when it is read again', () => {
  const bodies = new ReadBodies(12);
  const [first, second] = [bodies.decode(1, '"first"'), bodies.decode(2, '{"n":2}')];
  expect(first).toBe('first');
  expect(bodies.decode(2, '{"n":2}')).toBe(second);
  bodies.decode(3, '{"n":3}');
  const again = bodies.decode(2, '{"n":2}');
  expect(again).not.toBe(second);
  expect(again).toEqual(second);
});

test('a text that is larger than all that may be kept is read all the same', () => {
  const bodies = new ReadBodies(4);
  expect(bodies.decode(1, '[1,2,3,4]')).toEqual([1, 2, 3, 4]);
  expect(bodies.decode(1, '[1,2,3,4]')).toEqual([1, 2, 3, 4]);
});
