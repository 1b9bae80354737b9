// Every mistake that a schema can hold is named before Terraform ever sees it.
import { describe, expect, test } from 'vitest';
import { rule } from '../validation/rules.ts';
import type { Attributes } from './attribute.ts';
import { attribute } from './attribute-builders.ts';
import { type SchemaUse, schemaProblems } from './check.ts';
import { defineSchema } from './schema.ts';
import { types } from './types.ts';

const problems = (attributes: Attributes, use: SchemaUse = 'resource') =>
  schemaProblems(defineSchema({ attributes }), use);
const one = (attributes: Attributes) => attribute.singleNested({ optional: true, attributes });
const set = (attributes: Attributes) => attribute.setNested({ optional: true, attributes });
const { string } = attribute;
const secret = (versionedBy: string) => string({ optional: true, writeOnly: true, versionedBy });

const resources: [attributes: Attributes, problem: string][] = [
  [{ Name: string({ optional: true }) }, '"Name" must be lower case letters, digits and _'],
  [{ count: string({ optional: true }) }, '"count" is a name that Terraform keeps for itself'],
  [{ a: string({}) }, '"a" must be required, optional or computed'],
  [
    { a: string({ required: true, optional: true }) },
    '"a" is required, so it cannot be optional or computed too',
  ],
  [
    { a: string({ required: true, default: 'x' }) },
    '"a" is required, so it cannot be optional or computed too',
  ],
  [{ a: string({ volatile: true, optional: true }) }, '"a" is volatile, so it must be computed only'],
  [
    { a: attribute.singleNested({ computed: true, attributes: { b: string({ optional: true }) } }) },
    '"a.b" is inside a computed attribute, so it must be computed only',
  ],
  [
    { a: string({ optional: true, emptyIsNull: true }) },
    '"a" has emptyIsNull, which only a collection needs',
  ],
  [
    { a: attribute.listNested({ optional: true, attributes: {}, equal: () => true }) },
    '"a" has equal, which belongs on the attributes inside it',
  ],
  [{ a: string({ optional: true, writeOnly: true }) }, '"a" is write-only, so it needs versionedBy'],
  [{ a: secret('b') }, '"a" is versioned by "b", which does not exist'],
  [{ a: secret('b'), b: string({ computed: true }) }, '"a" is versioned by "b", which must be a plain input'],
  [
    { a: string({ optional: true, versionedBy: 'a' }) },
    '"a" has versionedBy, which only a write-only attribute needs',
  ],
  [
    { a: string({ computed: true, writeOnly: true, versionedBy: 'b' }), b: string({ optional: true }) },
    '"a" is write-only, so nothing can be computed for it',
  ],
  [
    { a: set({ b: secret('c'), c: string({ optional: true }) }) },
    '"a.b" is write-only inside a nested set, which Terraform does not allow',
  ],
  [
    { a: string({ optional: true, requiresReplace: true, immutable: 'No.' }) },
    '"a" has both requiresReplace and immutable; only one of them can be true',
  ],
  [
    { a: set({ b: string({ optional: true, requiresReplace: true }) }) },
    '"a.b" has requiresReplace or immutable inside a nested set; put it on the set',
  ],
  [
    { a: string({ computed: true, immutable: 'No.' }) },
    '"a" is computed only, so its changes are not the user\'s',
  ],
  [
    { a: attribute.list(types.dynamic, { optional: true }) },
    '"a" has a dynamic type inside a collection, which Terraform cannot express',
  ],
  [
    { a: set({ b: attribute.dynamic({ optional: true }) }) },
    '"a.b" is dynamic inside a nested set, which Terraform cannot express',
  ],
  [{ a: string({ dependsOn: ['b'] }) }, '"a" depends on "b", which does not exist'],
  [{ a: one({ b: string({ dependsOn: ['a'] }) }) }, '"a.b" depends on "a", which does not exist'],
  [{ a: one({ b: string({ dependsOn: ['/b'] }) }) }, '"a.b" depends on "b", which does not exist'],
  [
    {
      a: string({ dependsOn: ['c.d'] }),
      c: attribute.mapNested({ optional: true, attributes: { d: string({ optional: true }) } }),
    },
    '"a" depends on "c.d", which does not exist',
  ],
  [
    {
      a: attribute.setNested({
        optional: true,
        attributes: { b: string({ optional: true }) },
        key: ['c' as 'b'],
      }),
    },
    '"a" has the key "c", which does not exist',
  ],
  [
    {
      a: attribute.singleNested({
        optional: true,
        attributes: {},
        rules: [rule<{ b: 1 }>(['b'], () => undefined)],
      }),
    },
    'a rule of "a" reads "b", which does not exist',
  ],
];

describe('in a resource', () => {
  test.each(resources)('%# %o', (attributes, problem) => {
    expect(problems(attributes)).toContain(problem);
  });
});

describe('elsewhere', () => {
  const cases: [use: SchemaUse, attributes: Attributes, problem: string][] = [
    [
      'data source',
      { a: string({ optional: true, requiresReplace: true }) },
      '"a" has requiresReplace or immutable, which mean nothing in a data source',
    ],
    [
      'data source',
      { a: string({ default: 'x' }) },
      '"a" has behaviour "default", which a data source has no plan for',
    ],
    [
      'data source',
      { a: string({ volatile: true }) },
      '"a" has behaviour "volatile", which a data source has no plan for',
    ],
    [
      'ephemeral resource',
      { a: string({ dependsOn: ['a'] }) },
      '"a" has dependsOn, which an ephemeral resource has no plan for',
    ],
    [
      'data source',
      { a: secret('b'), b: string({ optional: true }) },
      '"a" is write-only, which a data source cannot have',
    ],
    ['provider', { a: string({ computed: true }) }, '"a" is computed, which a provider cannot have'],
    ['provider', { alias: string({ optional: true }) }, '"alias" is a name that Terraform keeps for itself'],
  ];
  test.each(cases)('%s: %o', (use, attributes, problem) => {
    expect(problems(attributes, use)).toContain(problem);
  });
});

test('a version must count', () => {
  expect(schemaProblems(defineSchema({ version: -1, attributes: {} }), 'resource')).toEqual([
    'the version must be a whole number from 0',
  ]);
});

test('a rule of the schema that reads nothing', () => {
  const schema = defineSchema({ attributes: {}, rules: [rule<{ x: 1 }>(['x'], () => undefined)] });
  expect(schemaProblems(schema, 'resource')).toEqual([
    'a rule of the schema reads "x", which does not exist',
  ]);
});

test('a default of another type is refused when it is written', () => {
  expect(() => attribute.list(types.string, { default: [1 as unknown as string] })).toThrow(
    "the default is not a value of the attribute's type: expected a string, got a number",
  );
});

test('nothing to say about a good schema', () => {
  const good: Attributes = {
    name: string({ required: true, requiresReplace: true }),
    password: secret('password_version'),
    password_version: attribute.int64({ optional: true }),
    plane: one({
      replicas: attribute.int64({ dependsOn: ['/name', '/plane.size'] }),
      size: string({ optional: true }),
    }),
    cost: attribute.int64({ dependsOn: ['plane.replicas', 'groups'] }),
    groups: attribute.mapNested({ default: {}, attributes: { any: attribute.dynamic({ optional: true }) } }),
    rules: attribute.setNested({
      optional: true,
      key: ['port'],
      attributes: { port: attribute.int64({ required: true }) },
    }),
    labels: attribute.map(types.string, { optional: true, emptyIsNull: true }),
  };
  expect(problems(good)).toEqual([]);
});
