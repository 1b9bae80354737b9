import type { ManifestNote } from '@hikube/domain/manifest';
import type { Impact } from '@hikube/openapi/types';
import { describe, expect, test } from 'vitest';
import { clusterReference, operationKey } from '../../model/keys.ts';
import { pendingOperation } from '../../model/operation.ts';
import type { Plan } from '../../plan/ground.ts';
import { warningsOfNotes, withNotes } from './notes.ts';

const UID = '3f2b8c1e-6a4d-4e0f-9b7a-5c1d2e3f4a5b';

const TARGET = clusterReference({ name: 'prod', uid: UID });

const operation = pendingOperation(
  {
    id: 'op-1',
    kind: 'Cluster.update',
    target: TARGET,
    generation: 2,
    fields: [],
    children: [],
  },
  'demo',
  0,
);

const IMPACT: Impact = {
  kind: 'Cluster.update',
  target: TARGET,
  changes: [],
  nodesRolled: 0,
  nodeGroupsRolled: [],
  quota: [],
  warnings: [{ pointer: '/spec', code: 'rule', detail: 'A rule.' }],
};

const plan: Plan = {
  writes: [{ key: operationKey('demo', 'op-1'), body: operation, expect: 'absent' }],
  guards: [],
  operation,
  etag: undefined,
  foresee: () => IMPACT,
};

const note = (pointer: string): ManifestNote => ({ pointer, code: 'ignored', detail: 'It has no effect.' });

describe('notes', () => {
  test('become warnings of the contract', () => {
    expect(warningsOfNotes([{ ...note('/spec/a'), from: 'x', to: 'y' }])).toEqual([
      { pointer: '/spec/a', code: 'ignored', detail: 'It has no effect.' },
    ]);
  });

  test('are cut to what the contract carries', () => {
    const notes = Array.from({ length: 130 }, (_, index) => note(`/spec/${index}`));
    const warnings = warningsOfNotes(notes);
    expect(warnings).toHaveLength(100);
    expect(warnings[98]?.pointer).toBe('/spec/98');
    expect(warnings[99]).toEqual({
      pointer: '',
      code: 'more',
      detail: 'There are 31 more; correct these first.',
    });
  });

  test('have pointers of whole characters', () => {
    const [warning] = warningsOfNotes([note(`/${'😀'.repeat(400)}`)]);
    expect(warning?.pointer).toBe(`/${'😀'.repeat(255)}…`);
  });
});

describe('a plan with notes', () => {
  const warnings = warningsOfNotes([note('/spec/a')]);

  test('stores them with its operation, answers them, and foresees them first', () => {
    const told = withNotes(plan, warnings);
    expect(told.operation.warnings).toEqual(warnings);
    expect(told.writes).toEqual([{ ...plan.writes[0], body: told.operation }]);
    expect(told.foresee({} as never).warnings).toEqual([...warnings, ...IMPACT.warnings]);
  });

  test('leaves the record of an operation that goes on already', () => {
    const other = { ...plan, writes: [] };
    const told = withNotes(other, warnings);
    expect(told.operation.warnings).toEqual(warnings);
    expect(told.writes).toEqual([]);
  });

  test('is the same plan when there are none', () => {
    expect(withNotes(plan, [])).toBe(plan);
  });
});
