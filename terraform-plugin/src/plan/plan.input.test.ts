// An input is what the configuration says, null included.
import { describe, expect, test } from 'vitest';
import { attribute } from '../schema/attribute-builders.ts';
import { types } from '../schema/types.ts';
import { plan, planned } from '../testing/framework-plan.ts';
import { Dynamic, UNKNOWN } from '../values/value.ts';

const lower = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

describe('one input', () => {
  const attributes = {
    required: attribute.string({ required: true }),
    optional: attribute.string({ optional: true }),
    spelled: attribute.string({ optional: true, equal: lower }),
  };
  const set = { required: 'r', optional: 'o', spelled: 'Abc' };

  const cases: [name: string, config: object, prior: object | null, expected: object, action: string][] = [
    ['create: known', set, null, set, 'create'],
    ['create: null', { required: 'r' }, null, { required: 'r' }, 'create'],
    [
      'create: unknown',
      { required: UNKNOWN, optional: UNKNOWN, spelled: UNKNOWN },
      null,
      { required: UNKNOWN, optional: UNKNOWN, spelled: UNKNOWN },
      'create',
    ],
    ['no-op: known', set, set, set, 'none'],
    ['no-op: null', { required: 'r' }, { required: 'r' }, { required: 'r' }, 'none'],
    ['no-op: another spelling', { ...set, spelled: 'ABC' }, set, set, 'none'],
    ['update: another value', { ...set, optional: 'p' }, set, { ...set, optional: 'p' }, 'update'],
    ['update: removed', { required: 'r', spelled: 'Abc' }, set, { required: 'r', spelled: 'Abc' }, 'update'],
    ['update: added', set, { required: 'r' }, set, 'update'],
    ['update: unknown', { ...set, optional: UNKNOWN }, set, { ...set, optional: UNKNOWN }, 'update'],
    ['update: known again', set, { ...set, required: 'x' }, set, 'update'],
    [
      'update: a really other spelled value',
      { ...set, spelled: 'abd' },
      set,
      { ...set, spelled: 'abd' },
      'update',
    ],
    [
      'update: spelled removed',
      { required: 'r', optional: 'o' },
      set,
      { required: 'r', optional: 'o' },
      'update',
    ],
    ['update: spelled added', set, { required: 'r', optional: 'o' }, set, 'update'],
    ['update: spelled unknown', { ...set, spelled: UNKNOWN }, set, { ...set, spelled: UNKNOWN }, 'update'],
    [
      'update: another spelling keeps the prior one while something else changes',
      { required: 'r2', optional: 'o', spelled: 'aBC' },
      set,
      { ...set, required: 'r2' },
      'update',
    ],
  ];
  test.each(cases)('%s', (_name, config, prior, expected, action) => {
    const input = { config: { ...config }, prior: prior && { ...prior } };
    expect(planned(attributes, input)).toEqual(expected);
    expect(plan(attributes, input).action).toBe(action);
  });
});

describe('every type of input', () => {
  const attributes = {
    bool: attribute.bool({ optional: true }),
    int64: attribute.int64({ optional: true }),
    number: attribute.number({ optional: true }),
    list: attribute.list(types.string, { optional: true }),
    set: attribute.set(types.string, { optional: true }),
    map: attribute.map(types.string, { optional: true }),
    object: attribute.object({ a: types.string, b: types.int64 }, { optional: true }),
    dynamic: attribute.dynamic({ optional: true }),
  };
  const text = (value: string) => new Dynamic(types.string, value);
  const all = {
    bool: false,
    int64: 0,
    number: '0.1000000000000000055511151231257827',
    list: ['b', 'a'],
    set: ['b', 'a'],
    map: { constructor: 'x' },
    object: { a: 'x', b: 1 },
    dynamic: text('x'),
  };

  const noOps: [name: string, config: object, prior: object][] = [
    ['all the same', all, all],
    ['empty is not null, on both sides', { list: [], set: [], map: {} }, { list: [], set: [], map: {} }],
    ['a set in another order', { set: ['a', 'b'] }, { set: ['b', 'a'] }],
    ['a map in another order', { map: { a: '1', b: '2' } }, { map: { b: '2', a: '1' } }],
    ['a dynamic value', { dynamic: text('y') }, { dynamic: text('y') }],
    ['a big number', { number: 9007199254740993n }, { number: 9007199254740993n }],
  ];
  test.each(noOps)('no-op: %s', (_name, config, prior) => {
    expect(plan(attributes, { config: { ...config }, prior: { ...prior } }).action).toBe('none');
  });

  const updates: [name: string, config: object, prior: object][] = [
    ['false is not null', { bool: false }, {}],
    ['zero is not null', { int64: 0 }, {}],
    ['empty text is not null', { dynamic: text('') }, {}],
    ['a list in another order', { list: ['a', 'b'] }, { list: ['b', 'a'] }],
    ['a list that lost an element', { list: ['a'] }, { list: ['a', 'b'] }],
    ['a set that gained an element', { set: ['a', 'b', 'c'] }, { set: ['a', 'b'] }],
    ['a set with another element', { set: ['a', 'c'] }, { set: ['a', 'b'] }],
    ['a map with another value', { map: { a: '2' } }, { map: { a: '1' } }],
    ['a map with another key', { map: { b: '1' } }, { map: { a: '1' } }],
    ['a map key that every object inherits', { map: { toString: 'x' } }, { map: {} }],
    ['empty instead of null', { list: [] }, {}],
    ['null instead of empty', {}, { map: {} }],
    ['an object with another member', { object: { a: 'x', b: 2 } }, { object: { a: 'x', b: 1 } }],
    ['a dynamic value of another type', { dynamic: new Dynamic(types.int64, 1) }, { dynamic: text('1') }],
    ['a dynamic value', { dynamic: text('y') }, { dynamic: text('z') }],
    ['a number by its last digit', { number: 9007199254740993n }, { number: 9007199254740992n }],
    ['a fraction by its last digit', { number: 0.1 }, { number: all.number }],
  ];
  test.each(updates)('update: %s', (_name, config, prior) => {
    const result = plan(attributes, { config: { ...config }, prior: { ...prior } });
    expect(result.action).toBe('update');
    expect(planned(attributes, { config: { ...config }, prior: { ...prior } })).toEqual(config);
  });

  const unknowns: [name: string, value: object][] = [
    ['an element of a list', { list: ['a', UNKNOWN] }],
    ['an element of a set', { set: [UNKNOWN, 'a', UNKNOWN] }],
    ['a value of a map', { map: { a: UNKNOWN } }],
    ['a member of an object', { object: { a: UNKNOWN, b: 1 } }],
    ['inside a dynamic value', { dynamic: new Dynamic(types.list(types.string), [UNKNOWN]) }],
    ['a whole list', { list: UNKNOWN }],
    ['a whole dynamic value', { dynamic: UNKNOWN }],
  ];
  test.each(unknowns)('planned as it is: %s unknown', (_name, config) => {
    expect(planned(attributes, { config: { ...config } })).toEqual(config);
    expect(planned(attributes, { config: { ...config }, prior: { ...all } })).toEqual(config);
  });
});
