// What is known is checked, what is unknown waits for the next time.
import { describe, expect, test } from 'vitest';
import { formatPath } from '../path.ts';
import { attribute } from '../schema/attribute-builders.ts';
import { defineSchema } from '../schema/schema.ts';
import { types } from '../schema/types.ts';
import { complete } from '../testing/framework-plan.ts';
import { UNKNOWN } from '../values/value.ts';
import { conflicting, rule } from './rules.ts';
import { validateConfig } from './validate.ts';
import { between, lengthBetween, oneOf } from './validators.ts';

const range = rule<{ min: number; max: number | null }>(['min', 'max'], ({ min, max }) =>
  max !== null && min > max
    ? { path: ['min'], message: `min (${min}) is greater than max (${max})` }
    : undefined,
);
const group = {
  min: attribute.int64({ required: true, validators: [between(0, 9)] }),
  max: attribute.int64({ optional: true }),
  note: attribute.string({ optional: true }),
  ready: attribute.int64({ computed: true }),
};
const schema = defineSchema({
  attributes: {
    name: attribute.string({
      optional: true,
      validators: [lengthBetween(2, 5), (name) => (name === 'root' ? 'it is taken' : undefined)],
    }),
    version: attribute.string({ optional: true }),
    initial_version: attribute.string({ optional: true }),
    pin: attribute.string({ optional: true, sensitive: true, validators: [oneOf('1111', '2222')] }),
    tags: attribute.list(types.string, {
      optional: true,
      validators: [(tags) => (tags.length > 2 ? 'at most 2 tags' : undefined)],
    }),
    ports: attribute.set(types.int64, { optional: true }),
    labels: attribute.map(types.int64, { optional: true }),
    limits: attribute.object({ cpu: types.int64, mounts: types.list(types.string) }, { optional: true }),
    groups: attribute.mapNested({ optional: true, attributes: group, rules: [range] }),
    steps: attribute.listNested({
      optional: true,
      attributes: group,
      rules: [range],
      validators: [(steps) => (steps.length > 1 ? 'only one' : undefined)],
    }),
    rules: attribute.setNested({ optional: true, attributes: group, rules: [range] }),
    key: attribute.string({ optional: true, writeOnly: true, versionedBy: 'key_version' }),
    key_version: attribute.int64({ optional: true }),
  },
  rules: [
    conflicting('version', 'initial_version'),
    rule<{ name: string | null }>(['name'], ({ name }) =>
      name === 'warn' ? { message: 'an odd name', severity: 'warning' } : undefined,
    ),
  ],
});

function found(config: object, writeOnlyAllowed = true): string[] {
  return validateConfig(schema, complete(schema, { ...config }), { writeOnlyAllowed }).map(
    ({ severity, summary, detail, path }) => `${severity}: ${summary}: ${detail} @${formatPath(path ?? [])}`,
  );
}

const cases: [name: string, config: object, expected: string[]][] = [
  ['nothing written', {}, []],
  ['all well', { name: 'web', groups: { a: { min: 1, max: 2 } }, ports: [1], key: 'k', key_version: 1 }, []],
  [
    'every validator is heard',
    { name: 'rootroot' },
    ['error: Invalid name: Must have 2 to 5 characters, it has 8. @name'],
  ],
  ['a second validator', { name: 'root' }, ['error: Invalid name: It is taken. @name']],
  [
    'a secret is not repeated',
    { pin: '9999' },
    ['error: Invalid pin: "(sensitive value)" is not allowed; use "1111" or "2222". @pin'],
  ],
  ['a collection', { tags: ['a', 'b', 'c'] }, ['error: Invalid tags: At most 2 tags. @tags']],
  ['a collection that is partly unknown waits', { tags: ['a', 'b', UNKNOWN] }, []],
  [
    'null in a list',
    { tags: ['a', null] },
    ['error: Invalid tags[1]: An element must not be null. @tags[1]'],
  ],
  ['null in a set', { ports: [1, null] }, ['error: Invalid ports: An element must not be null. @ports']],
  [
    'null in a map',
    { labels: { a: null } },
    ['error: Invalid labels["a"]: An element must not be null. @labels["a"]'],
  ],
  ['null in an object is no element', { limits: { cpu: null, mounts: null } }, []],
  [
    'null in a list in an object',
    { limits: { mounts: [null] } },
    ['error: Invalid limits.mounts[0]: An element must not be null. @limits.mounts[0]'],
  ],
  [
    'null for a nested element',
    { groups: { a: null } },
    ['error: Invalid groups["a"]: An element must not be null. @groups["a"]'],
  ],
  [
    'null for what is required',
    { groups: { a: { min: null } } },
    ['error: Invalid groups["a"].min: It must be set. @groups["a"].min'],
  ],
  ['what is required may be unknown', { groups: { a: { min: UNKNOWN } } }, []],
  [
    'what the provider sets',
    { groups: { a: { min: 1, ready: 5 } } },
    [
      'error: Invalid groups["a"].ready: The provider sets it, so it cannot be written; remove it from the configuration. @groups["a"].ready',
    ],
  ],
  [
    'a nested value',
    { groups: { a: { min: 10 } } },
    ['error: Invalid groups["a"].min: Must be 0 to 9, it is 10. @groups["a"].min'],
  ],
  [
    'a rule between attributes',
    { groups: { a: { min: 5, max: 2 } } },
    ['error: Invalid groups["a"].min: Min (5) is greater than max (2). @groups["a"].min'],
  ],
  ['a rule waits for what it reads', { groups: { a: { min: 5, max: UNKNOWN } } }, []],
  [
    'a rule does not wait for what it does not read',
    { groups: { a: { min: 5, max: 2, note: UNKNOWN } } },
    ['error: Invalid groups["a"].min: Min (5) is greater than max (2). @groups["a"].min'],
  ],
  [
    'in a list',
    { steps: [{ min: 5, max: 2 }] },
    ['error: Invalid steps[0].min: Min (5) is greater than max (2). @steps[0].min'],
  ],
  [
    'in a set, at the set',
    { rules: [{ min: 5, max: 2 }, { min: 11 }] },
    [
      'error: Invalid rules: Min (5) is greater than max (2). @rules',
      'error: Invalid rules: Must be 0 to 9, it is 11. @rules',
    ],
  ],
  [
    'a nested attribute as a whole',
    { steps: [{ min: 1 }, { min: 2 }] },
    ['error: Invalid steps: Only one. @steps'],
  ],
  ['unknown elements wait', { groups: { a: UNKNOWN }, steps: [UNKNOWN], rules: [UNKNOWN] }, []],
  [
    'unknown as a whole waits',
    { name: UNKNOWN, tags: UNKNOWN, groups: UNKNOWN, version: UNKNOWN, initial_version: '1' },
    [],
  ],
  [
    'a conflict',
    { version: '1', initial_version: '2' },
    [
      'error: Invalid initial_version: "version" and "initial_version" cannot be set together; keep one of them. @initial_version',
    ],
  ],
  ['a rule may only warn', { name: 'warn' }, ['warning: Invalid configuration: An odd name. @']],
  [
    'write-only without its version',
    { key: 'k' },
    [
      'error: Invalid key: "key" is never stored, so Terraform cannot see it change; set "key_version" too, and change it to send a new value. @key',
    ],
  ],
  [
    'an unknown write-only value is one too',
    { key: UNKNOWN },
    [
      'error: Invalid key: "key" is never stored, so Terraform cannot see it change; set "key_version" too, and change it to send a new value. @key',
    ],
  ],
  ['a version without its value', { key_version: 1 }, []],
];

describe('validateConfig', () => {
  test.each(cases)('%s', (_name, config, expected) => {
    expect(found(config)).toEqual(expected);
  });

  test('write-only values need a Terraform that knows them', () => {
    expect(found({ key: 'k', key_version: 1 }, false)).toEqual([
      'error: Invalid key: Write-only attributes need Terraform 1.11 or later. @key',
    ]);
    expect(found({ key_version: 1 }, false)).toEqual([]);
  });

  test.each([
    [1.5, 'a whole number, not 1.5'],
    [2n ** 53n, 'a whole number between -(2^53 - 1) and 2^53 - 1, not 9007199254740992'],
    ['1e400', 'a whole number between -(2^53 - 1) and 2^53 - 1, not 1e400'],
  ])('%s is not a whole number that we can hold', (value, wrong) => {
    const config = { ...complete(schema, {}), ports: [value] };
    const message = `It must be ${wrong}.`;
    expect(validateConfig(schema, config, { writeOnlyAllowed: true })).toEqual([
      { severity: 'error', summary: 'Invalid ports', detail: message, path: ['ports'] },
    ]);
  });
});
