// A definition that becomes narrower: what was there before may stay, and other fields of it may change.
import { describe, expect, test } from 'vitest';
import { type Cluster, createCluster } from '../testing/cluster.ts';

const DEFINITIONS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
const THINGS = '/apis/example.com/v1/things';

const spec = (more: object = {}) => ({
  type: 'object',
  properties: {
    count: { type: 'integer' },
    other: { type: 'string' },
    plain: { type: 'array', items: { type: 'string' } },
    parts: {
      type: 'array',
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['name'],
      items: {
        type: 'object',
        required: ['name'],
        properties: { name: { type: 'string' }, size: { type: 'integer' } },
      },
    },
  },
  ...more,
});

function definition(schema: object) {
  const version = {
    name: 'v1',
    served: true,
    storage: true,
    schema: { openAPIV3Schema: { type: 'object', properties: { spec: schema } } },
  };
  return {
    metadata: { name: 'things.example.com' },
    spec: {
      group: 'example.com',
      scope: 'Cluster',
      names: { plural: 'things', kind: 'Thing' },
      versions: [version],
    },
  };
}

const PARTS = [
  { name: 'a', size: 1 },
  { name: 'b', size: 2 },
];

/** A thing of the wide definition, which is narrower afterwards. */
async function narrowed(narrow: object): Promise<Cluster> {
  const cluster = createCluster();
  await cluster.create(DEFINITIONS, definition(spec()));
  await cluster.create(THINGS, {
    apiVersion: 'example.com/v1',
    kind: 'Thing',
    metadata: { name: 'one' },
    spec: { count: 1, other: 'x', plain: ['bad', 'good'], parts: PARTS },
  });
  const { versions } = definition(narrow).spec;
  const { status, body } = await cluster.patch(`${DEFINITIONS}/things.example.com`, { spec: { versions } });
  expect([status, body['message']]).toEqual([200, undefined]);
  await cluster.api.settled();
  return cluster;
}

async function put(cluster: Cluster, change: object) {
  const { body } = await cluster.ask('GET', `${THINGS}/one`);
  const next = { ...body, spec: { ...(body['spec'] as object), ...change } };
  const { status, headers } = await cluster.ask('PUT', `${THINGS}/one`, next);
  return { status, warning: headers.get('warning') };
}

test('a definition can be written again as it is read', async () => {
  const cluster = createCluster();
  await cluster.create(DEFINITIONS, definition(spec()));
  const path = `${DEFINITIONS}/things.example.com`;
  const read = await cluster.get(path);
  expect(read['metadata']).toMatchObject({ finalizers: ['customresourcecleanup.apiextensions.k8s.io'] });
  const { status, headers } = await cluster.ask('PUT', path, read);
  expect([status, headers.get('warning')]).toEqual([200, null]);
});

describe('a schema', () => {
  const { properties } = spec();
  const narrow = spec({
    required: ['missing'],
    properties: {
      ...properties,
      missing: { type: 'string' },
      count: { type: 'integer', minimum: 5 },
      plain: { type: 'array', items: { type: 'string', enum: ['good'] } },
      parts: {
        ...properties.parts,
        items: {
          ...properties.parts.items,
          properties: { name: { type: 'string' }, size: { type: 'integer', minimum: 2 } },
        },
      },
    },
  });
  const wide = spec({ properties: { ...narrow.properties } });

  test.each([
    ['another field', { other: 'y' }, 200],
    ['the field itself, to another wrong value', { count: 2 }, 422],
    ['the field itself, to a good value', { count: 5 }, 200],
    // Items of a plain list cannot be told apart, so that a change of it is a change of all of it.
    ['a plain list', { plain: ['bad', 'good', 'good'] }, 422],
    ['another item of a keyed list', { parts: [{ name: 'b', size: 3 }, PARTS[0]] }, 200],
    ['the item itself', { parts: [{ name: 'a', size: 0 }, PARTS[1]] }, 422],
    ['a new item', { parts: [...PARTS, { name: 'c', size: 1 }] }, 422],
  ])('takes or refuses a change of %s', async (_what, change, status) => {
    expect((await put(await narrowed(wide), change)).status).toBe(status);
  });

  test('refuses any change of an object that lacks a field, and takes a write of what is there', async () => {
    const cluster = await narrowed(narrow);
    expect((await put(cluster, { other: 'y' })).status).toBe(422);
    expect((await put(cluster, {})).status).toBe(200);
  });
});

describe('a rule', () => {
  const rule = { rule: 'self >= 5', message: 'five or more' };
  const narrow = spec({
    properties: { ...spec().properties, count: { type: 'integer', 'x-kubernetes-validations': [rule] } },
  });

  test('warns where the value is as it was, and refuses another one', async () => {
    const cluster = await narrowed(narrow);
    const { status, warning } = await put(cluster, { other: 'y' });
    expect(status).toBe(200);
    expect(warning).toBe('299 - "spec.count: Invalid value: 1: five or more"');
    expect((await put(cluster, { count: 2 })).status).toBe(422);
    expect(await put(cluster, { count: 6 })).toEqual({ status: 200, warning: null });
  });
});
