// Stored state of every age, and state of other resource types.
import { describe, expect, test } from 'vitest';
import { error } from '../diagnostics.ts';
import { definitionsFor } from '../provider.ts';
import type { MoveSource } from '../resource-move.ts';
import type { StateUpgrader } from '../resource-upgrade.ts';
import { attribute } from '../schema/attribute-builders.ts';
import { defineSchema } from '../schema/schema.ts';
import { types } from '../schema/types.ts';
import { FrameworkHost } from '../testing/framework-host.ts';
import { decodeObject } from '../values/wire.ts';

const schema = defineSchema({
  version: 2,
  attributes: {
    name: attribute.string({ required: true }),
    size: attribute.number({ optional: true }),
    tags: attribute.set(types.string, { optional: true }),
    any: attribute.dynamic({ optional: true }),
    zone: attribute.string({ default: 'a' }),
    disks: attribute.mapNested({
      optional: true,
      attributes: {
        size: attribute.number({ required: true }),
        kind: attribute.string({ default: 'ssd' }),
      },
    }),
  },
});
type S = typeof schema;
const define = definitionsFor<undefined>();

const upgraders: Record<number, StateUpgrader> = {
  0: ({ title, ...rest }) => ({ ...rest, name: title ?? null }),
  1: ({ tag, ...rest }) => ({ ...rest, tags: tag === undefined ? null : [tag] }),
};

function hostWith(moves: readonly MoveSource<S>[] = []): FrameworkHost {
  const never = () => {
    throw new Error('not expected');
  };
  return new FrameworkHost(
    define.provider({
      name: 'toy',
      schema: defineSchema({ attributes: {} }),
      configure: () => ({ data: undefined }),
      resources: {
        toy_thing: define.resource<S>({
          schema,
          upgraders,
          moves,
          create: never,
          read: never,
          update: never,
          delete: never,
        }),
      },
    }),
  );
}

const call = { signal: new AbortController().signal };
const json = (text: string) => ({ json: Buffer.from(text), flatmap: {} });

async function upgrade(version: number, text: string) {
  const rawState = text === '' ? { flatmap: { id: '1' } } : json(text);
  const { upgradedState, diagnostics } = await hostWith().service.UpgradeResourceState(
    { typeName: 'toy_thing', version, rawState },
    call,
  );
  return { state: upgradedState && decodeObject(schema.type, upgradedState), diagnostics };
}

describe('upgrade', () => {
  const nothing = { name: null, size: null, tags: null, any: null, zone: 'a', disks: null };
  const cases: [name: string, version: number, stored: string, expected: object][] = [
    [
      'of this version',
      2,
      '{"name":"a","size":1,"tags":["x"],"any":null}',
      { name: 'a', size: 1, tags: ['x'] },
    ],
    ['of the version before', 1, '{"name":"a","tag":"x"}', { name: 'a', tags: ['x'] }],
    [
      'of the first version, through all',
      0,
      '{"title":"a","tag":"x","size":2}',
      { name: 'a', size: 2, tags: ['x'] },
    ],
    ['with attributes that are gone', 2, '{"name":"a","removed":{"b":[1]}}', { name: 'a' }],
    ['with attributes that are new', 2, '{"name":"a"}', { name: 'a' }],
    ['with a default that was stored as nothing', 2, '{"name":"a","zone":null}', { name: 'a', zone: null }],
    [
      'with objects in which an attribute is new',
      2,
      '{"name":"a","disks":{"x":{"size":1},"y":{"size":2,"kind":"hdd"},"__proto__":{"size":3}}}',
      {
        name: 'a',
        disks: Object.fromEntries([
          ['x', { size: 1, kind: 'ssd' }],
          ['y', { size: 2, kind: 'hdd' }],
          ['__proto__', { size: 3, kind: 'ssd' }],
        ]),
      },
    ],
    [
      'with a number that JSON.parse would round',
      2,
      '{"name":"a","size":9007199254740993}',
      { name: 'a', size: 9007199254740993n },
    ],
    ['with a decimal', 2, '{"name":"a","size":0.1}', { name: 'a', size: 0.1 }],
    ['with a key that is dangerous elsewhere', 2, '{"name":"a","__proto__":{"size":1}}', { name: 'a' }],
  ];
  test.each(cases)('%s', async (_name, version, stored, expected) => {
    const { state, diagnostics } = await upgrade(version, stored);
    expect(diagnostics ?? []).toEqual([]);
    expect(state).toEqual({ ...nothing, ...expected });
  });

  const refusals: [name: string, version: number, stored: string, summary: string, detail: string][] = [
    ['a newer version', 3, '{}', 'State is too new', 'schema 3, this one knows 2'],
    ['Terraform 0.11', 0, '', 'State is too old', 'Terraform 0.11'],
    ['an attribute of another type', 2, '{"name":["a"]}', 'State cannot be read', '"name" is not a string'],
    ['what is not JSON', 2, '{', 'Internal error in provider "toy"', 'JSON ends too early'],
  ];
  test.each(refusals)('refuses %s', async (_name, version, stored, summary, detail) => {
    const { state, diagnostics } = await upgrade(version, stored);
    expect(state).toBeUndefined();
    expect(diagnostics?.[0]?.summary).toBe(summary);
    expect(diagnostics?.[0]?.detail).toContain(detail);
  });
});

describe('move', () => {
  const fromRival: MoveSource<S> = {
    typeName: 'rival_thing',
    provider: 'acme/rival',
    move: ({ state, schemaVersion, private: kept }) =>
      state['name'] === 'bad'
        ? { diagnostics: [error('Cannot move', 'It is bad.')] }
        : { state: { name: String(state['name']), size: schemaVersion }, private: { ...kept, moved: true } },
  };
  const move = async (host: FrameworkHost, changes: object) => {
    const response = await host.service.MoveResourceState(
      {
        sourceProviderAddress: 'registry.terraform.io/acme/rival',
        sourceTypeName: 'rival_thing',
        sourceSchemaVersion: 4,
        sourceState: json('{"name":"a"}'),
        sourcePrivate: Buffer.from('not json'),
        sourceIdentitySchemaVersion: 0,
        targetTypeName: 'toy_thing',
        ...changes,
      },
      call,
    );
    return { ...response, state: decodeObject(schema.type, response.targetState) };
  };

  test('makes state of ours from what the source says', async () => {
    const { state, targetPrivate, diagnostics } = await move(hostWith([fromRival]), {});
    expect(diagnostics).toEqual([]);
    expect(state).toEqual({ name: 'a', size: 4, tags: null, any: null, zone: null, disks: null });
    expect(JSON.parse(Buffer.from(targetPrivate ?? []).toString())).toEqual({ moved: true });
  });

  const refusals: [name: string, moves: MoveSource<S>[], changes: object, detail: string][] = [
    [
      'another type',
      [fromRival],
      { sourceTypeName: 'rival_other' },
      'rival_other of registry.terraform.io/acme/rival cannot become toy_thing. It can be made from: rival_thing.',
    ],
    [
      'another provider',
      [fromRival],
      { sourceProviderAddress: 'registry.terraform.io/other/rival' },
      'It can be made from: rival_thing.',
    ],
    ['anything, when there are no sources', [], {}, 'Nothing can be moved to it.'],
    ['what the author refuses', [fromRival], { sourceState: json('{"name":"bad"}') }, 'It is bad.'],
    [
      'an author who says nothing',
      [{ typeName: 'rival_thing', move: () => ({}) }],
      {},
      'it gave neither a state nor an error',
    ],
  ];
  test.each(refusals)('refuses %s', async (_name, moves, changes, detail) => {
    const { state, diagnostics } = await move(hostWith(moves), changes);
    expect(state).toBeNull();
    expect(diagnostics?.[0]?.detail).toContain(detail);
  });

  test('is announced only when there is something to move', async () => {
    expect((await hostWith().service.GetMetadata({}, call)).serverCapabilities?.moveResourceState).toBe(
      false,
    );
    expect(
      (await hostWith([fromRival]).service.GetMetadata({}, call)).serverCapabilities?.moveResourceState,
    ).toBe(true);
  });
});
