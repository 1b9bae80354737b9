import { expect, test } from 'vitest';
import { homeOf } from './home.ts';

const unknown = () => {
  throw new Error('ENOENT: no such file or directory, uv_os_get_passwd');
};

test('the first folder that is said is the one', () => {
  expect(homeOf([() => '/a', () => '/b'])).toBe('/a');
});

test('an empty one is none, so that nothing is kept in the current folder', () => {
  expect(homeOf([() => '', () => '/b'])).toBe('/b');
});

test('a user whom the system does not know has a folder that is not there', () => {
  expect(homeOf([unknown, unknown])).toBe('/nonexistent');
  expect(homeOf([() => '', unknown])).toBe('/nonexistent');
});
