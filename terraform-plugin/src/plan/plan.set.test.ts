// Elements of a nested set have no address. Which one was which is found by likeness, and each is used once.
import { describe, expect, test } from 'vitest';
import { attribute } from '../schema/attribute-builders.ts';
import { types } from '../schema/types.ts';
import { plan, planned } from '../testing/framework-plan.ts';
import { UNKNOWN } from '../values/value.ts';

const equal = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

const rule = {
  port: attribute.int64({ required: true }),
  host: attribute.string({ optional: true, equal }),
  zone: attribute.string({ optional: true, computed: true }),
  tags: attribute.list(types.string, { optional: true, emptyIsNull: true }),
  protocol: attribute.string({ default: 'tcp' }),
  id: attribute.string({ computed: true }),
};
type Elements = (object | typeof UNKNOWN)[];

describe('without a key', () => {
  const rules = attribute.setNested({ optional: true, attributes: rule });
  const found = (config: Elements, prior: Elements | null) =>
    planned({ rules }, { config: { rules: config }, prior: prior && { rules: prior } })['rules'];
  const a = { port: 1, host: 'a', zone: 'z', protocol: 'tcp', id: 'id-a' };
  const b = { port: 2, host: 'b', zone: 'z', protocol: 'tcp', id: 'id-b' };

  const cases: [name: string, config: Elements, prior: Elements | null, expected: Elements][] = [
    ['create', [{ port: 1 }], null, [{ port: 1, protocol: 'tcp', zone: UNKNOWN, id: UNKNOWN }]],
    [
      'the same in another order',
      [
        { port: 2, host: 'b' },
        { port: 1, host: 'a' },
      ],
      [a, b],
      [b, a],
    ],
    [
      'one added',
      [{ port: 1, host: 'a' }, { port: 3 }],
      [a],
      [a, { port: 3, protocol: 'tcp', zone: UNKNOWN, id: UNKNOWN }],
    ],
    ['one removed', [{ port: 2, host: 'b' }], [a, b], [b]],
    [
      'changed, it is another element',
      [{ port: 9, host: 'a' }],
      [a],
      [{ port: 9, host: 'a', protocol: 'tcp', zone: UNKNOWN, id: UNKNOWN }],
    ],
    [
      'an input removed, it is another element',
      [{ port: 1 }],
      [a],
      [{ port: 1, protocol: 'tcp', zone: UNKNOWN, id: UNKNOWN }],
    ],
    ['another spelling', [{ port: 1, host: 'A' }], [a], [a]],
    ['what is derived may be written', [{ port: 1, host: 'a', zone: 'z' }], [a], [a]],
    [
      'what is derived may be written otherwise',
      [{ port: 1, host: 'a', zone: 'y' }],
      [a],
      [{ ...a, zone: 'y', id: UNKNOWN }],
    ],
    [
      'a default that drifted',
      [{ port: 1, host: 'a' }],
      [{ ...a, protocol: 'udp' }],
      [{ ...a, zone: UNKNOWN, id: UNKNOWN }],
    ],
    ['empty or null', [{ port: 1, host: 'a', tags: [] }], [a], [{ ...a, tags: [] }]],
    ['unknown as a whole', [UNKNOWN, { port: 1, host: 'a' }], [a], [UNKNOWN, a]],
    [
      'unknown in part: it may be any element, so nothing of it is promised',
      [{ port: UNKNOWN, host: 'a' }],
      [a],
      [{ port: UNKNOWN, host: UNKNOWN, protocol: 'tcp', zone: UNKNOWN, id: UNKNOWN }],
    ],
    [
      'unknown in part at create: what is written is promised',
      [{ port: UNKNOWN, host: 'a' }],
      null,
      [{ port: UNKNOWN, host: 'a', protocol: 'tcp', zone: UNKNOWN, id: UNKNOWN }],
    ],
    [
      'two alike go to the one that agrees in more',
      [{ port: 1, zone: 'y' }, { port: 1 }],
      [
        { port: 1, zone: 'x', protocol: 'tcp', id: 'id-x' },
        { port: 1, zone: 'y', protocol: 'tcp', id: 'id-y' },
      ],
      [
        { port: 1, zone: 'y', protocol: 'tcp', id: 'id-y' },
        { port: 1, zone: 'x', protocol: 'tcp', id: 'id-x' },
      ],
    ],
    [
      'each older element is used once',
      [
        { port: 1, host: 'a' },
        { port: 1, host: 'A' },
      ],
      [a],
      [a, { port: 1, host: 'A', protocol: 'tcp', zone: UNKNOWN, id: UNKNOWN }],
    ],
  ];
  test.each(cases)('%s', (_name, config, prior, expected) => {
    expect(found(config, prior)).toEqual(expected);
  });

  test('an unchanged set in another order is no change', () => {
    const config = {
      rules: [
        { port: 2, host: 'b' },
        { port: 1, host: 'a' },
      ],
    };
    expect(plan({ rules }, { config, prior: { rules: [a, b] } }).action).toBe('none');
  });

  test('unknown as a whole', () => {
    expect(planned({ rules }, { config: { rules: UNKNOWN }, prior: { rules: [a] } })).toEqual({
      rules: UNKNOWN,
    });
  });
});

describe('which of several', () => {
  const rules = attribute.setNested({ optional: true, attributes: rule });
  const element = { port: 1, protocol: 'tcp' };

  test('the one that agrees in more', () => {
    const prior = {
      rules: [
        { ...element, zone: 'z', id: 'id-z' },
        { ...element, id: 'id-none' },
      ],
    };
    const result = planned({ rules }, { config: { rules: [{ port: 1 }] }, prior });
    expect(result['rules']).toEqual([{ ...element, id: 'id-none', zone: UNKNOWN }]);
  });

  test('the first of two that agree alike', () => {
    const prior = {
      rules: [
        { ...element, zone: 'x', id: 'id-x' },
        { ...element, zone: 'y', id: 'id-y' },
      ],
    };
    const result = planned({ rules }, { config: { rules: [{ port: 1 }] }, prior });
    expect(result['rules']).toEqual([{ ...element, zone: 'x', id: 'id-x' }]);
  });

  test('none is promised inside an element that is partly unknown', () => {
    const deep = attribute.setNested({
      optional: true,
      attributes: {
        port: attribute.int64({ required: true }),
        target: attribute.singleNested({
          optional: true,
          attributes: { host: attribute.string({ optional: true, equal }) },
        }),
      },
    });
    const prior = { deep: [{ port: 1, target: { host: 'a' } }] };
    const config = { deep: [{ port: UNKNOWN, target: { host: 'A' } }] };
    expect(planned({ deep }, { config, prior })).toEqual({
      deep: [{ port: UNKNOWN, target: { host: UNKNOWN } }],
    });
  });
});

describe('with a key', () => {
  const rules = attribute.setNested({ optional: true, key: ['port'], attributes: rule });
  const prior = { rules: [{ port: 1, host: 'a', zone: 'z', protocol: 'tcp', id: 'id-1' }] };
  const cases: [name: string, config: Elements, expected: Elements][] = [
    [
      'another value, the same element',
      [{ port: 1, host: 'b' }],
      [{ port: 1, host: 'b', zone: 'z', protocol: 'tcp', id: 'id-1' }],
    ],
    [
      'another key, another element',
      [{ port: 2, host: 'a' }],
      [{ port: 2, host: 'a', zone: UNKNOWN, protocol: 'tcp', id: UNKNOWN }],
    ],
    [
      'a value that is unknown, the same element',
      [{ port: 1, host: UNKNOWN }],
      [{ port: 1, host: UNKNOWN, zone: 'z', protocol: 'tcp', id: 'id-1' }],
    ],
    [
      'full likeness goes before the key',
      [
        { port: 1, host: 'x' },
        { port: 1, host: 'a' },
      ],
      [
        { port: 1, host: 'x', zone: UNKNOWN, protocol: 'tcp', id: UNKNOWN },
        { port: 1, host: 'a', zone: 'z', protocol: 'tcp', id: 'id-1' },
      ],
    ],
  ];
  test.each(cases)('%s', (_name, config, expected) => {
    expect(planned({ rules }, { config: { rules: config }, prior })['rules']).toEqual(expected);
  });
});

describe('elements with nested attributes', () => {
  const backend = { url: attribute.string({ required: true }), state: attribute.string({ computed: true }) };
  const pools = attribute.setNested({
    optional: true,
    attributes: {
      one: attribute.singleNested({ optional: true, attributes: backend }),
      list: attribute.listNested({ optional: true, attributes: backend }),
      map: attribute.mapNested({ optional: true, attributes: backend }),
      set: attribute.setNested({ optional: true, attributes: backend }),
      id: attribute.string({ computed: true }),
    },
  });
  const up = (url: string) => ({ url, state: 'up' });
  const prior = {
    pools: [{ one: up('1'), list: [up('2')], map: { k: up('3') }, set: [up('4'), up('5')], id: 'id-1' }],
  };
  const written = {
    one: { url: '1' },
    list: [{ url: '2' }],
    map: { k: { url: '3' } },
    set: [{ url: '5' }, { url: '4' }],
  };

  test('are recognised by what is written in them', () => {
    expect(plan({ pools }, { config: { pools: [written] }, prior }).action).toBe('none');
  });

  const changes: [name: string, change: object][] = [
    ['an object', { one: { url: 'x' } }],
    ['an object that is gone', { one: null }],
    ['a list', { list: [{ url: '2' }, { url: '3' }] }],
    ['a list element', { list: [{ url: 'x' }] }],
    ['a map key', { map: { j: { url: '3' } } }],
    ['a map that lost a key', { map: {} }],
    ['a list that lost one', { list: [] }],
    ['a map element', { map: { k: { url: 'x' } } }],
    ['a set element', { set: [{ url: '5' }, { url: 'x' }] }],
    ['a set that lost one', { set: [{ url: '5' }] }],
  ];
  test.each(changes)('%s makes it another element', (_name, change) => {
    const result = planned({ pools }, { config: { pools: [{ ...written, ...change }] }, prior });
    expect(result).toMatchObject({ pools: [{ id: UNKNOWN }] });
  });
});
