// After a write, what exists is in state whatever else goes wrong.
import type { Hikube, Operation } from '@hikube/sdk';
import { attribute, DiagnosticsError, defineSchema, error, objectFrom, UNKNOWN } from 'terraform-plugin';
import { describe, expect, test } from 'vitest';
import type { Owner, ProviderData } from '../provider-data.ts';
import type { ApiRecord, Kind } from './kind.ts';
import { recall } from './memory.ts';
import { settle } from './settle.ts';

const schema = defineSchema({
  attributes: {
    id: attribute.string({ computed: true }),
    name: attribute.string({ required: true }),
    last_operation: attribute.string({ computed: true }),
  },
});
const found: ApiRecord = { uid: 'u-1', generation: 4 };
const kindWith = (over: Partial<Kind>): Kind =>
  ({
    noun: 'thing',
    type: 'hikube_thing',
    schema,
    rows: [],
    idOf: (values: Record<string, unknown>) => String(values['name']),
    get: async () => found,
    toState: () =>
      objectFrom([
        ['name', 'prod'],
        ['id', 'prod'],
        ['last_operation', null],
      ]),
    ...over,
  }) as unknown as Kind;
const data = (owner: () => Promise<Owner>) => ({ owner }) as unknown as ProviderData;
const planned = objectFrom([
  ['name', 'prod'],
  ['id', UNKNOWN],
  ['last_operation', UNKNOWN],
]);
const outcome = { ended: 'succeeded', operation: { id: 'op-1' } as Operation } as const;

describe('a create that was accepted', () => {
  test('remembers the tenant and its service', async () => {
    const settled = await settle(
      kindWith({}),
      {} as Hikube,
      data(async () => ({ tenant: 't-1', installation: 'i-1' })),
      planned,
      outcome,
      {},
    );
    expect(settled?.state).toMatchObject({ name: 'prod', id: 'prod', last_operation: 'op-1' });
    expect(recall(settled?.private ?? {})).toEqual({ tenant: 't-1', installation: 'i-1', generation: 4 });
  });

  test('is in state also when nobody can say whose token it is; the next read asks again', async () => {
    const silent = () => Promise.reject(new DiagnosticsError(error('Cannot ask whose token this is')));
    const settled = await settle(kindWith({}), {} as Hikube, data(silent), planned, outcome, {});
    expect(settled?.state).toMatchObject({ name: 'prod', id: 'prod', last_operation: 'op-1' });
    expect(recall(settled?.private ?? {})).toEqual({ generation: 4 });
  });

  test('is in state also when the answer makes no sense', async () => {
    const toState = () => {
      throw new TypeError('Cannot read properties of undefined');
    };
    const settled = await settle(
      kindWith({ toState }),
      {} as Hikube,
      data(async () => ({ tenant: 't-1', installation: 'i-1' })),
      planned,
      outcome,
      {},
    );
    expect(settled?.state).toMatchObject({ name: 'prod', id: 'prod', last_operation: 'op-1' });
    expect(settled?.diagnostics).toMatchObject([
      { severity: 'warning', summary: 'The thing prod could not be read back' },
    ]);
    expect(JSON.stringify(settled?.diagnostics)).not.toContain('properties of undefined');
  });
});
