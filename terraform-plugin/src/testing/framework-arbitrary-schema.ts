// Random schemas for property tests: every behaviour, every nesting, two levels deep.
import fc from 'fast-check';
import type { Attribute, Attributes } from '../schema/attribute.ts';
import { attribute } from '../schema/attribute-builders.ts';
import { types } from '../schema/types.ts';

const sameLetters = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** Sibling attributes that every object has, so that dependencies have something to name. */
const siblings = ['name', 'size'] as const;

const leafs: fc.Arbitrary<Attribute> = fc.constantFrom<Attribute[]>(
  attribute.string({ required: true }),
  attribute.string({ optional: true }),
  attribute.string({ optional: true, equal: sameLetters }),
  attribute.string({ required: true, equal: sameLetters }),
  attribute.string({ optional: true, requiresReplace: true }),
  attribute.int64({ dependsOn: ['name'], requiresReplace: ({ prior, planned }) => prior !== planned }),
  attribute.set(types.int64, { default: [1], requiresReplace: true }),
  attribute.string({ computed: true }),
  attribute.string({ volatile: true }),
  attribute.string({ default: 'a', equal: sameLetters }),
  attribute.string({ optional: true, computed: true, equal: sameLetters }),
  attribute.string({ dependsOn: [siblings[0]] }),
  attribute.int64({ dependsOn: [siblings[1]], equal: (a, b) => Math.abs(a) === Math.abs(b) }),
  attribute.string({ dependsOn: ['/name', '/size'] }),
  attribute.int64({ default: 3 }),
  attribute.bool({ default: false }),
  attribute.list(types.string, { optional: true, emptyIsNull: true }),
  attribute.list(types.int64, { computed: true }),
  attribute.set(types.string, { optional: true }),
  attribute.set(types.string, { default: ['a', 'b'] }),
  attribute.map(types.string, { optional: true }),
  attribute.map(types.bool, { optional: true, computed: true }),
  attribute.object({ a: types.string, b: types.int64 }, { optional: true }),
);

const outputLeafs: fc.Arbitrary<Attribute> = fc.constantFrom<Attribute[]>(
  attribute.string({ computed: true }),
  attribute.string({ volatile: true }),
  attribute.list(types.string, { computed: true }),
);

/** The attributes of one object: `name` tells it apart, `size` is there to depend on. */
export function arbitraryAttributes(depth = 2): fc.Arbitrary<Attributes> {
  const extra = depth === 0 ? leafs : fc.oneof({ weight: 3, arbitrary: leafs }, arbitraryNested(depth));
  return fc.array(extra, { maxLength: 5 }).map((attributes) => ({
    name: attribute.string({ required: true }),
    size: attribute.int64({ optional: true }),
    ...Object.fromEntries(attributes.map((item, index) => [`x${index}`, item])),
  }));
}

function arbitraryNested(depth: number): fc.Arbitrary<Attribute> {
  const attributes = arbitraryAttributes(depth - 1);
  const outputs = fc
    .array(outputLeafs, { minLength: 1, maxLength: 3 })
    .map((items): Attributes => Object.fromEntries(items.map((item, index) => [`y${index}`, item])));
  const flags = fc.constantFrom(
    { required: true },
    { optional: true },
    { optional: true, requiresReplace: true },
    { optional: true, computed: true },
  );
  return fc.oneof(
    fc
      .tuple(attributes, flags)
      .map(([inner, flag]) => attribute.singleNested({ ...flag, attributes: inner })),
    fc.tuple(attributes, flags).map(([inner, flag]) => attribute.listNested({ ...flag, attributes: inner })),
    fc.tuple(attributes, flags).map(([inner, flag]) => attribute.mapNested({ ...flag, attributes: inner })),
    fc.tuple(attributes, flags).map(([inner, flag]) => attribute.setNested({ ...flag, attributes: inner })),
    fc
      .tuple(attributes, flags)
      .map(([inner, flag]) => attribute.setNested({ ...flag, key: ['name'] as never, attributes: inner })),
    outputs.map((inner) => attribute.singleNested({ computed: true, attributes: inner })),
    outputs.map((inner) => attribute.mapNested({ computed: true, attributes: inner })),
  );
}
