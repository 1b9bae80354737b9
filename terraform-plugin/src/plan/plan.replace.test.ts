// What replaces an object, what is refused, and above all what does neither.
import { describe, expect, test } from 'vitest';
import { formatPath } from '../path.ts';
import { attribute } from '../schema/attribute-builders.ts';
import { types } from '../schema/types.ts';
import { plan } from '../testing/framework-plan.ts';
import { UNKNOWN } from '../values/value.ts';
import type { PlanEdit } from './edits.ts';

const equal = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

const attributes = {
  name: attribute.string({ required: true, requiresReplace: true, equal }),
  zone: attribute.string({ optional: true, computed: true, requiresReplace: true }),
  disk: attribute.int64({
    default: 10,
    requiresReplace: ({ prior, planned }) => Number(planned) < Number(prior),
  }),
  tags: attribute.set(types.string, { optional: true, requiresReplace: true }),
  network: attribute.singleNested({
    optional: true,
    requiresReplace: true,
    attributes: { cidr: attribute.string({ required: true }), gateway: attribute.string({ volatile: true }) },
  }),
  peers: attribute.setNested({
    optional: true,
    requiresReplace: true,
    attributes: {
      host: attribute.string({ required: true, equal }),
      id: attribute.string({ computed: true }),
    },
  }),
  groups: attribute.mapNested({
    optional: true,
    attributes: {
      type: attribute.string({ required: true, requiresReplace: true }),
      size: attribute.int64({ optional: true }),
    },
  }),
  secret: attribute.string({ optional: true, writeOnly: true, versionedBy: 'size' }),
  size: attribute.int64({ optional: true }),
  load: attribute.int64({ volatile: true }),
};
const config = {
  name: 'n',
  tags: ['a', 'b'],
  network: { cidr: 'c' },
  peers: [{ host: 'h' }, { host: 'i' }],
  groups: { a: { type: 't' } },
};
const prior = {
  ...config,
  zone: 'z',
  disk: 10,
  network: { cidr: 'c', gateway: 'g' },
  peers: [
    { host: 'h', id: '1' },
    { host: 'i', id: '2' },
  ],
  load: 1,
};

describe('requires replacement', () => {
  const cases: [name: string, change: object, paths: string[]][] = [
    ['nothing, when nothing changes', {}, []],
    ['nothing, when an attribute changes that may', { size: 2 }, []],
    ['a changed name', { name: 'm' }, ['name']],
    ['another spelling of the name does not', { name: 'N' }, []],
    ['a name that is not known yet', { name: UNKNOWN }, ['name']],
    ['a derived value that is written otherwise', { zone: 'y' }, ['zone']],
    ['a derived value that is not written does not, whatever changes', { size: 3 }, []],
    ['a predicate that agrees', { disk: 5 }, ['disk']],
    ['a predicate that does not', { disk: 20 }, []],
    ['a set in another order does not', { tags: ['b', 'a'] }, []],
    ['a set that changed', { tags: ['a'] }, ['tags']],
    ['a set that was removed', { tags: null }, ['tags']],
    ['an object whose output alone becomes unknown does not', { size: 4 }, []],
    ['an object whose input changes', { network: { cidr: 'd' } }, ['network']],
    ['an object whose input is not known yet', { network: { cidr: UNKNOWN } }, ['network']],
    ['an object that is removed', { network: null }, ['network']],
    ['a nested set in another order and spelling does not', { peers: [{ host: 'I' }, { host: 'h' }] }, []],
    ['a nested set that changed', { peers: [{ host: 'h' }, { host: 'j' }] }, ['peers']],
    ['a nested set that lost one', { peers: [{ host: 'h' }] }, ['peers']],
    ['a nested set that is not known', { peers: [{ host: 'h' }, { host: UNKNOWN }] }, ['peers']],
    ['an attribute of an element', { groups: { a: { type: 'u' } } }, ['groups["a"].type']],
    ['an added element does not', { groups: { a: { type: 't' }, b: { type: 'u' } } }, []],
    ['a removed element does not', { groups: {} }, []],
    ['an element that is not known does not', { groups: { a: UNKNOWN } }, []],
    ['several', { name: 'm', disk: 1 }, ['name', 'disk']],
    ['a write-only value does not', { secret: 's' }, []],
  ];
  test.each(cases)('%s', (_name, change, paths) => {
    const result = plan(attributes, { config: { ...config, ...change }, prior });
    expect(result.requiresReplace.map(formatPath)).toEqual(paths);
    if (paths.length > 0) expect(result.action).toBe('replace');
  });

  test('never at create', () => {
    expect(plan(attributes, { config })).toMatchObject({ action: 'create', requiresReplace: [] });
  });

  test('a derived value that was null and may be filled does not', () => {
    const result = plan(attributes, { config: { ...config, size: 1 }, prior: { ...prior, zone: null } });
    expect(result.planned['zone']).toBe(UNKNOWN);
    expect(result.action).toBe('update');
  });

  test('a default that drifted is a change like any other', () => {
    expect(plan(attributes, { config, prior: { ...prior, disk: 40 } }).requiresReplace).toEqual([['disk']]);
  });
});

describe('a collection that requires replacement', () => {
  const inside = {
    port: attribute.int64({ required: true }),
    host: attribute.string({ optional: true }),
    load: attribute.int64({ volatile: true }),
  };
  const collections = {
    list: attribute.listNested({ optional: true, requiresReplace: true, attributes: inside }),
    map: attribute.mapNested({ optional: true, requiresReplace: true, attributes: inside }),
    set: attribute.setNested({ optional: true, requiresReplace: true, attributes: inside }),
    keyed: attribute.setNested({ optional: true, requiresReplace: true, key: ['port'], attributes: inside }),
    derived: attribute.listNested({ dependsOn: ['size'], requiresReplace: true, attributes: inside }),
    cards: attribute.list(types.string, { dependsOn: [], requiresReplace: true }),
    size: attribute.int64({ optional: true }),
  };
  const two = [{ port: 1 }, { port: 2 }];
  const written = { list: two, map: { a: { port: 1 }, b: { port: 2 } }, set: two, keyed: two };
  const loaded = [
    { port: 1, load: 5 },
    { port: 2, load: 6 },
  ];
  const before = {
    list: loaded,
    map: { a: loaded[0], b: loaded[1] },
    set: loaded,
    keyed: loaded,
    derived: loaded,
    cards: ['a'],
  };
  const paths = (change: object, edits: PlanEdit[] = []) =>
    plan(collections, { config: { ...written, ...change }, prior: before, edits }).requiresReplace.map(
      formatPath,
    );

  const cases: [name: string, change: object, expected: string[]][] = [
    ['not for outputs inside it, nor for what is derived', { size: 1 }, []],
    ['for a list that lost one', { list: [{ port: 1 }] }, ['list']],
    ['for a map that lost one', { map: { a: { port: 1 } } }, ['map']],
    ['for a map that renamed one', { map: { a: { port: 1 }, c: { port: 2 } } }, ['map']],
    ['for a set that changed one', { set: [{ port: 1 }, { port: 2, host: 'h' }] }, ['set']],
    ['for a keyed set that changed one', { keyed: [{ port: 1 }, { port: 2, host: 'h' }] }, ['keyed']],
    ['for what is derived, once it is written otherwise', { derived: [{ port: 1 }] }, ['derived']],
  ];
  test.each(cases)('%s', (_name, change, expected) => {
    expect(paths(change)).toEqual(expected);
  });

  test('not for an output that a hook knows only in part', () => {
    expect(paths({}, [{ path: ['cards'], value: ['a', UNKNOWN] }])).toEqual([]);
    expect(paths({}, [{ path: ['cards'], value: ['b'] }])).toEqual(['cards']);
  });
});

describe('immutable', () => {
  const reason = 'Create another cluster to use another one.';
  const fixed = {
    name: attribute.string({ required: true, requiresReplace: true }),
    storage: attribute.string({ optional: true, immutable: reason, equal }),
    token: attribute.string({ optional: true, sensitive: true, immutable: reason }),
    zones: attribute.list(types.string, { optional: true, immutable: reason }),
    place: attribute.string({ optional: true, immutable: reason, mayBeAbsent: true }),
    zone: attribute.string({ optional: true, immutable: reason, mayBeAbsent: true }),
    backup: attribute.singleNested({
      optional: true,
      attributes: { host: attribute.string({ dependsOn: [], immutable: reason }) },
    }),
  };
  const before = {
    name: 'n',
    storage: 'fast',
    token: 't0p',
    zones: ['a'],
    place: 'a',
    zone: null,
    backup: { host: 'h' },
  };
  const messages = (change: object) =>
    plan(fixed, { config: { ...before, ...change }, prior: before }).diagnostics.map(
      ({ summary, detail, path }) => `${summary} | ${detail} | ${path && formatPath(path)}`,
    );

  const cases: [name: string, change: object, expected: string[]][] = [
    ['unchanged', {}, []],
    ['another spelling', { storage: 'FAST' }, []],
    [
      'changed',
      { storage: 'slow' },
      [`storage cannot be changed | "storage" cannot change from "fast" to "slow". ${reason} | storage`],
    ],
    [
      'removed',
      { storage: null },
      [`storage cannot be changed | "storage" cannot change from "fast" to nothing. ${reason} | storage`],
    ],
    [
      'sensitive values are not shown',
      { token: 'other' },
      [`token cannot be changed | "token" cannot change. ${reason} | token`],
    ],
    [
      'nor are collections',
      { zones: ['b'] },
      [`zones cannot be changed | "zones" cannot change. ${reason} | zones`],
    ],
    ['one that may be absent goes', { place: null }, []],
    ['one that may be absent comes', { zone: 'b' }, []],
    [
      'one that may be absent is another',
      { place: 'b' },
      [`place cannot be changed | "place" cannot change from "a" to "b". ${reason} | place`],
    ],
    ['not known yet: terraform asks again', { storage: UNKNOWN }, []],
    ['derived and left to the provider', { backup: {} }, []],
    ['the object around it removed', { backup: null }, []],
    [
      'inside an object',
      { backup: { host: 'i' } },
      [`host cannot be changed | "backup.host" cannot change from "h" to "i". ${reason} | backup.host`],
    ],
    ['a replacement may change it', { storage: 'slow', name: 'm' }, []],
  ];
  test.each(cases)('%s', (_name, change, expected) => {
    expect(messages(change)).toEqual(expected);
  });

  test('never at create', () => {
    expect(plan(fixed, { config: before }).diagnostics).toEqual([]);
  });
});
