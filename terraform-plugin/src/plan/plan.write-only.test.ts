// A write-only value is never planned; only its version shows that it changes.
import { describe, expect, test } from 'vitest';
import { attribute } from '../schema/attribute-builders.ts';
import { plan } from '../testing/framework-plan.ts';
import { UNKNOWN } from '../values/value.ts';

const attributes = {
  password_wo: attribute.string({
    optional: true,
    sensitive: true,
    writeOnly: true,
    versionedBy: 'password_wo_version',
  }),
  password_wo_version: attribute.int64({ optional: true }),
  users: attribute.mapNested({
    optional: true,
    attributes: {
      token_wo: attribute.string({ required: true, writeOnly: true, versionedBy: 'token_wo_version' }),
      token_wo_version: attribute.int64({ optional: true }),
      id: attribute.string({ computed: true }),
    },
  }),
};
const prior = { password_wo_version: 1, users: { a: { token_wo_version: 1, id: 'id-a' } } };
const config = {
  password_wo: 's3cret',
  password_wo_version: 1,
  users: { a: { token_wo: 't0ken', token_wo_version: 1 } },
};

const cases: [name: string, config: object, action: string][] = [
  ['another value alone is not seen', { ...config, password_wo: 'other' }, 'none'],
  ['an unknown value alone is not seen', { ...config, password_wo: UNKNOWN }, 'none'],
  ['a removed value alone is not seen', { ...config, password_wo: null }, 'none'],
  ['another version is', { ...config, password_wo_version: 2 }, 'update'],
  [
    'another version inside a map is',
    { ...config, users: { a: { token_wo: 'x', token_wo_version: 2 } } },
    'update',
  ],
];
test.each(cases)('%s', (_name, changed, action) => {
  expect(plan(attributes, { config: { ...changed }, prior }).action).toBe(action);
});

test('a value for what only the provider sets, as ignore_changes makes it, is not looked at', () => {
  const outputs = { id: attribute.string({ computed: true }), load: attribute.int64({ volatile: true }) };
  const before = { id: 'a', load: 1 };
  expect(plan(outputs, { config: { id: 'b', load: UNKNOWN }, prior: before })).toMatchObject({
    action: 'none',
    planned: before,
  });
});

describe('never planned', () => {
  test.each([
    ['at create', null],
    ['at update', prior],
  ])('%s', (_name, before) => {
    const { planned } = plan(attributes, { config: { ...config, password_wo_version: 5 }, prior: before });
    expect(planned['password_wo']).toBeNull();
    expect(planned['users']).toMatchObject({ a: { token_wo: null } });
    expect(JSON.stringify(planned)).not.toMatch(/s3cret|t0ken/);
  });
});
