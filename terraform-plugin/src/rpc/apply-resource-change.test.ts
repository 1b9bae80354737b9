// However an apply ends, what is returned is what exists.
import { describe, expect, test } from 'vitest';
import { error, warning } from '../diagnostics.ts';
import { DiagnosticsError } from '../errors.ts';
import { definitionsFor } from '../provider.ts';
import type { Resource } from '../resource.ts';
import { attribute } from '../schema/attribute-builders.ts';
import { defineSchema } from '../schema/schema.ts';
import { FrameworkHost, shown } from '../testing/framework-host.ts';
import { UNKNOWN } from '../values/value.ts';

const schema = defineSchema({
  attributes: {
    name: attribute.string({ required: true, equal: (a, b) => a.toLowerCase() === b.toLowerCase() }),
    id: attribute.string({ computed: true }),
    secret: attribute.string({ optional: true, writeOnly: true, versionedBy: 'secret_version' }),
    secret_version: attribute.int64({ optional: true }),
    steps: attribute.listNested({
      optional: true,
      attributes: {
        ip: attribute.string({ computed: true }),
        token: attribute.string({ optional: true, writeOnly: true, versionedBy: 'token_version' }),
        token_version: attribute.int64({ optional: true }),
      },
    }),
    groups: attribute.mapNested({ optional: true, attributes: { ip: attribute.string({ computed: true }) } }),
  },
});
type Toy = Resource<typeof schema, string>;
const define = definitionsFor<string>();

/** A host with one resource whose functions a test replaces. */
async function hostWith(functions: Partial<Toy>): Promise<FrameworkHost> {
  const fail = () => {
    throw new Error('not expected');
  };
  const host = new FrameworkHost(
    define.provider({
      name: 'toy',
      schema: defineSchema({ attributes: {} }),
      configure: () => ({ data: 'the data' }),
      resources: {
        toy_thing: define.resource<typeof schema>({
          schema,
          create: fail,
          read: fail,
          update: fail,
          delete: fail,
          ...functions,
        }),
      },
    }),
  );
  await host.configure();
  return host;
}

const config = { name: 'n', secret: 's3cret', secret_version: 1, groups: { a: {} } };
const planned = { name: 'n', id: UNKNOWN, secret_version: 1, groups: { a: { ip: UNKNOWN } } };
const state = {
  name: 'n',
  id: 'id-1',
  secret: null,
  secret_version: 1,
  steps: null,
  groups: { a: { ip: '10.0.0.1' } },
};
const bytes = (value: object) => new TextEncoder().encode(JSON.stringify(value));

describe('create', () => {
  test('gets plan, configuration, private state and data; gives state and private state', async () => {
    const seen: unknown[] = [];
    const host = await hostWith({
      create: ({ plan, config, private: kept, data, signal }) => {
        seen.push(plan.name, plan.id, plan.secret, config.secret, kept, data, signal.aborted);
        return { state, private: { operation: 'op-1' } };
      },
    });
    const result = await host.apply('toy_thing', { planned, config, privateState: bytes({ planned: true }) });
    expect(seen).toEqual(['n', UNKNOWN, null, 's3cret', { planned: true }, 'the data', false]);
    expect(result.diagnostics).toEqual([]);
    expect(result.state).toEqual(state);
    expect(result.private).toEqual(bytes({ operation: 'op-1' }));
  });

  test('keeps planned private state, the planned spelling, and no write-only value', async () => {
    const host = await hostWith({
      create: ({ config }) => ({
        state: { ...state, ...config, steps: null, name: 'N', id: 'id-1', secret: 's3cret' as never },
      }),
    });
    const result = await host.apply('toy_thing', { planned, config, privateState: bytes({ a: 1 }) });
    expect(shown(result.state)).toEqual({
      name: 'n',
      id: 'id-1',
      secret_version: 1,
      groups: { a: { ip: null } },
    });
    expect(result.private).toEqual(bytes({ a: 1 }));
    expect(JSON.stringify(result)).not.toContain('s3cret');
  });

  test('a warning passes', async () => {
    const host = await hostWith({
      create: () => ({ state, diagnostics: [warning('Slow', 'Still starting.')] }),
    });
    const result = await host.apply('toy_thing', { planned, config });
    expect(result.state).toEqual(state);
    expect(result.diagnostics).toEqual([
      { severity: 'warning', summary: 'Slow', detail: 'Still starting.', attribute: undefined },
    ]);
  });

  test('an error with what exists keeps both, and what is not known becomes null', async () => {
    const partial = { ...state, groups: { a: { ip: UNKNOWN as never } } };
    const host = await hostWith({
      create: () => ({
        state: partial,
        private: { x: 1 },
        diagnostics: [error('Broken', 'Half of it.', ['name'])],
      }),
    });
    const result = await host.apply('toy_thing', { planned, config });
    expect(shown(result.state)).toMatchObject({ id: 'id-1', groups: { a: { ip: null } } });
    expect(result.private).toEqual(bytes({ x: 1 }));
    expect(result.diagnostics).toEqual([
      {
        severity: 'error',
        summary: 'Broken',
        detail: 'Half of it.',
        attribute: { steps: [{ attributeName: 'name' }] },
      },
    ]);
  });

  test.each([
    ['an error alone', () => ({ diagnostics: [error('No')] }), 'No'],
    [
      'a thrown refusal',
      () => {
        throw new DiagnosticsError(error('No'));
      },
      'No',
    ],
    ['an error and nothing', () => ({ state: null, diagnostics: [error('No')] }), 'No'],
    [
      'a bug',
      () => {
        throw new TypeError('x is not a function');
      },
      'Internal error in provider "toy"',
    ],
  ])('%s leaves nothing', async (_name, create, summary) => {
    const host = await hostWith({ create });
    const result = await host.apply('toy_thing', { planned, config, privateState: bytes({ a: 1 }) });
    expect(result.state).toBeNull();
    expect(result.private).toEqual(new Uint8Array());
    expect(result.diagnostics?.map((diagnostic) => diagnostic.summary)).toEqual([summary]);
  });

  test('a bug is told in one sentence, and its stack only to the log', async () => {
    const host = await hostWith({
      create: () => {
        throw new TypeError('x is not a function');
      },
    });
    const { diagnostics } = await host.apply('toy_thing', { planned, config });
    expect(diagnostics?.[0]?.detail).toBe(
      'Creating toy_thing failed: x is not a function. This is a bug in the provider; please report it.',
    );
    expect(host.logged).toHaveLength(1);
    expect(host.logged[0]).toMatchObject({ level: 'error', message: 'creating toy_thing threw' });
    expect(String(host.logged[0]?.fields['error'])).toMatch(/TypeError: x is not a function\n\s+at /);
  });

  const bugs: [name: string, result: object, detail: string][] = [
    ['nothing at all', {}, 'it gave neither a state nor an error'],
    ['null without an error', { state: null }, 'it gave neither a state nor an error'],
  ];
  test.each(bugs)('%s is a bug, and nothing is stored', async (_name, result, message) => {
    const host = await hostWith({ create: () => result as never });
    const { state: stored, diagnostics } = await host.apply('toy_thing', { planned, config });
    expect(stored).toBeNull();
    expect(diagnostics?.[0]?.detail).toContain(message);
  });

  test('what is left unknown is a bug that names the attributes, and the object is not lost', async () => {
    const host = await hostWith({
      create: () => ({ state: { ...state, id: UNKNOWN as never, groups: { a: { ip: UNKNOWN as never } } } }),
    });
    const result = await host.apply('toy_thing', { planned, config });
    expect(shown(result.state)).toEqual({ name: 'n', secret_version: 1, groups: { a: { ip: null } } });
    expect(result.diagnostics?.map(({ detail }) => detail)).toEqual([
      'Creating toy_thing failed: attribute id is still unknown. This is a bug in the provider; please report it.',
      'Creating toy_thing failed: attribute groups["a"].ip is still unknown. This is a bug in the provider; please report it.',
    ]);
  });

  test('the same inside a list', async () => {
    const step = { ip: UNKNOWN as never, token: 't0ken' as never, token_version: 1 };
    const host = await hostWith({ create: () => ({ state: { ...state, steps: [step] } }) });
    const result = await host.apply('toy_thing', { planned, config });
    expect(result.state?.['steps']).toEqual([{ ip: null, token: null, token_version: 1 }]);
    expect(result.diagnostics?.map(({ detail }) => detail)).toEqual([
      'Creating toy_thing failed: attribute steps[0].ip is still unknown. This is a bug in the provider; please report it.',
    ]);
  });

  test('a value of another type is a bug that names the attribute, and the object is not lost', async () => {
    const host = await hostWith({ create: () => ({ state: { ...state, secret_version: '1' as never } }) });
    const result = await host.apply('toy_thing', { planned, config });
    expect(shown(result.state)).toEqual({ name: 'n', id: 'id-1', groups: { a: { ip: '10.0.0.1' } } });
    expect(result.diagnostics?.[0]?.detail).toContain(
      'attribute secret_version: expected a whole number, got a string',
    );
  });
});

describe('update', () => {
  const change = {
    prior: state,
    planned: { ...planned, id: 'id-1', name: 'm' },
    config: { ...config, name: 'm' },
  };

  test('gets what was stored as well', async () => {
    const host = await hostWith({
      update: ({ plan, state: before }) => ({ state: { ...before, name: plan.name } }),
    });
    const result = await host.apply('toy_thing', change);
    expect(result.diagnostics).toEqual([]);
    expect(result.state).toEqual({ ...state, name: 'm' });
  });

  test.each([
    ['an error alone', () => ({ diagnostics: [error('No')] })],
    [
      'a thrown refusal',
      () => {
        throw new DiagnosticsError(error('No'));
      },
    ],
  ])('%s keeps what was stored', async (_name, update) => {
    const host = await hostWith({ update });
    const result = await host.apply('toy_thing', { ...change, privateState: bytes({ a: 1 }) });
    expect(result.state).toEqual(state);
    expect(result.private).toEqual(bytes({ a: 1 }));
    expect(result.diagnostics).toHaveLength(1);
  });

  test('an error with null says that the object is gone', async () => {
    const host = await hostWith({ update: () => ({ state: null, diagnostics: [error('Gone')] }) });
    expect((await host.apply('toy_thing', change)).state).toBeNull();
  });

  test('no state without an error is a bug, and keeps what was stored', async () => {
    const host = await hostWith({ update: () => ({ state: null }) });
    const result = await host.apply('toy_thing', change);
    expect(result.state).toEqual(state);
    expect(result.diagnostics?.[0]?.detail).toContain('it gave neither a state nor an error');
  });
});

describe('delete', () => {
  test('leaves nothing', async () => {
    const host = await hostWith({ delete: () => undefined });
    expect(await host.apply('toy_thing', { prior: state })).toMatchObject({ state: null, diagnostics: [] });
  });

  test('with a warning leaves nothing', async () => {
    const host = await hostWith({ delete: () => ({ diagnostics: [warning('Disks are kept')] }) });
    const result = await host.apply('toy_thing', { prior: state });
    expect(result.state).toBeNull();
    expect(result.diagnostics).toHaveLength(1);
  });

  test.each([
    ['an error', () => ({ diagnostics: [error('No')] })],
    [
      'a bug',
      () => {
        throw new Error('oops');
      },
    ],
  ])('that ends with %s keeps what was stored', async (_name, remove) => {
    const host = await hostWith({ delete: remove });
    const result = await host.apply('toy_thing', { prior: state, privateState: bytes({ a: 1 }) });
    expect(result.state).toEqual(state);
    expect(result.private).toEqual(bytes({ a: 1 }));
  });

  test('that fails half way keeps the half that is left', async () => {
    const host = await hostWith({
      delete: ({ state: before }) => ({ state: { ...before, groups: {} }, diagnostics: [error('Half')] }),
    });
    const result = await host.apply('toy_thing', { prior: state });
    expect(result.state).toEqual({ ...state, groups: {} });
  });

  test('of what does not exist asks nobody', async () => {
    const host = await hostWith({});
    expect(await host.apply('toy_thing', {})).toMatchObject({ state: null, diagnostics: [] });
  });
});
