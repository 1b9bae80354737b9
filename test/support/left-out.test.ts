import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { isForFullRun, isLeftOut, isNotFor, missingProgram } from './left-out.ts';
import { SCALE } from './scale.ts';

const printed: string[] = [];
beforeEach(() => {
  printed.length = 0;
  vi.spyOn(console, 'log').mockImplementation((line) => printed.push(line));
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

test('on a machine of one’s own, what is missing is said', () => {
  vi.stubEnv('CI', '');
  expect(isLeftOut('The thing', 'there is no tool')).toBe(true);
  expect(printed).toEqual(['The thing is left out: there is no tool.']);
});

test('in CI, what is missing is an error', () => {
  vi.stubEnv('CI', 'true');
  expect(() => isLeftOut('The thing', 'there is no tool')).toThrow(
    'The thing has to run here, but there is no tool; .ci/run says how to get it.',
  );
});

test('where nothing is missing, nothing is said', () => {
  vi.stubEnv('CI', 'true');
  expect([isLeftOut('The thing', undefined), isNotFor('The thing', undefined)]).toEqual([false, false]);
  expect(printed).toEqual([]);
});

test('what is for the long run is left out of the short one in CI, too, and says so', () => {
  vi.stubEnv('CI', 'true');
  expect(isForFullRun('The thing')).toBe(SCALE < 1);
  expect(printed).toHaveLength(SCALE < 1 ? 1 : 0);
});

test('a program that is not there is named', () => {
  expect(missingProgram('hikube-no-such-program', '--version')).toBe(
    'there is no hikube-no-such-program on this machine',
  );
  expect(missingProgram(process.execPath, '--version')).toBeUndefined();
});
