// Data sources, ephemeral resources and functions: what leaves nothing in state.
import { describe, expect, test } from 'vitest';
import type { DataSource } from '../data-source.ts';
import { error } from '../diagnostics.ts';
import type { EphemeralResource } from '../ephemeral-resource.ts';
import { FunctionError } from '../errors.ts';
import { defineFunction, parameter } from '../function.ts';
import { definitionsFor } from '../provider.ts';
import { attribute } from '../schema/attribute-builders.ts';
import { defineSchema, type Schema } from '../schema/schema.ts';
import { types } from '../schema/types.ts';
import { FrameworkHost } from '../testing/framework-host.ts';
import { UNKNOWN, type Value } from '../values/value.ts';
import { decodeDynamicValue, decodeObject, encodeDynamicValue } from '../values/wire.ts';

const schema = defineSchema({
  attributes: {
    name: attribute.string({ required: true, equal: (a, b) => a.toLowerCase() === b.toLowerCase() }),
    token: attribute.string({ computed: true, sensitive: true }),
  },
});
type S = typeof schema;
const define = definitionsFor<string>();
const call = { signal: new AbortController().signal };
const config = encodeDynamicValue({ name: 'N', token: null });
const bytes = (value: object) => new TextEncoder().encode(JSON.stringify(value));

async function hostWith(parts: {
  data?: Partial<DataSource<S, string>>;
  ephemeral?: Partial<EphemeralResource<S, string>>;
}): Promise<FrameworkHost> {
  const never = () => {
    throw new Error('not expected');
  };
  const host = new FrameworkHost(
    define.provider({
      name: 'toy',
      schema: defineSchema({ attributes: {} }),
      configure: () => ({ data: 'the data' }),
      dataSources: { toy_thing: define.dataSource<S>({ schema, read: never, ...parts.data }) },
      ephemeralResources: {
        toy_token: define.ephemeralResource<S>({ schema, open: never, ...parts.ephemeral }),
      },
    }),
  );
  await host.configure();
  return host;
}

describe('data source', () => {
  const read = async (source: DataSource<S, string>['read']) => {
    const host = await hostWith({ data: { read: source } });
    const response = await host.service.ReadDataSource({ typeName: 'toy_thing', config }, call);
    return { ...response, state: decodeObject(schema.type, response.state) };
  };

  test('keeps what is written as it is written', async () => {
    const { state, diagnostics } = await read(({ config, data }) => ({
      state: { name: config.name.toLowerCase(), token: data },
    }));
    expect(state).toEqual({ name: 'N', token: 'the data' });
    expect(diagnostics).toEqual([]);
  });

  test.each<[string, DataSource<S, string>['read'], string]>([
    ['an error', () => ({ diagnostics: [error('Not found', 'There is none.')] }), 'There is none.'],
    ['nothing', () => ({}), 'it gave neither a state nor an error'],
    [
      'something unknown',
      () => ({ state: { name: 'N', token: UNKNOWN as never } }),
      'attribute token is still unknown',
    ],
  ])('%s', async (_name, source, detail) => {
    expect((await read(source)).diagnostics?.[0]?.detail).toContain(detail);
  });

  test('is never asked about what is not known yet', async () => {
    const host = await hostWith({});
    const unknown = encodeDynamicValue({ name: UNKNOWN, token: null });
    const { diagnostics } = await host.service.ReadDataSource(
      { typeName: 'toy_thing', config: unknown },
      call,
    );
    expect(diagnostics).toMatchObject([
      { summary: 'name is not known yet', attribute: { steps: [{ attributeName: 'name' }] } },
    ]);
  });

  test('is validated', async () => {
    const host = await hostWith({ data: { validate: () => ({ diagnostics: [error('Bad', 'So bad.')] }) } });
    const { diagnostics } = await host.service.ValidateDataResourceConfig(
      { typeName: 'toy_thing', config },
      call,
    );
    expect(diagnostics?.[0]?.detail).toBe('So bad.');
  });
});

describe('ephemeral resource', () => {
  test('is never opened with what is not known yet', async () => {
    const host = await hostWith({});
    const unknown = encodeDynamicValue({ name: UNKNOWN, token: null });
    const response = await host.service.OpenEphemeralResource(
      { typeName: 'toy_token', config: unknown, clientCapabilities: undefined } as never,
      call,
    );
    expect(response.diagnostics).toMatchObject([{ summary: 'name is not known yet' }]);
  });

  const renewAt = new Date('2031-01-02T03:04:05.678Z');

  test('opens, renews and closes with what it remembers', async () => {
    const seen: unknown[] = [];
    const host = await hostWith({
      ephemeral: {
        open: ({ config, data }) => ({
          result: { name: config.name, token: data },
          renewAt,
          private: { lease: 1 },
        }),
        renew: ({ private: held, data }) => {
          seen.push(held, data);
          return { renewAt: new Date('2031-01-02T04:00:00Z'), private: { lease: 2 } };
        },
        close: ({ private: held }) => {
          seen.push(held);
          return undefined;
        },
      },
    });
    const opened = await host.service.OpenEphemeralResource({ typeName: 'toy_token', config }, call);
    expect(decodeObject(schema.type, opened.result)).toEqual({ name: 'N', token: 'the data' });
    expect(opened.renewAt).toEqual({ seconds: 1925089445, nanos: 678_000_000 });
    const renewed = await host.service.RenewEphemeralResource(
      { typeName: 'toy_token', private: opened.private },
      call,
    );
    expect(renewed).toMatchObject({
      renewAt: { seconds: 1925092800, nanos: 0 },
      private: bytes({ lease: 2 }),
    });
    const closed = await host.service.CloseEphemeralResource(
      { typeName: 'toy_token', private: renewed.private },
      call,
    );
    expect(closed).toEqual({ diagnostics: [] });
    expect(seen).toEqual([{ lease: 1 }, 'the data', { lease: 2 }]);
  });

  test('without renewal and without anything to close', async () => {
    const host = await hostWith({ ephemeral: { open: () => ({ result: { name: 'N', token: 't' } }) } });
    const opened = await host.service.OpenEphemeralResource({ typeName: 'toy_token', config }, call);
    expect(opened).toMatchObject({ renewAt: undefined, private: new Uint8Array(), diagnostics: [] });
    expect(await host.service.CloseEphemeralResource({ typeName: 'toy_token' }, call)).toEqual({
      diagnostics: [],
    });
  });

  test('what goes wrong is told', async () => {
    const host = await hostWith({ ephemeral: { open: () => ({}) } });
    const opened = await host.service.OpenEphemeralResource({ typeName: 'toy_token', config }, call);
    expect(opened.diagnostics?.[0]?.detail).toContain('it gave neither a result nor an error');
    const renewed = await host.service.RenewEphemeralResource(
      { typeName: 'toy_token', private: bytes({ a: 1 }) },
      call,
    );
    expect(renewed.diagnostics?.[0]?.detail).toContain('open gave a renewAt, but there is no renew');
    expect(renewed.private).toEqual(bytes({ a: 1 }));
  });

  test('is validated', async () => {
    const host = await hostWith({});
    const { diagnostics } = await host.service.ValidateEphemeralResourceConfig(
      { typeName: 'toy_token', config },
      call,
    );
    expect(diagnostics).toEqual([]);
  });
});

describe('function', () => {
  const functions = {
    add: defineFunction({
      summary: 'Adds.',
      parameters: [parameter('first', types.int64), parameter('scale', types.number, { allowNull: true })],
      variadic: parameter('more', types.int64, { description: 'Any number of them.' }),
      returns: types.number,
      run: ([first, scale], more) => {
        if (first < 0) throw new FunctionError('must not be negative.', 0);
        return (first + more.reduce((sum, value) => sum + value, 0)) * Number(scale ?? 1);
      },
    }),
    known: defineFunction({
      summary: 'Whether it is known.',
      description: 'It is, or it is not.',
      deprecation: 'Know better.',
      parameters: [parameter('value', types.list(types.string), { allowUnknown: true })],
      returns: types.bool,
      run: ([value]) => value !== UNKNOWN && !value.includes(UNKNOWN),
    }),
    broken: defineFunction({
      summary: 'Throws.',
      parameters: [],
      returns: types.string,
      run: () => {
        throw new TypeError('oops');
      },
    }),
    wrong: defineFunction({ summary: 'Lies.', parameters: [], returns: types.string, run: () => 5 as never }),
  };
  const host = new FrameworkHost(
    define.provider({
      name: 'toy',
      schema: defineSchema({ attributes: {} }) as Schema,
      configure: () => ({ data: 'unused' }),
      functions,
    }),
  );
  const run = (name: string, ...values: Value[]) =>
    host.service.CallFunction({ name, arguments: values.map((value) => encodeDynamicValue(value)) }, call);

  test.each<[string, Value[], Value]>([
    ['add', [1, 2], 2],
    ['add', [1, null, 2, 3], 6],
    ['known', [['a']], true],
    ['known', [['a', UNKNOWN]], false],
    ['known', [UNKNOWN], false],
  ])('%s(%o) is %o, without a configured provider', async (name, values, expected) => {
    const { result, error: refused } = await run(name, ...values);
    expect(refused).toBeUndefined();
    expect(decodeDynamicValue({ kind: name === 'known' ? 'bool' : 'number' }, result)).toBe(expected);
  });

  test.each<[string, Value[], object]>([
    ['add', [-1, 1], { text: 'must not be negative', functionArgument: 0 }],
    ['add', [1, 1, 1.5], { text: 'it must be a whole number, not 1.5', functionArgument: 2 }],
    ['known', [['a', null]], { text: 'an element must not be null', functionArgument: 0 }],
    ['known', [[], 'x'], { text: 'there are too many arguments', functionArgument: 1 }],
    ['none', [], { text: 'provider "toy" has no function "none"' }],
    [
      'broken',
      [],
      {
        text: 'Internal error in provider "toy": Calling function broken failed: oops. This is a bug in the provider; please report it',
      },
    ],
    [
      'wrong',
      [],
      {
        text: 'Internal error in provider "toy": Calling function wrong failed: its result is wrong: expected a string, got a number. This is a bug in the provider; please report it',
      },
    ],
  ])('%s(%o) is refused', async (name, values, expected) => {
    expect((await run(name, ...values)).error).toEqual(expected);
  });

  test('signatures say everything', async () => {
    const { functions: found } = await host.service.GetFunctions({}, call);
    const type = (text: string) => new TextEncoder().encode(text);
    expect(found?.['add']).toMatchObject({
      summary: 'Adds.',
      parameters: [
        { name: 'first', type: type('"number"'), allowNullValue: false, allowUnknownValues: false },
        { name: 'scale', type: type('"number"'), allowNullValue: true },
      ],
      variadicParameter: { name: 'more', description: 'Any number of them.' },
      return: { type: type('"number"') },
    });
    expect(found?.['known']).toMatchObject({
      description: 'It is, or it is not.',
      deprecationMessage: 'Know better.',
      variadicParameter: undefined,
      parameters: [{ allowUnknownValues: true, type: type('["list","string"]') }],
    });
  });
});
