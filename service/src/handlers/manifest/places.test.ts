import { expect, test } from 'vitest';
import type { Plan } from '../../plan/plan.ts';
import { Refusal } from '../../refusal.ts';
import { inManifest } from './places.ts';

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
