// A derived default follows what it depends on, and through that whatever that depends on.
import { describe, expect, test } from 'vitest';
import { attribute } from '../schema/attribute-builders.ts';
import { plan, planned } from '../testing/framework-plan.ts';
import { UNKNOWN } from '../values/value.ts';

const equal = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

const attributes = {
  topology: attribute.string({ default: 'production', equal }),
  control_plane: attribute.singleNested({
    optional: true,
    attributes: {
      size: attribute.string({ optional: true }),
      replicas: attribute.int64({ dependsOn: ['/topology'] }),
      quorum: attribute.int64({ dependsOn: ['replicas'] }),
    },
  }),
  groups: attribute.mapNested({
    optional: true,
    attributes: {
      type: attribute.string({ required: true }),
      cpus: attribute.int64({ dependsOn: ['type'] }),
      price: attribute.int64({ dependsOn: ['cpus', '/topology'] }),
    },
  }),
  cost: attribute.int64({ dependsOn: ['groups', 'control_plane.replicas'] }),
  label: attribute.string({ dependsOn: ['cost'] }),
  note: attribute.string({ optional: true }),
};

const config = { topology: 'production', control_plane: { size: 's' }, groups: { a: { type: 'x' } } };
const prior = {
  topology: 'production',
  control_plane: { size: 's', replicas: 3, quorum: 2 },
  groups: { a: { type: 'x', cpus: 4, price: 40 } },
  cost: 100,
  label: 'hundred',
};

const cases: [name: string, change: object, expected: object][] = [
  ['nothing changes', {}, {}],
  ['something else changes', { note: 'n' }, { note: 'n' }],
  ['another spelling of what is depended on', { topology: 'PRODUCTION' }, {}],
  [
    'from the root into nested objects, and on from there',
    { topology: 'development' },
    {
      topology: 'development',
      control_plane: { size: 's', replicas: UNKNOWN, quorum: UNKNOWN },
      groups: { a: { type: 'x', cpus: 4, price: UNKNOWN } },
      cost: UNKNOWN,
      label: UNKNOWN,
    },
  ],
  [
    'through one element of a map',
    { groups: { a: { type: 'y' } } },
    { groups: { a: { type: 'y', cpus: UNKNOWN, price: UNKNOWN } }, cost: UNKNOWN, label: UNKNOWN },
  ],
  [
    'a new element does not touch the others',
    { groups: { a: { type: 'x' }, b: { type: 'y' } } },
    {
      groups: { a: prior.groups.a, b: { type: 'y', cpus: UNKNOWN, price: UNKNOWN } },
      cost: UNKNOWN,
      label: UNKNOWN,
    },
  ],
  ['a removed collection', { groups: null }, { groups: undefined, cost: UNKNOWN, label: UNKNOWN }],
  [
    'an unknown may be a change',
    { topology: UNKNOWN },
    {
      topology: UNKNOWN,
      control_plane: { size: 's', replicas: UNKNOWN, quorum: UNKNOWN },
      groups: { a: { type: 'x', cpus: 4, price: UNKNOWN } },
      cost: UNKNOWN,
      label: UNKNOWN,
    },
  ],
  [
    'what is written stays, and stops the chain',
    {
      topology: 'development',
      control_plane: { size: 's', replicas: 3 },
      groups: { a: { type: 'x', price: 40 } },
    },
    { topology: 'development' },
  ],
  [
    'written otherwise, it goes on from there',
    { control_plane: { size: 's', replicas: 5 } },
    { control_plane: { size: 's', replicas: 5, quorum: UNKNOWN }, cost: UNKNOWN, label: UNKNOWN },
  ],
];

describe('update', () => {
  test.each(cases)('%s', (_name, change, expected) => {
    const wanted = Object.fromEntries(
      Object.entries({ ...prior, ...expected }).filter(([, value]) => value !== undefined),
    );
    expect(planned(attributes, { config: { ...config, ...change }, prior })).toEqual(wanted);
  });
});

test('a chain of many links settles in one plan', () => {
  const chain = Object.fromEntries(
    Array.from({ length: 40 }, (_, i) => [
      `x${i}`,
      attribute.string({ dependsOn: [i === 0 ? 'start' : `x${i - 1}`] }),
    ]),
  );
  const links = Object.keys(chain).reverse();
  const all = {
    ...Object.fromEntries(links.map((name) => [name, chain[name] as never])),
    start: attribute.string({ required: true }),
  };
  const before = { start: 'a', ...Object.fromEntries(links.map((name) => [name, 'v'])) };
  const after = planned(all, { config: { start: 'b' }, prior: before });
  expect(after['x39']).toBe(UNKNOWN);
  expect(plan(all, { config: { start: 'a' }, prior: before }).action).toBe('none');
});

test('an unknown object may change what is null inside it', () => {
  const set = {
    plane: attribute.singleNested({
      optional: true,
      attributes: { size: attribute.string({ optional: true }) },
    }),
    cost: attribute.int64({ dependsOn: ['plane.size'] }),
  };
  const before = { plane: { size: null }, cost: 1 };
  expect(planned(set, { config: { plane: UNKNOWN }, prior: before })).toEqual({
    plane: UNKNOWN,
    cost: UNKNOWN,
  });
  expect(planned(set, { config: { plane: {} }, prior: before })).toEqual({ plane: {}, cost: 1 });
});

test('two that depend on each other stay as they are, and change together', () => {
  const pair = {
    a: attribute.string({ dependsOn: ['b'] }),
    b: attribute.string({ dependsOn: ['a'] }),
    c: attribute.string({ optional: true }),
  };
  const before = { a: '1', b: '2' };
  expect(planned(pair, { config: { c: 'x' }, prior: before })).toEqual({ ...before, c: 'x' });
  expect(planned(pair, { config: { a: '3' }, prior: before })).toEqual({ a: '3', b: UNKNOWN });
});

test('an output that becomes unknown makes what depends on it unknown', () => {
  const set = {
    name: attribute.string({ required: true }),
    load: attribute.int64({ volatile: true }),
    advice: attribute.string({ dependsOn: ['load'] }),
  };
  const before = { name: 'a', load: 1, advice: 'fine' };
  expect(planned(set, { config: { name: 'a' }, prior: before })).toEqual(before);
  expect(planned(set, { config: { name: 'b' }, prior: before })).toEqual({
    name: 'b',
    load: UNKNOWN,
    advice: UNKNOWN,
  });
});

test('in a set, inside the same element', () => {
  const set = {
    rules: attribute.setNested({
      optional: true,
      key: ['port'],
      attributes: {
        port: attribute.int64({ required: true }),
        host: attribute.string({ optional: true }),
        address: attribute.string({ dependsOn: ['host'] }),
      },
    }),
  };
  const before = {
    rules: [
      { port: 1, host: 'a', address: '1.1' },
      { port: 2, host: 'b', address: '2.2' },
    ],
  };
  const after = {
    rules: [
      { port: 2, host: 'c' },
      { port: 1, host: 'a' },
    ],
  };
  expect(planned(set, { config: after, prior: before })).toEqual({
    rules: [
      { port: 2, host: 'c', address: UNKNOWN },
      { port: 1, host: 'a', address: '1.1' },
    ],
  });
});
