import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import type { Figure } from './figure.ts';
import { isMissed, reasonFor } from './reasons.ts';

it('is missed when it is above its aim, and never without one', () => {
  const figure: Figure = { name: 'x', value: 2, unit: 'ratio' };
  expect([figure, { ...figure, aim: 2 }, { ...figure, aim: 1.9 }].map(isMissed)).toEqual([
    false,
    false,
    true,
  ]);
});

it('gives the reason of the row that fits best', () => {
  expect(reasonFor('yardstick: plan of 1, memory, script')).toMatch(/larger than the whole Go one/);
  expect(reasonFor('yardstick: plan of 1, CPU, script')).toMatch(/longer to start/);
  expect(reasonFor('sdk: one function and its errors, gzip')).toMatch(/in every call/);
  expect(reasonFor('a row of another kind')).toBeUndefined();
});

it('has a reason for every saved figure that is above its aim', async () => {
  const text = await readFile(new URL('baseline.json', import.meta.url), 'utf8');
  const { figures } = JSON.parse(text) as { figures: readonly Figure[] };
  const silent = figures.filter((figure) => isMissed(figure) && reasonFor(figure.name) === undefined);
  expect(silent.map(({ name }) => name)).toEqual([]);
});
