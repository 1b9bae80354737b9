import { describe, expect, test } from 'vitest';
import { equalMultisets, equalSets } from './collections.ts';

const L40S = { name: 'nvidia.com/AD102GL_L40S' };
const A100 = { name: 'nvidia.com/GA100_A100_PCIE_80GB' };
const long = (end: string) => ({ name: `${'x'.repeat(100)}${end}` });
const nothing = () => undefined;

describe.each([
  ['sets', equalSets, true],
  ['multisets', equalMultisets, false],
] as const)('%s', (_name, equal, countsOnce) => {
  test.each([
    [[], [], true],
    [['a', 'b'], ['b', 'a'], true],
    [['a', 'b'], ['a', 'c'], false],
    [['a'], ['a', 'b'], false],
    [[L40S, A100], [A100, L40S], true],
    [[{ a: 1, b: 2 }], [{ b: 2, a: 1 }], true],
    [[L40S, L40S], [L40S], countsOnce],
    [[L40S, L40S, A100], [L40S, A100, A100], countsOnce],
    [[long('1')], [long('2')], false],
    [[1], ['1'], false],
    [[nothing], [nothing], false],
    ['a', ['a'], false],
    [[], undefined, false],
    ['a', 'a', true],
  ])('%j and %j: %s', (a, b, expected) => {
    expect(equal(a, b)).toBe(expected);
    expect(equal(b, a)).toBe(expected);
  });
});
