import { describe, expect, test } from 'vitest';
import { COZYSTACK, HIKUBE } from '../catalogue/profiles.test.support.ts';
import { checkVersion } from './version.ts';
import { catalogueAt, stateOfVersion } from './version-life.ts';

const DAY = '2026-10-27';

describe('stateOfVersion', () => {
  test.each([
    [{ endOfLife: DAY }, '2026-10-26T23:59:59Z', 'supported'],
    [{ endOfLife: DAY }, '2026-10-27T00:00:00Z', 'endOfLife'],
    [{ state: 'deprecated', endOfLife: DAY }, '2026-10-26T00:00:00Z', 'deprecated'],
    [{ state: 'deprecated', endOfLife: DAY }, '2026-10-28T00:00:00Z', 'endOfLife'],
    [{ state: 'endOfLife' }, '2026-01-01T00:00:00Z', 'endOfLife'],
    [{}, '2099-01-01T00:00:00Z', 'supported'],
  ])('of %j at %s is %3$s', (version, now, state) => {
    expect(stateOfVersion({ minor: '1.34', patch: '1.34.4', ...version }, Date.parse(now))).toBe(state);
  });
});

describe('who chooses a version', () => {
  const told = (version: string, now: string, catalogue = HIKUBE) =>
    checkVersion(version, catalogueAt(catalogue, Date.parse(now)).kubernetesVersions).map(
      ({ severity, detail }) => `${severity}: ${detail}`,
    );

  test.each([
    ['1.34', '2026-08-27T23:59:59Z', []],
    [
      '1.34',
      '2026-08-28T00:00:00Z',
      [
        'warning: Faults of Kubernetes 1.34 are mended for 60 more days, until 2026-10-27; plan an upgrade to 1.35.',
      ],
    ],
    [
      '1.34',
      '2026-10-26T23:59:59Z',
      [
        'warning: Faults of Kubernetes 1.34 are mended for one more day, until 2026-10-27; plan an upgrade to 1.35.',
      ],
    ],
    [
      '1.34',
      '2026-10-27T00:00:00Z',
      ['warning: Nobody mends faults of Kubernetes 1.34 since 2026-10-27; plan an upgrade to 1.35.'],
    ],
    // Nothing is newer, so that there is nothing to do about it ahead.
    ['1.35', '2027-02-27T00:00:00Z', []],
    [
      '1.35',
      '2027-02-28T00:00:00Z',
      [
        'warning: Nobody mends faults of Kubernetes 1.35 since 2027-02-28; a newer version is not offered yet.',
      ],
    ],
    [
      '1.30',
      '2026-03-02T00:00:00Z',
      [
        'warning: Kubernetes 1.30 is gone from the next release of the platform; plan an upgrade to 1.31.',
        'warning: Nobody mends faults of Kubernetes 1.30 since 2025-06-28; plan an upgrade to 1.31.',
      ],
    ],
  ])('of %s at %s is told %j', (version, now, expected) => {
    expect(told(version, now)).toEqual(expected);
  });

  test('is told what the platform says, whoever knows the time', () => {
    const offered = [{ minor: '1.30', patch: '1.30.14', state: 'endOfLife' }];
    expect(checkVersion('1.30', offered)).toEqual([
      {
        pointer: '/version',
        code: 'version_end_of_life',
        severity: 'warning',
        detail: 'Nobody mends faults of Kubernetes 1.30 any more; a newer version is not offered yet.',
      },
    ]);
  });

  test('is never refused because of a day', () => {
    const offered = catalogueAt(COZYSTACK, Date.parse('2099-01-01T00:00:00Z')).kubernetesVersions;
    for (const { minor } of offered) {
      expect(checkVersion(minor, offered).map(({ severity }) => severity)).not.toContain('error');
    }
  });
});
