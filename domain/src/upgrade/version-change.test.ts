import { describe, expect, test } from 'vitest';
import { COZYSTACK, HIKUBE } from '../catalogue/profiles.test.support.ts';
import { UNKNOWN } from '../values/unknown.ts';
import { allowedTargets, checkVersionChange, upgradePath, versionAfterQueue } from './version-change.ts';

describe('allowedTargets', () => {
  test.each([
    ['1.33', [], ['1.34']],
    ['v1.33.8', [], ['1.34']],
    ['1.33', ['1.34'], ['1.35']],
    ['1.33', ['1.35', '1.34'], []],
    ['1.35', [], []],
    ['1.29', [], ['1.30']],
    ['1.28', [], []],
    ['soon', [], []],
  ])('of %s with %j queued are %j', (current, queued, expected) => {
    expect(allowedTargets(current, queued, HIKUBE)).toEqual(expected);
  });

  test('without a catalogue the next minor counts as offered', () => {
    expect(allowedTargets('1.35')).toEqual(['1.36']);
  });
});

test.each([
  ['1.33', [], '1.33'],
  ['1.33', ['1.34', 'v1.35.1', '1.32'], '1.35'],
  ['x', ['1.34'], undefined],
])('%s with %j queued becomes %s', (current, queued, expected) => {
  expect(versionAfterQueue(current, queued)).toBe(expected);
});

describe('checkVersionChange', () => {
  test.each([
    ['1.33', '1.34', []],
    ['1.33', 'v1.34.4', []],
    ['1.33', '1.33', []],
    ['1.33', '1.33.8', []],
    ['1.33', '1.34', ['1.34']],
    ['1.33', '1.35', ['1.34']],
    ['1.33', '1.33', ['1.34']],
    ['1.33', UNKNOWN, []],
    ['1.33', undefined, []],
  ])('from %s to %s with %j queued is fine', (current, target, queued) => {
    expect(checkVersionChange(current, target, queued, HIKUBE)).toEqual([]);
  });

  test('a downgrade is refused with the allowed targets', () => {
    expect(checkVersionChange('1.33', '1.32', [], HIKUBE)).toEqual([
      {
        pointer: '/version',
        code: 'version_downgrade',
        severity: 'error',
        detail:
          'The cluster runs Kubernetes 1.33 and cannot go back to 1.32; keep the version that the cluster has, ' +
          'or upgrade to 1.34.',
        allowed: ['1.34'],
      },
    ]);
  });

  test('a skip is refused with the way to go', () => {
    expect(checkVersionChange('1.32', '1.35', [], HIKUBE, '/targetVersion')).toEqual([
      {
        pointer: '/targetVersion',
        code: 'version_skip',
        severity: 'error',
        detail:
          'Kubernetes moves one minor version at a time, so 1.32 cannot become 1.35 at once; upgrade to 1.33, ' +
          'then 1.34, then 1.35.',
        allowed: ['1.33'],
      },
    ]);
  });

  test('the step is counted after the queue', () => {
    expect(checkVersionChange('1.32', '1.35', ['1.33'], HIKUBE)[0]).toMatchObject({
      code: 'version_skip',
      allowed: ['1.34'],
    });
  });

  test('a minor that is not offered is refused before its step is counted', () => {
    expect(checkVersionChange('1.35', '1.36', [], HIKUBE)).toEqual([
      {
        pointer: '/version',
        code: 'unknown_version',
        severity: 'error',
        detail: 'Kubernetes 1.36 is not offered; keep the version that the cluster has.',
        allowed: [],
      },
    ]);
  });

  test('offline a skip and a downgrade are refused all the same', () => {
    expect(checkVersionChange('1.33', '1.35').map((finding) => finding.code)).toEqual(['version_skip']);
    expect(checkVersionChange('1.33', '1.32').map((finding) => finding.code)).toEqual(['version_downgrade']);
    expect(checkVersionChange('1.35', '1.36')).toEqual([]);
  });

  test('offline no version is advised as if it were offered', () => {
    expect(checkVersionChange('1.35', '1.37')[0]).toEqual({
      pointer: '/version',
      code: 'version_skip',
      severity: 'error',
      detail:
        'Kubernetes moves one minor version at a time, so 1.35 cannot become 1.37 at once; ' +
        'upgrade to 1.36 first, if the platform offers it.',
    });
    expect(checkVersionChange('1.35', '1.34')[0]).toEqual({
      pointer: '/version',
      code: 'version_downgrade',
      severity: 'error',
      detail:
        'The cluster runs Kubernetes 1.35 and cannot go back to 1.34; keep the version that the cluster has.',
    });
  });

  test('a cluster may stay on a version that is gone', () => {
    expect(checkVersionChange('1.30', '1.30', [], COZYSTACK)).toEqual([]);
    expect(checkVersionChange('1.30', '1.31', [], COZYSTACK)).toEqual([]);
  });

  test('warnings of the target come along', () => {
    expect(checkVersionChange('1.33', '1.34.99', [], HIKUBE).map((finding) => finding.code)).toEqual([
      'unknown_patch',
    ]);
  });

  test('a text that is no version is refused as such', () => {
    expect(checkVersionChange('1.33', 'latest', [], HIKUBE)[0]?.code).toBe('invalid_version');
    expect(checkVersionChange('?', '1.99', [], HIKUBE)[0]?.code).toBe('unknown_version');
  });
});

describe('upgradePath', () => {
  test.each([
    ['1.32', '1.35', ['1.33', '1.34', '1.35']],
    ['1.34', '1.35', ['1.35']],
    ['1.35', '1.34', []],
    ['1.35', '1.35', []],
    ['1.34', '1.36', []],
    ['1.34', '2.0', []],
    ['x', '1.35', []],
  ])('from %s to %s is %j', (current, target, expected) => {
    expect(upgradePath(current, target, HIKUBE)).toEqual(expected);
  });

  test('has an end', () => {
    expect(upgradePath('1.0', '1.50')).toHaveLength(50);
    expect(upgradePath('1.0', '1.9999')).toEqual([]);
  });
});
