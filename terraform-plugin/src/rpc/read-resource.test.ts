// Reading: gone, changed, spelled otherwise, or refused.
import { describe, expect, test } from 'vitest';
import { error } from '../diagnostics.ts';
import { definitionsFor } from '../provider.ts';
import { importById, type Resource } from '../resource.ts';
import { attribute } from '../schema/attribute-builders.ts';
import { defineSchema } from '../schema/schema.ts';
import { types } from '../schema/types.ts';
import { FrameworkHost, shown } from '../testing/framework-host.ts';
import { UNKNOWN } from '../values/value.ts';
import { decodeObject } from '../values/wire.ts';

const schema = defineSchema({
  attributes: {
    id: attribute.string({ computed: true }),
    version: attribute.string({
      optional: true,
      equal: (a, b) => a.replace(/^v/, '') === b.replace(/^v/, ''),
    }),
    labels: attribute.map(types.string, { optional: true, emptyIsNull: true }),
    secret: attribute.string({ optional: true, writeOnly: true, versionedBy: 'version' }),
  },
});
type S = typeof schema;
const define = definitionsFor<undefined>();

async function hostWith(functions: Partial<Resource<S, undefined>>): Promise<FrameworkHost> {
  const never = () => {
    throw new Error('not expected');
  };
  const resource = define.resource<S>({
    schema,
    create: never,
    read: never,
    update: never,
    delete: never,
    ...functions,
  });
  const host = new FrameworkHost(
    define.provider({
      name: 'toy',
      schema: defineSchema({ attributes: {} }),
      configure: () => ({ data: undefined }),
      resources: { toy_thing: resource },
    }),
  );
  await host.configure();
  return host;
}

const state = { id: '1', version: 'v1', labels: {} };
const bytes = (value: object) => new TextEncoder().encode(JSON.stringify(value));
const call = { signal: new AbortController().signal };

describe('read', () => {
  test('keeps the stored spelling, strips what is write-only, and remembers', async () => {
    const host = await hostWith({
      read: ({ state: stored, private: kept }) => ({
        state: { ...stored, version: '1', labels: null, secret: 'x' as never },
        private: { ...kept, seen: true },
      }),
    });
    const result = await host.read('toy_thing', state, bytes({ a: 1 }));
    expect(result.state).toEqual({ id: '1', version: 'v1', labels: {}, secret: null });
    expect(result.private).toEqual(bytes({ a: 1, seen: true }));
    expect(result.diagnostics).toEqual([]);
  });

  test('shows drift', async () => {
    const host = await hostWith({
      read: ({ state: stored }) => ({ state: { ...stored, version: '2', labels: { a: 'b' } } }),
    });
    const result = await host.read('toy_thing', state, bytes({ a: 1 }));
    expect(shown(result.state)).toEqual({ id: '1', version: '2', labels: { a: 'b' } });
    expect(result.private).toEqual(bytes({ a: 1 }));
  });

  test('null is gone', async () => {
    const host = await hostWith({ read: () => ({ state: null }) });
    expect((await host.read('toy_thing', state)).state).toBeNull();
  });

  test('an error keeps what is stored', async () => {
    const host = await hostWith({ read: () => ({ state: null, diagnostics: [error('Down')] }) });
    const result = await host.read('toy_thing', state, bytes({ a: 1 }));
    expect(shown(result.state)).toEqual(state);
    expect(result.private).toEqual(bytes({ a: 1 }));
    expect(result.diagnostics).toHaveLength(1);
  });

  test.each([
    ['nothing', {}, 'it gave no state; null says that the object is gone'],
    [
      'something unknown',
      { state: { ...state, id: UNKNOWN, secret: null } },
      'attribute id is still unknown',
    ],
  ])('%s is a bug', async (_name, result, message) => {
    const host = await hostWith({ read: () => result as never });
    expect((await host.read('toy_thing', state)).diagnostics?.[0]?.detail).toContain(message);
  });

  test('of nothing asks nobody', async () => {
    const host = await hostWith({});
    expect(await host.read('toy_thing', null)).toMatchObject({ state: null, diagnostics: [] });
  });
});

describe('import', () => {
  const importing = (host: FrameworkHost, id: string) =>
    host.service.ImportResourceState({ typeName: 'toy_thing', id }, call);

  test('by id, with the rest null for read to fill', async () => {
    const host = await hostWith({ import: importById('id') });
    const { importedResources, diagnostics } = await importing(host, 'web');
    expect(diagnostics).toEqual([]);
    expect(
      importedResources?.map(({ typeName, state: found }) => [typeName, decodeObject(schema.type, found)]),
    ).toEqual([['toy_thing', { id: 'web', version: null, labels: null, secret: null }]]);
  });

  test('with private state of its own', async () => {
    const host = await hostWith({ import: () => ({ state: { id: 'x' }, private: { from: 'import' } }) });
    const { importedResources } = await importing(host, 'x');
    expect(importedResources?.[0]?.private).toEqual(bytes({ from: 'import' }));
  });

  const refusals: [name: string, functions: Partial<Resource<S, undefined>>, id: string, detail: string][] = [
    ['a resource that has no import', {}, 'x', 'This resource cannot be imported; create it instead.'],
    ['an empty id', { import: importById('id') }, '', 'Give the id of an object.'],
    [
      'what the author refuses',
      { import: () => ({ diagnostics: [error('Bad', 'Not an id.')] }) },
      'x',
      'Not an id.',
    ],
    ['an author who says nothing', { import: () => ({}) }, 'x', 'it gave neither a state nor an error'],
  ];
  test.each(refusals)('refuses %s', async (_name, functions, id, detail) => {
    const { importedResources, diagnostics } = await importing(await hostWith(functions), id);
    expect(importedResources).toBeUndefined();
    expect(diagnostics?.[0]?.detail).toContain(detail);
  });
});
