import { describe, expect, test } from 'vitest';
import { HIKUBE } from '../catalogue/profiles.test.support.ts';
import { UNKNOWN } from './unknown.ts';
import {
  checkVersion,
  compareVersions,
  defaultVersion,
  equalVersionText,
  minorVersions,
  nextMinor,
  normaliseVersion,
} from './version.ts';

const OFFERED = HIKUBE.kubernetesVersions;

describe('normaliseVersion', () => {
  test.each([
    ['1.34', '1.34'],
    ['v1.34', '1.34'],
    ['1.34.2', '1.34'],
    ['v1.34.2', '1.34'],
    ['1.30.3', '1.30'],
  ])('%s is %s', (text, expected) => {
    expect(normaliseVersion(text)).toBe(expected);
  });

  test.each([
    '',
    '1',
    'v1',
    '1.',
    '1.34.',
    '1.34.2.1',
    'V1.34',
    '1.034',
    '01.34',
    '1.34-rc.1',
    ' 1.34',
    '1.34\n',
    1.34,
  ])('%j is no version', (text) => {
    expect(normaliseVersion(text)).toBeUndefined();
  });
});

test.each([
  ['1.34', 'v1.34.2', true],
  ['1.34', '1.35', false],
  ['latest', 'latest', true],
  ['latest', '1.34', false],
])('equalVersionText(%s, %s) is %s', (a, b, expected) => {
  expect(equalVersionText(a, b)).toBe(expected);
});

test.each([
  ['1.9', '1.10', -1],
  ['2.0', '1.99', 1],
  ['1.34.1', '1.34.9', 0],
  ['1.34', 'x', undefined],
])('compareVersions(%s, %s) is %s', (a, b, expected) => {
  expect(compareVersions(a, b)).toBe(expected);
});

test('nextMinor adds one and drops the patch', () => {
  expect(nextMinor('v1.34.2')).toBe('1.35');
  expect(nextMinor('next')).toBeUndefined();
});

test('a catalogue is listed oldest first, and has a default', () => {
  expect(minorVersions([...OFFERED].reverse())).toEqual(['1.30', '1.31', '1.32', '1.33', '1.34', '1.35']);
  expect(defaultVersion(OFFERED)).toBe('1.35');
  expect(defaultVersion([])).toBeUndefined();
});

describe('checkVersion', () => {
  test.each(['1.34', 'v1.34', '1.34.4', undefined, null, UNKNOWN])('takes %s', (version) => {
    expect(checkVersion(version, OFFERED)).toEqual([]);
  });

  test('refuses a minor that is not offered, with those that are', () => {
    expect(checkVersion('1.29', OFFERED)).toEqual([
      {
        pointer: '/version',
        code: 'unknown_version',
        severity: 'error',
        detail: 'Kubernetes 1.29 is not offered; choose one of 1.30, 1.31, 1.32, 1.33, 1.34, 1.35.',
        allowed: ['1.30', '1.31', '1.32', '1.33', '1.34', '1.35'],
        params: { version: '1.29' },
      },
    ]);
  });

  test('warns of a patch that the platform does not run', () => {
    expect(checkVersion('1.34.2', OFFERED)).toEqual([
      {
        pointer: '/version',
        code: 'unknown_patch',
        severity: 'warning',
        detail:
          'The platform chooses the patch: "1.34.2" is read as 1.34, which runs 1.34.4 now. Write "1.34" to say so.',
        allowed: ['1.34'],
      },
    ]);
  });

  test('warns of a minor that goes', () => {
    expect(checkVersion('1.30.14', OFFERED).map((finding) => [finding.code, finding.severity])).toEqual([
      ['deprecated_version', 'warning'],
    ]);
  });

  test('without a catalogue only the spelling counts', () => {
    expect(checkVersion('1.99.7')).toEqual([]);
    expect(checkVersion('1.x')).toEqual([
      {
        pointer: '/version',
        code: 'invalid_version',
        severity: 'error',
        detail: 'The version "1.x" is not a Kubernetes version; write a minor version such as "1.34".',
      },
    ]);
  });

  test('a number is no version, because 1.30 would be 1.3', () => {
    expect(checkVersion(1.3, OFFERED)[0]?.code).toBe('invalid_type');
  });
});
