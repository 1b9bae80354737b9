import { describe, expect } from 'vitest';
import { test } from './vitest.ts';

describe.concurrent('tests at the same time', () => {
  test.for([1, 2, 3, 4])('number %i sees its own cluster alone', async (number, { hikube, expect }) => {
    await hikube.clusters.create({ name: 'same', labels: { number: String(number) } });
    const { items } = await hikube.clusters.list();
    expect(items.map(({ labels }) => labels)).toEqual([{ number: String(number) }]);
  });
});

describe('with choices', () => {
  test.override({ emulatorOptions: { startAt: '2030-01-01T00:00:00Z', time: 'manual' } });
  test('an emulator is made with them', ({ emulator }) => {
    expect(emulator.clock.now()).toBe(Date.parse('2030-01-01T00:00:00Z'));
  });
});
