// Read and apply keep the spelling that Terraform has, at every depth, and nothing but the spelling.
import { describe, expect, test } from 'vitest';
import { attribute } from '../schema/attribute-builders.ts';
import { defineSchema } from '../schema/schema.ts';
import { types } from '../schema/types.ts';
import { complete } from '../testing/framework-plan.ts';
import { UNKNOWN } from '../values/value.ts';
import { keepSpelling } from './spelling.ts';

const equal = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
const sameCards = (a: string[], b: string[]) => [...a].sort().join() === [...b].sort().join();

const group = {
  name: attribute.string({ required: true }),
  type: attribute.string({ required: true, equal }),
  cards: attribute.list(types.string, { optional: true, equal: sameCards, emptyIsNull: true }),
  ready: attribute.int64({ computed: true }),
};
const schema = defineSchema({
  attributes: {
    version: attribute.string({ optional: true, equal }),
    plain: attribute.string({ optional: true }),
    gpus: attribute.list(types.string, { optional: true, equal: sameCards, emptyIsNull: true }),
    labels: attribute.map(types.string, { optional: true, emptyIsNull: true }),
    strict: attribute.map(types.string, { optional: true }),
    one: attribute.singleNested({ optional: true, attributes: group }),
    by_name: attribute.mapNested({ optional: true, emptyIsNull: true, attributes: group }),
    in_order: attribute.listNested({ optional: true, attributes: group }),
    unkeyed: attribute.setNested({ optional: true, attributes: group }),
    any_order: attribute.setNested({ optional: true, key: ['name'], attributes: group }),
  },
});
const small = { name: 'n', type: 'small', ready: 1 };
const SMALL = { name: 'n', type: 'SMALL', ready: 2 };
const kept = { name: 'n', type: 'small', ready: 2 };

const cases: [name: string, known: object, fresh: object, expected: object][] = [
  ['the known spelling', { version: '1.34A' }, { version: '1.34a' }, { version: '1.34A' }],
  ['a fresh value', { version: '1.34A' }, { version: '1.35a' }, { version: '1.35a' }],
  ['a fresh value where spelling matters', { plain: 'A' }, { plain: 'a' }, { plain: 'a' }],
  ['a value that is gone', { version: 'a' }, {}, {}],
  ['a value that is new', {}, { version: 'a' }, { version: 'a' }],
  ['a value that was not known', { version: UNKNOWN }, { version: 'a' }, { version: 'a' }],
  ['a list that was not wholly known', { gpus: ['a', UNKNOWN] }, { gpus: ['b', 'a'] }, { gpus: ['b', 'a'] }],
  ['a whole list', { gpus: ['a', 'b', 'a'] }, { gpus: ['a', 'a', 'b'] }, { gpus: ['a', 'b', 'a'] }],
  ['empty for null', { labels: {}, gpus: [] }, {}, { labels: {}, gpus: [] }],
  ['null for empty', {}, { labels: {}, gpus: [] }, {}],
  ['not null for what is not empty', {}, { labels: { a: 'b' } }, { labels: { a: 'b' } }],
  ['not empty for null where that matters', { strict: {} }, {}, {}],
  ['empty and null for nested objects', { by_name: {} }, {}, { by_name: {} }],
  ['in one object', { one: small }, { one: SMALL }, { one: kept }],
  ['by key', { by_name: { a: small, b: small } }, { by_name: { b: SMALL } }, { by_name: { b: kept } }],
  [
    'by another key it is another object',
    { by_name: { a: small } },
    { by_name: { b: SMALL } },
    { by_name: { b: SMALL } },
  ],
  ['by position', { in_order: [small, small] }, { in_order: [SMALL] }, { in_order: [kept] }],
  [
    'by likeness, in the order of the API, whatever the outputs',
    { any_order: [small, { ...small, name: 'm' }] },
    { any_order: [{ ...SMALL, name: 'm' }, SMALL] },
    { any_order: [{ ...kept, name: 'm' }, kept] },
  ],
  [
    'not for an element that was known only in part',
    { unkeyed: [{ ...small, cards: ['a', UNKNOWN] }] },
    { unkeyed: [{ ...SMALL, cards: ['b', 'a'] }] },
    { unkeyed: [{ ...SMALL, cards: ['b', 'a'] }] },
  ],
  ['null for empty inside what was not there', {}, { one: { ...small, cards: [] } }, { one: small }],
  [
    'by likeness alone, whatever the outputs',
    { unkeyed: [small] },
    { unkeyed: [SMALL] },
    { unkeyed: [kept] },
  ],
  [
    'inside what was not known',
    { one: UNKNOWN, any_order: UNKNOWN },
    { one: SMALL, any_order: [SMALL] },
    { one: SMALL, any_order: [SMALL] },
  ],
  [
    'beside an output that was not known',
    { one: { ...small, ready: UNKNOWN } },
    { one: SMALL },
    { one: kept },
  ],
  [
    'beside an output that was not known, in a set',
    { any_order: [{ ...small, ready: UNKNOWN }] },
    { any_order: [SMALL] },
    { any_order: [kept] },
  ],
];

describe('keepSpelling keeps', () => {
  test.each(cases)('%s', (_name, known, fresh, expected) => {
    const result = keepSpelling(schema, complete(schema, { ...known }), complete(schema, { ...fresh }));
    expect(result).toEqual(complete(schema, { ...expected }));
  });
});

test('without anything known, the fresh value', () => {
  const fresh = complete(schema, { version: 'a', one: small });
  expect(keepSpelling(schema, null, fresh)).toEqual(fresh);
});
