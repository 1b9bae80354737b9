// The types that an author sees, checked by the compiler; at run time there is nothing to see.
import { expectTypeOf, test } from 'vitest';
import type { Dynamic, Unknown } from '../values/value.ts';
import { attribute } from './attribute-builders.ts';
import type { ChangeOf, ConfigOf, PlanOf, SettledConfigOf, StateOf, StoredOf } from './infer.ts';
import { defineSchema } from './schema.ts';
import { defineTimeouts } from './timeouts.ts';
import { types } from './types.ts';

const schema = defineSchema({
  attributes: {
    name: attribute.string({ required: true }),
    note: attribute.string({ optional: true }),
    id: attribute.string({ computed: true }),
    size: attribute.int64({ default: 10 }),
    version: attribute.string({ dependsOn: ['name'] }),
    load: attribute.bool({ volatile: true }),
    tags: attribute.set(types.string, { optional: true }),
    any: attribute.dynamic({ optional: true }),
    secret: attribute.string({ optional: true, writeOnly: true, versionedBy: 'note' }),
    groups: attribute.mapNested({
      optional: true,
      attributes: {
        min: attribute.int64({ required: true }),
        ready: attribute.int64({ computed: true }),
      },
    }),
    one: attribute.singleNested({ required: true, attributes: { a: attribute.string({ optional: true }) } }),
    timeouts: defineTimeouts({ create: '1m' }).attribute,
  },
});
type S = typeof schema;

test('state: null unless required or defaulted, never unknown', () => {
  expectTypeOf<StateOf<S>['name']>().toEqualTypeOf<string>();
  expectTypeOf<StateOf<S>['note']>().toEqualTypeOf<string | null>();
  expectTypeOf<StateOf<S>['id']>().toEqualTypeOf<string | null>();
  expectTypeOf<StateOf<S>['size']>().toEqualTypeOf<number>();
  expectTypeOf<StateOf<S>['tags']>().toEqualTypeOf<string[] | null>();
  expectTypeOf<StateOf<S>['any']>().toEqualTypeOf<Dynamic | null>();
  expectTypeOf<StateOf<S>['secret']>().toEqualTypeOf<null>();
  expectTypeOf<StateOf<S>['groups']>().toEqualTypeOf<Record<
    string,
    { min: number; ready: number | null }
  > | null>();
  expectTypeOf<StateOf<S>['one']>().toEqualTypeOf<{ a: string | null }>();
  expectTypeOf<StateOf<S>['timeouts']>().toEqualTypeOf<{ create: string | null } | null>();
  expectTypeOf<StoredOf<S>['name']>().toEqualTypeOf<string | null>();
});

test('configuration: what is computed only is null, anything else may be unknown while planning', () => {
  expectTypeOf<ConfigOf<S>['name']>().toEqualTypeOf<string | Unknown>();
  expectTypeOf<ConfigOf<S>['id']>().toEqualTypeOf<null>();
  expectTypeOf<ConfigOf<S>['load']>().toEqualTypeOf<null>();
  expectTypeOf<ConfigOf<S>['size']>().toEqualTypeOf<number | null | Unknown>();
  expectTypeOf<ConfigOf<S>['version']>().toEqualTypeOf<string | null | Unknown>();
  expectTypeOf<ConfigOf<S>['tags']>().toEqualTypeOf<(string | Unknown)[] | null | Unknown>();
  expectTypeOf<ConfigOf<S>['secret']>().toEqualTypeOf<string | null | Unknown>();
  expectTypeOf<ConfigOf<S>['groups']>().toEqualTypeOf<
    Record<string, { min: number | Unknown; ready: null } | Unknown> | null | Unknown
  >();
  expectTypeOf<SettledConfigOf<S>['secret']>().toEqualTypeOf<string | null>();
  expectTypeOf<SettledConfigOf<S>['size']>().toEqualTypeOf<number | null>();
  expectTypeOf<SettledConfigOf<S>['groups']>().toEqualTypeOf<Record<
    string,
    { min: number; ready: null }
  > | null>();
});

test('plan: anything may be unknown; at apply, only what the provider decides', () => {
  expectTypeOf<PlanOf<S>['name']>().toEqualTypeOf<string | Unknown>();
  expectTypeOf<PlanOf<S>['id']>().toEqualTypeOf<string | null | Unknown>();
  expectTypeOf<PlanOf<S>['secret']>().toEqualTypeOf<null>();
  expectTypeOf<ChangeOf<S>['name']>().toEqualTypeOf<string>();
  expectTypeOf<ChangeOf<S>['note']>().toEqualTypeOf<string | null>();
  expectTypeOf<ChangeOf<S>['size']>().toEqualTypeOf<number>();
  expectTypeOf<ChangeOf<S>['id']>().toEqualTypeOf<string | null | Unknown>();
  expectTypeOf<ChangeOf<S>['version']>().toEqualTypeOf<string | null | Unknown>();
  expectTypeOf<ChangeOf<S>['groups']>().toEqualTypeOf<Record<
    string,
    { min: number; ready: number | null | Unknown }
  > | null>();
});
