// The plan hook: when it is asked, what it sees, and what it may change.
import { describe, expect, test } from 'vitest';
import { error, warning } from '../diagnostics.ts';
import { definitionsFor } from '../provider.ts';
import type { ModifyPlanRequest, Resource } from '../resource.ts';
import { attribute } from '../schema/attribute-builders.ts';
import { defineSchema } from '../schema/schema.ts';
import { FrameworkHost, shown } from '../testing/framework-host.ts';
import { UNKNOWN } from '../values/value.ts';

const schema = defineSchema({
  attributes: {
    name: attribute.string({ required: true, requiresReplace: true }),
    size: attribute.int64({ default: 1 }),
    disk: attribute.string({ optional: true, immutable: 'Make another one.' }),
    id: attribute.string({ computed: true }),
    last_operation: attribute.string({ computed: true }),
    load: attribute.int64({ volatile: true }),
  },
});
type S = typeof schema;
const define = definitionsFor<string>();

async function hostWith(modifyPlan: Resource<S, string>['modifyPlan']): Promise<FrameworkHost> {
  const never = () => {
    throw new Error('not expected');
  };
  const host = new FrameworkHost(
    define.provider({
      name: 'toy',
      schema: defineSchema({ attributes: {} }),
      configure: () => ({ data: 'the data' }),
      resources: {
        toy_thing: define.resource<S>({
          schema,
          create: never,
          read: never,
          update: never,
          delete: never,
          ...(modifyPlan && { modifyPlan }),
        }),
      },
    }),
  );
  await host.configure();
  return host;
}

const state = { name: 'n', size: 1, id: 'id-1', last_operation: 'op-1', load: 5 };
const bytes = (value: object) => new TextEncoder().encode(JSON.stringify(value));

describe('without a hook', () => {
  test('create, update, replace, nothing, delete', async () => {
    const host = await hostWith(undefined);
    const create = await host.plan('toy_thing', { config: { name: 'n' } });
    expect(shown(create.planned)).toEqual({
      name: 'n',
      size: 1,
      id: UNKNOWN,
      last_operation: UNKNOWN,
      load: UNKNOWN,
    });
    const update = await host.plan('toy_thing', { prior: state, config: { name: 'n', size: 2 } });
    expect(shown(update.planned)).toEqual({ ...state, size: 2, load: UNKNOWN });
    const replace = await host.plan('toy_thing', { prior: state, config: { name: 'm' } });
    expect(replace.requiresReplace).toEqual([{ steps: [{ attributeName: 'name' }] }]);
    const nothing = await host.plan('toy_thing', {
      prior: state,
      config: { name: 'n' },
      privateState: bytes({ a: 1 }),
    });
    expect(shown(nothing.planned)).toEqual(state);
    expect(nothing.plannedPrivate).toEqual(bytes({ a: 1 }));
    const remove = await host.plan('toy_thing', { prior: state });
    expect(remove.planned).toBeNull();
    expect(remove.diagnostics).toEqual([]);
  });

  test('an immutable attribute is refused at its path, with its reason', async () => {
    const host = await hostWith(undefined);
    const result = await host.plan('toy_thing', {
      prior: { ...state, disk: 'a' },
      config: { name: 'n', disk: 'b' },
    });
    expect(result.diagnostics).toEqual([
      {
        severity: 'error',
        summary: 'disk cannot be changed',
        detail: '"disk" cannot change from "a" to "b". Make another one.',
        attribute: { steps: [{ attributeName: 'disk' }] },
      },
    ]);
  });
});

describe('the hook', () => {
  test('sees every plan, what it would do, and what is remembered', async () => {
    const seen: ModifyPlanRequest<S, string>[] = [];
    const host = await hostWith((request) => {
      seen.push(request);
      return undefined;
    });
    await host.plan('toy_thing', { config: { name: UNKNOWN } });
    await host.plan('toy_thing', {
      prior: state,
      config: { name: 'n', size: 2 },
      privateState: bytes({ a: 1 }),
    });
    await host.plan('toy_thing', { prior: state, config: { name: 'm' } });
    await host.plan('toy_thing', { prior: state, config: { name: 'n' } });
    await host.plan('toy_thing', { prior: state });
    expect(seen.map(({ action }) => action)).toEqual(['create', 'update', 'replace', 'none', 'delete']);
    expect(seen[0]).toMatchObject({ config: { name: UNKNOWN, size: null }, prior: null, data: 'the data' });
    expect(seen[1]).toMatchObject({
      planned: { size: 2 },
      prior: { size: 1 },
      proposed: { size: 2 },
      private: { a: 1 },
    });
    expect(seen[4]).toMatchObject({ config: null, planned: null, proposed: null, prior: { id: 'id-1' } });
  });

  test('a new object does not inherit the memory of the one that it replaces', async () => {
    const host = await hostWith(({ private: kept }) => ({ private: { ...kept, planned: true } }));
    const result = await host.plan('toy_thing', { config: { name: 'n' }, privateState: bytes({ old: 1 }) });
    expect(result.plannedPrivate).toEqual(bytes({ planned: true }));
  });

  test('is not asked when the schema has refused already', async () => {
    const host = await hostWith(() => {
      throw new Error('asked');
    });
    const result = await host.plan('toy_thing', { prior: { ...state, disk: 'a' }, config: { name: 'n' } });
    expect(result.diagnostics?.map(({ summary }) => summary)).toEqual(['disk cannot be changed']);
  });

  test('may mark outputs unknown, which makes an update of nothing', async () => {
    const host = await hostWith(() => ({ unknown: [['last_operation']] }));
    const result = await host.plan('toy_thing', { prior: state, config: { name: 'n' } });
    expect(shown(result.planned)).toEqual({ ...state, last_operation: UNKNOWN, load: UNKNOWN });
  });

  test('may know outputs, require replacement and remember', async () => {
    const host = await hostWith(() => ({
      values: [{ path: ['id'], value: 'id-2' }],
      requiresReplace: [['size'], ['size']],
      private: { seen: true },
    }));
    const result = await host.plan('toy_thing', { prior: state, config: { name: 'n', size: 2 } });
    expect(result.planned?.['id']).toBe('id-2');
    expect(result.requiresReplace).toEqual([{ steps: [{ attributeName: 'size' }] }]);
    expect(result.plannedPrivate).toEqual(bytes({ seen: true }));
    const create = await host.plan('toy_thing', { config: { name: 'n' } });
    expect(create.requiresReplace).toEqual([]);
  });

  test('what requires replacement is sorted, whoever said so', async () => {
    const host = await hostWith(() => ({ requiresReplace: [['disk']] }));
    const change = { prior: { ...state, disk: 'a' }, config: { name: 'm', disk: 'b' } };
    const { requiresReplace } = await host.plan('toy_thing', change);
    expect(requiresReplace).toEqual([
      { steps: [{ attributeName: 'disk' }] },
      { steps: [{ attributeName: 'name' }] },
    ]);
  });

  test('may warn and refuse', async () => {
    const host = await hostWith(({ action }) => ({
      diagnostics:
        action === 'delete' ? [error('Protected')] : [warning('Rolls 3 nodes', undefined, ['size'])],
    }));
    const update = await host.plan('toy_thing', { prior: state, config: { name: 'n', size: 2 } });
    expect(update.diagnostics).toEqual([
      {
        severity: 'warning',
        summary: 'Rolls 3 nodes',
        detail: undefined,
        attribute: { steps: [{ attributeName: 'size' }] },
      },
    ]);
    const remove = await host.plan('toy_thing', { prior: state });
    expect(remove.diagnostics?.[0]).toMatchObject({ severity: 'error', summary: 'Protected' });
  });

  test('may not choose what is written', async () => {
    const host = await hostWith(() => ({
      values: [{ path: ['name'], value: 'other' }],
      unknown: [['size']],
    }));
    const result = await host.plan('toy_thing', { prior: state, config: { name: 'n', size: 2 } });
    expect(shown(result.planned)).toMatchObject({ name: 'n', size: 2 });
    expect(result.diagnostics?.map(({ detail }) => detail)).toEqual([
      'Planning toy_thing failed: modifyPlan changed size, which it may not choose. This is a bug in the provider; please report it.',
      'Planning toy_thing failed: modifyPlan changed name, which it may not choose. This is a bug in the provider; please report it.',
    ]);
  });

  test('that throws is a bug in one sentence', async () => {
    const host = await hostWith(() => {
      throw new Error('oops');
    });
    const result = await host.plan('toy_thing', { prior: state, config: { name: 'n', size: 2 } });
    expect(result.diagnostics?.map(({ detail }) => detail)).toEqual([
      'Planning toy_thing failed: oops. This is a bug in the provider; please report it.',
    ]);
  });
});
