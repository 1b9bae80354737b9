// Every behaviour, in every situation, at every depth. One table says what is planned for an attribute `x`; the
// same must hold when its object is the resource, a nested object, or an element of a nested collection.
import { describe, expect, test } from 'vitest';
import type { Attributes } from '../schema/attribute.ts';
import { attribute } from '../schema/attribute-builders.ts';
import { planned } from '../testing/framework-plan.ts';
import { UNKNOWN } from '../values/value.ts';

const equal = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

const behaviours = {
  input: attribute.string({ optional: true, equal }),
  output: attribute.string({ computed: true }),
  volatile: attribute.string({ volatile: true }),
  default: attribute.string({ default: 'd', equal }),
  'derived from other': attribute.string({ dependsOn: ['other'], equal }),
  'derived from nothing': attribute.string({ optional: true, computed: true, equal }),
};
type BehaviourName = keyof typeof behaviours;

interface Row {
  /** The attribute in the configuration; null when it is not written. */
  config: string | null | typeof UNKNOWN;
  /** What it was, or `absent` when the object does not exist yet. */
  prior: string | null | 'absent';
  /** Whether the input `other` of the same object changes too. */
  change?: true;
  expected: string | null | typeof UNKNOWN;
}

const table: Record<BehaviourName, Row[]> = {
  input: [
    { config: null, prior: 'absent', expected: null },
    { config: 'v', prior: 'absent', expected: 'v' },
    { config: UNKNOWN, prior: 'absent', expected: UNKNOWN },
    { config: null, prior: null, expected: null },
    { config: null, prior: null, change: true, expected: null },
    { config: null, prior: 'v', expected: null },
    { config: null, prior: 'v', change: true, expected: null },
    { config: 'v', prior: 'v', expected: 'v' },
    { config: 'v', prior: 'v', change: true, expected: 'v' },
    { config: 'V', prior: 'v', expected: 'v' },
    { config: 'V', prior: 'v', change: true, expected: 'v' },
    { config: 'w', prior: 'v', expected: 'w' },
    { config: 'v', prior: null, expected: 'v' },
    { config: UNKNOWN, prior: 'v', expected: UNKNOWN },
    { config: UNKNOWN, prior: null, change: true, expected: UNKNOWN },
  ],
  output: [
    { config: null, prior: 'absent', expected: UNKNOWN },
    { config: null, prior: 'v', expected: 'v' },
    { config: null, prior: 'v', change: true, expected: 'v' },
    { config: null, prior: null, expected: null },
    { config: null, prior: null, change: true, expected: UNKNOWN },
  ],
  volatile: [
    { config: null, prior: 'absent', expected: UNKNOWN },
    { config: null, prior: 'v', expected: 'v' },
    { config: null, prior: 'v', change: true, expected: UNKNOWN },
    { config: null, prior: null, expected: null },
    { config: null, prior: null, change: true, expected: UNKNOWN },
  ],
  default: [
    { config: null, prior: 'absent', expected: 'd' },
    { config: 'v', prior: 'absent', expected: 'v' },
    { config: UNKNOWN, prior: 'absent', expected: UNKNOWN },
    { config: null, prior: 'd', expected: 'd' },
    { config: null, prior: 'd', change: true, expected: 'd' },
    { config: null, prior: 'D', expected: 'D' },
    { config: null, prior: 'x', expected: 'd' },
    { config: null, prior: 'x', change: true, expected: 'd' },
    { config: null, prior: null, expected: 'd' },
    { config: 'v', prior: 'd', expected: 'v' },
    { config: 'v', prior: 'v', change: true, expected: 'v' },
    { config: 'V', prior: 'v', expected: 'v' },
    { config: 'D', prior: 'd', change: true, expected: 'd' },
    { config: UNKNOWN, prior: 'd', expected: UNKNOWN },
  ],
  'derived from other': [
    { config: null, prior: 'absent', expected: UNKNOWN },
    { config: 'v', prior: 'absent', expected: 'v' },
    { config: UNKNOWN, prior: 'absent', expected: UNKNOWN },
    { config: null, prior: 'v', expected: 'v' },
    { config: null, prior: 'v', change: true, expected: UNKNOWN },
    { config: null, prior: null, expected: null },
    { config: null, prior: null, change: true, expected: UNKNOWN },
    { config: 'v', prior: 'v', change: true, expected: 'v' },
    { config: 'V', prior: 'v', change: true, expected: 'v' },
    { config: 'w', prior: 'v', expected: 'w' },
    { config: 'w', prior: 'v', change: true, expected: 'w' },
    { config: UNKNOWN, prior: 'v', expected: UNKNOWN },
  ],
  'derived from nothing': [
    { config: null, prior: 'absent', expected: UNKNOWN },
    { config: 'v', prior: 'absent', expected: 'v' },
    { config: null, prior: 'v', expected: 'v' },
    { config: null, prior: 'v', change: true, expected: 'v' },
    { config: null, prior: null, expected: null },
    { config: null, prior: null, change: true, expected: UNKNOWN },
    { config: 'V', prior: 'v', change: true, expected: 'v' },
    { config: UNKNOWN, prior: 'v', change: true, expected: UNKNOWN },
  ],
};

type Item = Record<string, unknown>;

/** Puts an object somewhere in a resource, and finds it there again. */
interface Depth {
  attributes(item: Attributes): Attributes;
  wrap(item: Item | null): Item;
  unwrap(planned: Item): unknown;
}

const key = ['name'] as const;
const depths: Record<string, Depth> = {
  'the resource': { attributes: (item) => item, wrap: (item) => item ?? {}, unwrap: (found) => found },
  'a nested object': {
    attributes: (item) => ({ one: attribute.singleNested({ optional: true, attributes: item }) }),
    wrap: (item) => ({ one: item }),
    unwrap: (found) => found['one'],
  },
  'a map element': {
    attributes: (item) => ({ by_key: attribute.mapNested({ optional: true, attributes: item }) }),
    wrap: (item) => ({ by_key: { z: { name: 'z', id: 'id-z' }, ...(item && { constructor: item }) } }),
    unwrap: (found) => (found['by_key'] as Record<string, Item>)['constructor'],
  },
  'a list element': {
    attributes: (item) => ({ in_order: attribute.listNested({ optional: true, attributes: item }) }),
    wrap: (item) => ({ in_order: [{ name: 'z', id: 'id-z' }, ...(item ? [item] : [])] }),
    unwrap: (found) => (found['in_order'] as Item[])[1],
  },
  'a set element': {
    attributes: (item) => ({
      any_order: attribute.setNested({ optional: true, key, attributes: item as never }),
    }),
    wrap: (item) => ({ any_order: [...(item ? [item] : []), { name: 'z', id: 'id-z' }] }),
    unwrap: (found) => (found['any_order'] as Item[]).find(({ name }) => name === 'n'),
  },
  'an object in a list in a map': {
    attributes: (item) => {
      const list = attribute.listNested({ optional: true, attributes: item });
      return { by_key: attribute.mapNested({ optional: true, attributes: { list } }) };
    },
    wrap: (item) => ({ by_key: { k: { list: item ? [item] : [] } } }),
    unwrap: (found) => (found['by_key'] as Record<string, { list: Item[] }>)['k']?.list[0],
  },
};

describe.each(Object.entries(depths))('%s', (_depth, depth) => {
  for (const name of Object.keys(table) as BehaviourName[]) {
    test.each(table[name])(
      `${name}: $config over $prior, change $change`,
      ({ config, prior, change, expected }) => {
        const attributes = depth.attributes({
          name: attribute.string({ required: true }),
          id: attribute.string({ computed: true }),
          other: attribute.string({ optional: true }),
          x: behaviours[name],
        });
        const after = depth.wrap({ name: 'n', x: config, other: change ? 'new' : 'old' });
        const exists = prior !== 'absent';
        const before = depth.wrap(exists ? { name: 'n', id: 'id-n', x: prior, other: 'old' } : null);
        const isCreate = Object.keys(before).length === 0;
        const found = depth.unwrap(planned(attributes, { config: after, prior: isCreate ? null : before }));
        expect(found).toEqual({
          name: 'n',
          id: exists ? 'id-n' : UNKNOWN,
          other: change ? 'new' : 'old',
          ...(expected === null ? {} : { x: expected }),
        });
      },
    );
  }
});
