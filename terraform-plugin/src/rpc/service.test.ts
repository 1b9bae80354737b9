// The provider as a whole: what it offers, its configuration, its end, and that nothing is ever thrown at Terraform.
import { describe, expect, test } from 'vitest';
import { error, warning } from '../diagnostics.ts';
import { DefinitionError } from '../errors.ts';
import { definitionsFor, type Provider } from '../provider.ts';
import type { Resource } from '../resource.ts';
import { attribute } from '../schema/attribute-builders.ts';
import { defineSchema } from '../schema/schema.ts';
import { FrameworkHost } from '../testing/framework-host.ts';
import { isUnknown } from '../values/value.ts';
import { encodeDynamicValue } from '../values/wire.ts';
import { createProviderService } from './service.ts';

const define = definitionsFor<string>();
const call = { signal: new AbortController().signal };
const providerSchema = defineSchema({
  attributes: {
    endpoint: attribute.string({ optional: true }),
    token: attribute.string({ optional: true, sensitive: true }),
  },
});
const schema = defineSchema({
  version: 7,
  attributes: { name: attribute.string({ required: true, requiresReplace: true }) },
});
type S = typeof schema;

const thing = (functions: Partial<Resource<S, string>> = {}) =>
  define.resource<S>({
    schema,
    create: () => ({ state: { name: 'n' } }),
    read: ({ state }) => ({ state: { name: state.name ?? '' } }),
    delete: () => undefined,
    ...functions,
  });

const provider = (parts: Partial<Provider<typeof providerSchema, string>> = {}): Provider =>
  define.provider<typeof providerSchema>({
    name: 'toy',
    schema: providerSchema,
    configure: ({ config }) => ({ data: String(config.endpoint) }),
    resources: { toy_thing: thing() },
    ...parts,
  });

test('what it offers', async () => {
  const { service } = new FrameworkHost(provider());
  const metadata = await service.GetMetadata({}, call);
  expect(metadata.resources).toEqual([{ typeName: 'toy_thing' }]);
  expect(metadata.serverCapabilities).toEqual({
    planDestroy: true,
    getProviderSchemaOptional: true,
    moveResourceState: false,
  });
  const schemas = await service.GetProviderSchema({}, call);
  expect(schemas.provider?.block?.attributes?.map(({ name }) => name)).toEqual(['endpoint', 'token']);
  expect(schemas.resourceSchemas?.['toy_thing']?.version).toBe(7);
  expect(schemas.serverCapabilities).toEqual(metadata.serverCapabilities);
  expect(await service.GetResourceIdentitySchemas({}, call)).toEqual({ identitySchemas: {} });
});

describe('configure', () => {
  test('makes the data that every call gets', async () => {
    const seen: unknown[] = [];
    const host = new FrameworkHost(
      provider({
        resources: {
          toy_thing: thing({
            create: ({ data }) => {
              seen.push(data);
              return { state: { name: 'n' } };
            },
          }),
        },
      }),
    );
    expect(await host.configure({ endpoint: 'https://api' })).toEqual({ diagnostics: [] });
    await host.apply('toy_thing', { planned: { name: 'n' }, config: { name: 'n' } });
    expect(seen).toEqual(['https://api']);
  });

  const refusals: [
    name: string,
    configure: Provider<typeof providerSchema, string>['configure'],
    details: string[],
  ][] = [
    ['an error', () => ({ diagnostics: [error('No', 'Wrong token.')] }), ['Wrong token.']],
    [
      'an error beside data',
      () => ({ data: 'x', diagnostics: [error('No', 'Wrong token.')] }),
      ['Wrong token.'],
    ],
    [
      'nothing',
      () => ({}),
      [
        'Configuring the provider failed: it gave neither data nor an error. This is a bug in the provider; please report it.',
      ],
    ],
    [
      'a bug',
      () => {
        throw new Error('oops');
      },
      ['Configuring the provider failed: oops. This is a bug in the provider; please report it.'],
    ],
  ];
  test.each(refusals)('%s leaves it unconfigured', async (_name, configure, details) => {
    const host = new FrameworkHost(provider({ configure }));
    const { diagnostics } = await host.configure();
    expect(diagnostics?.map(({ detail }) => detail)).toEqual(details);
    const applied = await host.apply('toy_thing', { planned: { name: 'n' }, config: { name: 'n' } });
    expect(applied.diagnostics?.[0]?.summary).toBe('Provider "toy" is not configured');
  });

  test('data may be undefined, and a warning passes', async () => {
    const host = new FrameworkHost(
      provider({ configure: () => ({ data: undefined as never, diagnostics: [warning('Old')] }) }),
    );
    expect((await host.configure()).diagnostics).toHaveLength(1);
    const applied = await host.apply('toy_thing', { planned: { name: 'n' }, config: { name: 'n' } });
    expect(applied.diagnostics).toEqual([]);
  });

  test('is validated first', async () => {
    const host = new FrameworkHost(
      provider({ validate: ({ config }) => ({ diagnostics: [error('Bad', String(config.endpoint))] }) }),
    );
    const config = encodeDynamicValue({ endpoint: 'x', token: null });
    const { diagnostics } = await host.service.ValidateProviderConfig({ config }, call);
    expect(diagnostics?.[0]?.detail).toBe('x');
  });
});

describe('validate', () => {
  test("the author's check sees what keeps to the schema, and the rest of it as unknown", async () => {
    const strict = defineSchema({
      attributes: {
        name: attribute.string({
          required: true,
          validators: [(name) => (name === 'x' ? 'not x' : undefined)],
        }),
        other: attribute.string({ optional: true }),
      },
    });
    const host = new FrameworkHost(
      provider({
        resources: {
          toy_thing: define.resource<typeof strict>({
            schema: strict,
            create: () => ({}),
            read: () => ({ state: null }),
            update: () => ({}),
            delete: () => undefined,
            validate: ({ config: { name, other } }) => ({
              diagnostics: [warning(`saw ${isUnknown(name) ? 'nothing' : name} and ${String(other)}`)],
            }),
          }),
        },
      }),
    );
    const summaries = async (name: string) =>
      (await host.validate('toy_thing', { name, other: 'o' })).diagnostics?.map(({ summary }) => summary);
    expect(await summaries('x')).toEqual(['Invalid name', 'saw nothing and o']);
    expect(await summaries('y')).toEqual(['saw y and o']);
  });
});

describe('stop', () => {
  test('aborts every running call and every later one, and what they throw is an interruption', async () => {
    const host = new FrameworkHost(
      provider({
        resources: {
          toy_thing: thing({
            create: ({ signal }) =>
              new Promise((_resolve, reject) => {
                if (signal.aborted) reject(signal.reason);
                signal.addEventListener('abort', () => reject(signal.reason));
              }),
          }),
        },
      }),
    );
    await host.configure();
    const change = { planned: { name: 'n' }, config: { name: 'n' } };
    const running = [host.apply('toy_thing', change), host.apply('toy_thing', change)];
    await new Promise((resolve) => setImmediate(resolve));
    expect(await host.service.StopProvider({}, call)).toEqual({});
    running.push(host.apply('toy_thing', change));
    for (const { state, diagnostics } of await Promise.all(running)) {
      expect(state).toBeNull();
      expect(diagnostics).toMatchObject([
        {
          summary: 'Interrupted',
          detail: 'Terraform was stopped while creating toy_thing. Run it again to continue.',
        },
      ]);
    }
    expect(host.logged).toEqual([]);
  });

  test('a new run of Terraform starts afresh', async () => {
    const host = new FrameworkHost(
      provider({
        resources: {
          toy_thing: thing({
            create: ({ signal }) => ({ state: { name: String(signal.aborted) } }),
          }),
        },
      }),
    );
    await host.configure();
    await host.service.StopProvider({}, call);
    await host.configure();
    const { state } = await host.apply('toy_thing', { planned: { name: 'n' }, config: { name: 'n' } });
    expect(state).toEqual({ name: 'false' });
  });

  test('a cancelled call aborts its own signal alone', async () => {
    const seen: AbortSignal[] = [];
    const service = createProviderService(
      provider({
        configure: ({ signal }) => {
          seen.push(signal);
          return { data: '' };
        },
      }),
      { log: () => {} },
    );
    const cancelled = new AbortController();
    await service.ConfigureProvider({ terraformVersion: '1.11.4' }, { signal: cancelled.signal });
    await service.ConfigureProvider({ terraformVersion: '1.11.4' }, call);
    cancelled.abort();
    expect(seen.map(({ aborted }) => aborted)).toEqual([true, false]);
  });
});

describe('nothing is thrown at terraform', () => {
  test('a type that is not there', async () => {
    const host = new FrameworkHost(provider());
    const { diagnostics } = await host.validate('toy_other', {});
    expect(diagnostics).toMatchObject([
      { summary: 'Unknown resource', detail: 'This version of provider "toy" has no resource "toy_other".' },
    ]);
  });

  test('bytes that are no value, and values of another type', async () => {
    const { service } = new FrameworkHost(provider());
    for (const msgpack of [Uint8Array.of(0xc1), encodeDynamicValue(['x']).msgpack as Uint8Array]) {
      const { diagnostics } = await service.ValidateResourceConfig(
        { typeName: 'toy_thing', config: { msgpack } },
        call,
      );
      expect(diagnostics?.[0]?.summary).toBe('Internal error in provider "toy"');
    }
  });
});

describe('a definition that contradicts itself does not start', () => {
  const noReplace = defineSchema({
    attributes: { name: attribute.string({ required: true }), id: attribute.string({ computed: true }) },
  });
  const cases: [name: string, parts: Parameters<typeof provider>[0], problem: string][] = [
    [
      'a name without the prefix',
      { resources: { other_thing: thing() } },
      'other_thing: Terraform finds a type by its prefix, so it must begin with "toy_"',
    ],
    [
      'no update, but something that can be updated',
      { resources: { toy_thing: define.resource({ ...thing(), schema: noReplace }) } },
      'toy_thing: there is no update, so "name" must have requiresReplace or immutable',
    ],
    [
      'an upgrader from the future',
      { resources: { toy_thing: { ...thing(), upgraders: { 7: (state) => state } } } },
      "toy_thing: the upgrader of version 7 leads beyond the schema's version",
    ],
    [
      'a schema with a mistake',
      {
        resources: {
          toy_thing: define.resource({
            ...thing(),
            schema: defineSchema({ attributes: { a: attribute.string({}) } }),
          }),
        },
      },
      'toy_thing: "a" must be required, optional or computed',
    ],
  ];
  test.each(cases)('%s', (_name, parts, problem) => {
    const start = () => createProviderService(provider(parts), { log: () => {} });
    expect(start).toThrow(DefinitionError);
    expect(start).toThrow(`provider "toy" is not well defined:\n- ${problem}`);
  });
});
