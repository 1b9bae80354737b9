// Rules of custom resources: what they say is kept, and what cannot be compiled is refused when it is written.
import { describe, expect, test } from 'vitest';
import { createCluster } from '../testing/cluster.ts';

const DEFINITIONS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
const THINGS = '/apis/example.com/v1/things';

function definition(rules: readonly object[], properties: object) {
  return {
    metadata: { name: 'things.example.com' },
    spec: {
      group: 'example.com',
      scope: 'Cluster',
      names: { plural: 'things', kind: 'Thing' },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          subresources: { scale: { specReplicasPath: '.spec.count', statusReplicasPath: '.status.count' } },
          schema: {
            openAPIV3Schema: {
              type: 'object',
              properties: {
                spec: { type: 'object', properties, 'x-kubernetes-validations': rules },
                status: { type: 'object', properties: { count: { type: 'integer' } } },
              },
            },
          },
        },
      ],
    },
  };
}

const PROPERTIES = {
  count: { type: 'integer' },
  ratio: { type: 'number' },
  name: { type: 'string' },
  size: { type: 'string' },
  list: { type: 'array', items: { type: 'integer' } },
  names: { type: 'array', items: { type: 'string' } },
  map: { type: 'object', additionalProperties: { type: 'string' } },
  ports: {
    type: 'array',
    'x-kubernetes-list-type': 'map',
    'x-kubernetes-list-map-keys': ['name'],
    items: {
      type: 'object',
      required: ['name'],
      properties: {
        name: { type: 'string' },
        port: {
          type: 'integer',
          'x-kubernetes-validations': [{ rule: 'self >= oldSelf', message: 'ports only grow' }],
        },
      },
    },
  },
};

describe('a rule', () => {
  test.each([
    ['self.count > 3', { count: 4 }, { count: 3 }],
    ['self.ratio < 0.5', { ratio: 0.25 }, { ratio: 0.75 }],
    ['has(self.name) && self.name.startsWith("a")', { name: 'ab' }, {}],
    ['self.name.replace("a", "b") == "bb"', { name: 'ab' }, { name: 'ac' }],
    ['self.name.find("[0-9]+") == "12"', { name: 'a12' }, { name: 'a' }],
    ['self.list.all(x, x > 0) && self.list.isSorted()', { list: [1, 2] }, { list: [2, 1] }],
    ['self.list.sum() == 6 && self.list.max() == 3', { list: [1, 2, 3] }, { list: [1] }],
    ['size(self.names) == 2 && "a" in self.names', { names: ['a', 'b'] }, { names: ['b', 'c'] }],
    ['self.map.all(k, k != "forbidden")', { map: { a: '1' } }, { map: { forbidden: '1' } }],
    ['isQuantity(self.size)', { size: '1Gi' }, { size: 'large' }],
    ['!has(self.count) || self.count in [1, 2]', {}, { count: 3 }],
  ])('%s', async (rule, good, bad) => {
    const cluster = createCluster();
    await cluster.create(DEFINITIONS, definition([{ rule, message: 'as it must be' }], PROPERTIES));
    const thing = (spec: object, name: string) => ({
      apiVersion: 'example.com/v1',
      kind: 'Thing',
      metadata: { name },
      spec,
    });
    expect((await cluster.ask('POST', THINGS, thing(good, 'good'))).status).toBe(201);
    const { status, body } = await cluster.ask('POST', THINGS, thing(bad, 'bad'));
    expect([status, body['message']]).toEqual([
      422,
      'Thing.example.com "bad" is invalid: spec: Invalid value: as it must be',
    ]);
    expect(cluster.failures).toEqual([]);
  });

  test.each([
    [{ rule: 'self.name == "a"' }, 'no such key: name evaluating rule: self.name == "a"'],
    [{ rule: 'self.name == "a"', message: 'call it a' }, 'no such key: name evaluating rule: call it a'],
    [{ rule: 'self.list[3] == 1' }, 'index out of bounds: 3 evaluating rule: self.list[3] == 1'],
    [{ rule: '1 / self.count == 1' }, 'division by zero evaluating rule: 1 / self.count == 1'],
  ])('%j that cannot be evaluated says why, in the words of a stock server', async (rule, words) => {
    const cluster = createCluster();
    await cluster.create(DEFINITIONS, definition([rule], PROPERTIES));
    const thing = {
      apiVersion: 'example.com/v1',
      kind: 'Thing',
      metadata: { name: 'bad' },
      spec: { list: [1], count: 0 },
    };
    const { status, body } = await cluster.ask('POST', THINGS, thing);
    expect([status, body['message']]).toEqual([
      422,
      `Thing.example.com "bad" is invalid: spec: Invalid value: ${words}`,
    ]);
  });

  test.each(['self.count +', 'self.count.frobnicate()', 'nobody == 1'])(
    'that is %s is refused with its definition',
    async (rule) => {
      const { status, body } = await createCluster().ask(
        'POST',
        DEFINITIONS,
        definition([{ rule }], PROPERTIES),
      );
      expect(status).toBe(422);
      expect(body['message']).toContain('x-kubernetes-validations[0].rule: Invalid value');
    },
  );

  test('that compares follows items by their key, and is not asked of what is new', async () => {
    const cluster = createCluster();
    await cluster.create(DEFINITIONS, definition([], PROPERTIES));
    const spec = (...ports: object[]) => ({ spec: { ports } });
    await cluster.create(THINGS, {
      apiVersion: 'example.com/v1',
      kind: 'Thing',
      metadata: { name: 't' },
      ...spec({ name: 'a', port: 5 }),
    });
    expect(
      (await cluster.patch(`${THINGS}/t`, spec({ name: 'b', port: 1 }, { name: 'a', port: 6 }))).status,
    ).toBe(200);
    const { body } = await cluster.patch(`${THINGS}/t`, spec({ name: 'b', port: 1 }, { name: 'a', port: 4 }));
    expect(body['message']).toBe(
      'Thing.example.com "t" is invalid: spec.ports[1].port: Invalid value: 4: ports only grow',
    );
  });
});

test('a pattern that is no expression is refused with its definition, at its place', async () => {
  const cluster = createCluster();
  const { status, body } = await cluster.ask(
    'POST',
    DEFINITIONS,
    definition([], { name: { type: 'string', pattern: '[' } }),
  );
  expect(status).toBe(422);
  expect(body['message']).toContain(
    'properties[spec].properties[name].pattern: Invalid value: "[": must be a valid regular expression, but isn\'t: error parsing regexp: missing closing ]: `[`',
  );
});

test('a scale is patched, put and refused as a scale', async () => {
  const cluster = createCluster();
  await cluster.create(DEFINITIONS, definition([], PROPERTIES));
  await cluster.create(THINGS, {
    apiVersion: 'example.com/v1',
    kind: 'Thing',
    metadata: { name: 't' },
    spec: { count: 1 },
  });
  const path = `${THINGS}/t/scale`;
  expect((await cluster.patch(path, { spec: { replicas: 3 } })).body).toMatchObject({
    kind: 'Scale',
    spec: { replicas: 3 },
  });
  expect(
    (
      await cluster.patch(
        path,
        [{ op: 'replace', path: '/spec/replicas', value: 4 }],
        'application/json-patch+json',
      )
    ).body,
  ).toMatchObject({ spec: { replicas: 4 } });
  expect((await cluster.patch(path, { spec: { replicas: 'x' } })).status).toBe(400);
  expect((await cluster.apply(path, 'a', { spec: { replicas: 3 } })).status).toBe(415);
  expect((await cluster.get(`${THINGS}/t`))['spec']).toEqual({ count: 4 });
  expect(cluster.failures).toEqual([]);
});

test('a whole number of a custom object is as large as its format', async () => {
  const cluster = createCluster();
  await cluster.create(
    DEFINITIONS,
    definition([], { ...PROPERTIES, count: { type: 'integer', format: 'int32' } }),
  );
  const put = (spec: object) =>
    cluster.ask('POST', THINGS, {
      apiVersion: 'example.com/v1',
      kind: 'Thing',
      metadata: { name: 't' },
      spec,
    });
  const refused = await put({ count: 2_147_483_648 });
  expect([refused.status, refused.body['message']]).toEqual([
    422,
    expect.stringContaining('Checked value must be of type integer with format int32 in spec.count'),
  ]);
  expect((await put({ list: [1e30] })).status).toBe(422);
  expect((await put({ count: 2_147_483_647, list: [4_294_967_296] })).status).toBe(201);
});
