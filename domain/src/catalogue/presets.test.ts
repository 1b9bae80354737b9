import { expect, test } from 'vitest';
import { currentPreset, equalPresets, PRESET_SUCCESSORS } from './presets.ts';
import { COZYSTACK } from './profiles.test.support.ts';

test.each([
  ['large', 'c1.medium'],
  ['c1.medium', 'c1.medium'],
  ['huge', 'huge'],
  ['constructor', 'constructor'],
])('%s is called %s today', (name, expected) => {
  expect(currentPreset(name)).toBe(expected);
});

test('the old and the new name are equal', () => {
  expect(equalPresets('micro', 't1.micro')).toBe(true);
  expect(equalPresets('micro', 't1.small')).toBe(false);
});

test.each(Object.entries(PRESET_SUCCESSORS))('%s has the size of %s', (legacy, successor) => {
  const sizeOf = (name: string) => COZYSTACK.presets.find((preset) => preset.name === name);
  const [before, after] = [sizeOf(legacy), sizeOf(successor)];
  expect(before).toBeDefined();
  expect([after?.cpu, after?.memory]).toEqual([before?.cpu, before?.memory]);
});
