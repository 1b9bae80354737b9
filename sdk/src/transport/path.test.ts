import { describe, expect, test } from 'vitest';
import { UnsafePathError } from '../errors.ts';
import { serializePath } from './path.ts';

describe('serializePath', () => {
  test('fills each parameter, encoded', () => {
    expect(
      serializePath('/clusters/{cluster}/node-groups/{nodeGroup}', { cluster: 'prod', nodeGroup: 'a b' }),
    ).toBe('/clusters/prod/node-groups/a%20b');
  });

  test('keeps the verb behind a parameter', () => {
    expect(serializePath('/operations/{operation}/cancel', { operation: 'op-1' })).toBe(
      '/operations/op-1/cancel',
    );
  });

  test.each([
    ['', 'empty'],
    ['.', 'change the path'],
    ['..', 'change the path'],
    ['%2e%2E', 'change the path'],
    ['.%2e', 'change the path'],
    ['a/b', 'slash'],
    ['a\\b', 'slash'],
    ['a\nb', 'control'],
    ['\u0000', 'control'],
    [undefined, 'string'],
    [7, 'string'],
    [{}, 'string'],
  ])('refuses %j', (value, reason) => {
    const write = () => serializePath('/clusters/{cluster}', { cluster: value });
    expect(write).toThrow(UnsafePathError);
    expect(write).toThrow(reason);
  });
});
