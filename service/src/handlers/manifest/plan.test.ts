import { expect, test } from 'vitest';
import type { Plan } from '../../plan/ground.ts';
import { Refusal } from '../../refusal.ts';
import { inManifest, takenOver } from './plan.ts';
import type { ManifestState } from './representation.ts';

const ORIGINS = new Map([['/nodeGroups', '/spec/nodeGroup']]);
const WRONG = { pointer: '/nodeGroups/web/minReplicas', code: 'min_above_max', detail: 'Too many.' };

test('a refusal names the fields of the manifest, and stays what it was otherwise', async () => {
  const cause = new Error('underneath');
  const refusal = new Refusal('validation_failed', 'Too many.', { errors: [WRONG], cause });
  const told = await inManifest(ORIGINS, () => Promise.reject(refusal)).catch((error: unknown) => error);
  expect(told).toBeInstanceOf(Refusal);
  expect(told).toMatchObject({
    code: 'validation_failed',
    message: 'Too many.',
    facts: { errors: [{ ...WRONG, pointer: '/spec/nodeGroup/web/minReplicas' }], cause },
  });
});

test('what has no fields passes as it is', async () => {
  const refusal = new Refusal('deleting', 'It is being deleted.');
  await expect(inManifest(ORIGINS, () => Promise.reject(refusal))).rejects.toBe(refusal);
  const mistake = new TypeError('ours');
  await expect(inManifest(ORIGINS, () => Promise.reject(mistake))).rejects.toBe(mistake);
});

test('so do the warnings of a plan', async () => {
  const impact = { warnings: [WRONG] };
  const plan = { etag: 'x', foresee: () => impact } as unknown as Plan;
  const told = await inManifest(ORIGINS, () => Promise.resolve(plan));
  expect(told.etag).toBe('x');
  expect(told.foresee({} as never).warnings).toEqual([
    { ...WRONG, pointer: '/spec/nodeGroup/web/minReplicas' },
  ]);
});

const group = (name: string, manager: string, removal?: object) =>
  ({ name, uid: `uid-of-${name}`, manager, removal, generation: 1 }) as never;

const state = (nodeGroups: readonly never[], addons: readonly never[] = []): ManifestState => ({
  cluster: group('prod', 'other'),
  nodeGroups,
  addons,
});

const reading = { origins: new Map([['/nodeGroups', '/spec/nodeGroup']]) };
const told = (before: ManifestState, after: ManifestState) =>
  takenOver(before, reading, after).map(({ pointer }) => pointer);

test.each<[title: string, before: ManifestState, after: ManifestState, pointers: readonly string[]]>([
  [
    'changes hands',
    state([group('web', 'separate')]),
    state([group('web', 'manifest')]),
    ['/spec/nodeGroup/web'],
  ],
  ['goes', state([group('web', 'separate')]), state([group('web', 'separate', {})]), ['/spec/nodeGroup']],
  ['stays', state([group('web', 'separate')]), state([group('web', 'separate')]), []],
  ['was going already', state([group('web', 'separate', {})]), state([group('web', 'separate', {})]), []],
  ['was the cluster’s', state([group('web', 'cluster')]), state([group('web', 'manifest', {})]), []],
  [
    'is an add-on',
    state([], [group('flux', 'separate')]),
    state([], [group('flux', 'manifest')]),
    ['/spec/addons/flux'],
  ],
])('a child that %s', (_title, before, after, pointers) => {
  expect(told(before, after)).toEqual(pointers);
});
