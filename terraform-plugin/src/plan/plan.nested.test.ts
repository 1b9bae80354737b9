// Nested attributes as a whole: objects that come, go, move, and are not known yet.
import { describe, expect, test } from 'vitest';
import { attribute } from '../schema/attribute-builders.ts';
import { plan, planned } from '../testing/framework-plan.ts';
import { UNKNOWN } from '../values/value.ts';

type Case = [name: string, config: object, prior: object | null, expected: object, action: string];

const item = {
  min: attribute.int64({ required: true }),
  type: attribute.string({ default: 'small' }),
  id: attribute.string({ computed: true }),
};

function check(attributes: Parameters<typeof plan>[0], cases: Case[]): void {
  test.each(cases)('%s', (_name, config, prior, expected, action) => {
    const input = { config: { ...config }, prior: prior && { ...prior } };
    expect(planned(attributes, input)).toEqual(expected);
    expect(plan(attributes, input).action).toBe(action);
  });
}

describe('map, by key', () => {
  const a = { min: 1, type: 'small', id: 'id-a' };
  const b = { min: 2, type: 'big', id: 'id-b' };
  const made = { min: 3, type: 'small', id: UNKNOWN };
  check({ groups: attribute.mapNested({ optional: true, attributes: item }) }, [
    ['none', {}, {}, {}, 'none'],
    ['create', { groups: { a: { min: 3 } } }, null, { groups: { a: made } }, 'create'],
    ['null to empty', { groups: {} }, {}, { groups: {} }, 'update'],
    ['empty stays empty', { groups: {} }, { groups: {} }, { groups: {} }, 'none'],
    ['removed as a whole', {}, { groups: { a } }, {}, 'update'],
    [
      'one of two removed',
      { groups: { b: { min: 2, type: 'big' } } },
      { groups: { a, b } },
      { groups: { b } },
      'update',
    ],
    [
      'one added',
      { groups: { a: { min: 1 }, c: { min: 3 } } },
      { groups: { a } },
      { groups: { a, c: made } },
      'update',
    ],
    [
      'renamed is new',
      { groups: { c: { min: 3 } } },
      { groups: { a: { ...a, min: 3 } } },
      { groups: { c: made } },
      'update',
    ],
    [
      'one changed',
      { groups: { a: { min: 9 } } },
      { groups: { a } },
      { groups: { a: { ...a, min: 9 } } },
      'update',
    ],
    [
      'nothing changed',
      { groups: { b: { min: 2, type: 'big' }, a: { min: 1 } } },
      { groups: { a, b } },
      { groups: { a, b } },
      'none',
    ],
    ['unknown as a whole', { groups: UNKNOWN }, { groups: { a } }, { groups: UNKNOWN }, 'update'],
    [
      'one unknown',
      { groups: { a: { min: 1 }, b: UNKNOWN } },
      { groups: { a, b } },
      { groups: { a, b: UNKNOWN } },
      'update',
    ],
    [
      'unknown inside',
      { groups: { a: { min: UNKNOWN } } },
      { groups: { a } },
      { groups: { a: { ...a, min: UNKNOWN } } },
      'update',
    ],
    [
      'a key that every object inherits',
      { groups: { valueOf: { min: 3 } } },
      { groups: {} },
      { groups: { valueOf: made } },
      'update',
    ],
  ]);
});

describe('list, by position', () => {
  const first = { min: 1, type: 'small', id: 'id-0' };
  const second = { min: 2, type: 'small', id: 'id-1' };
  check({ groups: attribute.listNested({ optional: true, attributes: item }) }, [
    [
      'nothing changed',
      { groups: [{ min: 1 }, { min: 2 }] },
      { groups: [first, second] },
      { groups: [first, second] },
      'none',
    ],
    [
      'appended',
      { groups: [{ min: 1 }, { min: 2 }] },
      { groups: [first] },
      { groups: [first, { ...second, id: UNKNOWN }] },
      'update',
    ],
    ['last removed', { groups: [{ min: 1 }] }, { groups: [first, second] }, { groups: [first] }, 'update'],
    [
      'first removed: the second takes its place',
      { groups: [{ min: 2 }] },
      { groups: [first, second] },
      { groups: [{ ...second, id: 'id-0' }] },
      'update',
    ],
    [
      'swapped',
      { groups: [{ min: 2 }, { min: 1 }] },
      { groups: [first, second] },
      {
        groups: [
          { ...first, min: 2 },
          { ...second, min: 1 },
        ],
      },
      'update',
    ],
    [
      'one unknown',
      { groups: [UNKNOWN, { min: 2 }] },
      { groups: [first, second] },
      { groups: [UNKNOWN, second] },
      'update',
    ],
    ['emptied', { groups: [] }, { groups: [first] }, { groups: [] }, 'update'],
  ]);
});

describe('single object', () => {
  const one = { min: 1, type: 'small', id: 'id-1' };
  check({ group: attribute.singleNested({ optional: true, attributes: item }) }, [
    ['added', { group: { min: 1 } }, {}, { group: { ...one, id: UNKNOWN } }, 'update'],
    ['removed', {}, { group: one }, {}, 'update'],
    ['nothing changed', { group: { min: 1 } }, { group: one }, { group: one }, 'none'],
    ['unknown', { group: UNKNOWN }, { group: one }, { group: UNKNOWN }, 'update'],
    ['unknown at create', { group: UNKNOWN }, null, { group: UNKNOWN }, 'create'],
  ]);
});

describe('the API decides unless it is written: optional and computed', () => {
  const kept = { a: { min: 1, type: 'big', id: 'id-a' } };
  check(
    {
      groups: attribute.mapNested({ optional: true, computed: true, attributes: item }),
      name: attribute.string({ optional: true }),
    },
    [
      ['create', {}, null, { groups: UNKNOWN }, 'create'],
      ['kept with its inputs, whatever their defaults', {}, { groups: kept }, { groups: kept }, 'none'],
      [
        'kept while something else changes',
        { name: 'n' },
        { groups: kept },
        { groups: kept, name: 'n' },
        'update',
      ],
      [
        'written, it is planned by key',
        { groups: { a: { min: 1 } } },
        { groups: kept },
        { groups: { a: { ...kept.a, type: 'small' } } },
        'update',
      ],
      ['null, and something else changes', { name: 'n' }, {}, { groups: UNKNOWN, name: 'n' }, 'update'],
    ],
  );
});

describe('computed only, with something volatile inside', () => {
  const attributes = {
    name: attribute.string({ required: true }),
    status: attribute.singleNested({
      computed: true,
      attributes: { host: attribute.string({ computed: true }), load: attribute.int64({ volatile: true }) },
    }),
    nodes: attribute.setNested({
      computed: true,
      attributes: { id: attribute.string({ computed: true }), load: attribute.int64({ volatile: true }) },
    }),
  };
  const status = { host: 'h', load: 3 };
  const nodes = [
    { id: 'n1', load: 1 },
    { id: 'n2', load: 2 },
  ];
  check(attributes, [
    ['create', { name: 'a' }, null, { name: 'a', status: UNKNOWN, nodes: UNKNOWN }, 'create'],
    ['nothing changed', { name: 'a' }, { name: 'a', status, nodes }, { name: 'a', status, nodes }, 'none'],
    [
      'something changed',
      { name: 'b' },
      { name: 'a', status, nodes },
      {
        name: 'b',
        status: { host: 'h', load: UNKNOWN },
        nodes: [
          { id: 'n1', load: UNKNOWN },
          { id: 'n2', load: UNKNOWN },
        ],
      },
      'update',
    ],
  ]);
});

describe('a default that is an object is planned as if it were written', () => {
  const attributes = {
    network: attribute.singleNested({
      default: { min: 4, type: 'big', id: null },
      attributes: item,
    }),
    pools: attribute.mapNested({ default: {}, attributes: item }),
  };
  const network = { min: 4, type: 'big', id: 'id-n' };
  check(attributes, [
    ['create', {}, null, { network: { ...network, id: UNKNOWN }, pools: {} }, 'create'],
    ['nothing changed', {}, { network, pools: {} }, { network, pools: {} }, 'none'],
    ['drift', {}, { network: { ...network, min: 5 }, pools: {} }, { network, pools: {} }, 'update'],
    [
      'written',
      { network: { min: 1 } },
      { network, pools: {} },
      { network: { ...network, min: 1, type: 'small' }, pools: {} },
      'update',
    ],
  ]);
});
