import { describe, expect, test } from 'vitest';
import { HIKUBE } from '../catalogue/profiles.test.support.ts';
import { UNKNOWN } from '../values/unknown.ts';
import { checkVersionUpgrade, START_LATE_MAX_MS } from './version-upgrade.ts';

const AT = '2026-01-10T02:00:00Z';

describe('checkVersionUpgrade', () => {
  test.each([
    { targetVersion: '1.34' },
    { targetVersion: '1.34', start: 'now', maxSurge: 0 },
    { targetVersion: '1.34', start: 'at', startAt: AT },
    { targetVersion: '1.34', start: 'window', maxUnavailable: 0 },
    { targetVersion: UNKNOWN, start: 'at', startAt: UNKNOWN },
    { targetVersion: '1.34', start: UNKNOWN, startAt: AT, maxSurge: UNKNOWN, maxUnavailable: 0 },
  ])('takes %j', (upgrade) => {
    expect(checkVersionUpgrade(upgrade, { catalogue: HIKUBE })).toEqual([]);
  });

  test.each([
    [{ targetVersion: '1.29' }, '/targetVersion', 'unknown_version'],
    [{ start: 'tomorrow' }, '/start', 'invalid_value'],
    [{ start: 'at' }, '/startAt', 'option_missing'],
    [{ start: 'window', startAt: AT }, '/startAt', 'option_not_applicable'],
    [{ startAt: AT }, '/startAt', 'option_not_applicable'],
    [{ start: 'at', startAt: 'tonight' }, '/startAt', 'invalid_timestamp'],
    [{ maxSurge: -1 }, '/maxSurge', 'out_of_range'],
    [{ maxUnavailable: 0.5 }, '/maxUnavailable', 'invalid_type'],
    [{ maxSurge: 0, maxUnavailable: 0 }, '/maxUnavailable', 'upgrade_cannot_proceed'],
    ['1.34', '', 'invalid_type'],
  ])('refuses %j', (upgrade, pointer, code) => {
    const findings = checkVersionUpgrade(upgrade, { catalogue: HIKUBE });
    expect(findings.map((finding) => [finding.pointer, finding.code, finding.severity])).toEqual([
      [pointer, code, 'error'],
    ]);
  });

  test('refuses a pace of its own where the platform sets it', () => {
    const catalogue = { ...HIKUBE, capabilities: [] };
    const codes = (upgrade: object) =>
      checkVersionUpgrade({ targetVersion: '1.34', ...upgrade }, { catalogue }).map(({ pointer, code }) => [
        pointer,
        code,
      ]);
    expect(codes({})).toEqual([]);
    expect(codes({ maxSurge: 1, maxUnavailable: 1 })).toEqual([]);
    expect(codes({ maxSurge: UNKNOWN })).toEqual([]);
    expect(codes({ maxSurge: 2 })).toEqual([['/maxSurge', 'capability_missing']]);
    expect(codes({ maxSurge: 1, maxUnavailable: 0 })).toEqual([['/maxUnavailable', 'capability_missing']]);
  });

  test('takes a time that is over by no more than clocks differ, where it is known what time it is', () => {
    const codes = (now?: number) =>
      checkVersionUpgrade(
        { targetVersion: '1.34', start: 'at', startAt: AT },
        now === undefined ? {} : { now },
      ).map(({ pointer, code }) => [pointer, code]);
    const moment = Date.parse(AT);
    expect(codes(moment - 1)).toEqual([]);
    expect(codes(moment + START_LATE_MAX_MS)).toEqual([]);
    expect(codes(moment + START_LATE_MAX_MS + 1)).toEqual([['/startAt', 'start_in_the_past']]);
    expect(codes()).toEqual([]);
  });

  test('waits for a window that the cluster does not have', () => {
    const upgrade = { targetVersion: '1.34', start: 'window' };
    const codes = (maintenance: unknown) =>
      checkVersionUpgrade(upgrade, { maintenance }).map((finding) => [finding.code, finding.severity]);
    expect(codes(null)).toEqual([['maintenance_without_window', 'warning']]);
    expect(codes({ autoPatch: false })).toEqual([['maintenance_without_window', 'warning']]);
    expect(codes({ window: {} })).toEqual([]);
    expect(codes(undefined)).toEqual([]);
  });
});
