import { describe, expect, test } from 'vitest';
import { didYouMean, nearestName } from './nearest-name.ts';

const NAMES = ['nodeGroups', 'storageClass', 'gpus', 'host', 'cert-manager'] as const;

describe('the name that was probably meant', () => {
  test.each([
    ['nodeGorups', 'nodeGroups'],
    ['storageClas', 'storageClass'],
    ['hsot', undefined],
    ['hos', 'host'],
    ['network', undefined],
    ['cert_manager', 'cert-manager'],
    ['node_groups', 'nodeGroups'],
    ['', undefined],
    ['x'.repeat(100_000), undefined],
  ])('of %.20s is %s', (written, meant) => {
    expect(nearestName(written, NAMES)).toBe(meant);
  });
});

test('is asked for behind a refusal', () => {
  expect(didYouMean('hos', NAMES)).toBe(' Did you mean host?');
  expect(didYouMean('network', NAMES)).toBe('');
});
