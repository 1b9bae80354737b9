import { expect, test } from 'vitest';
import { terraformRolls } from './terraform-rolls.ts';
import { fixture, written } from './testing/fixture.ts';

test.each([
  [
    { rolls: true },
    'How it works.',
    ['Pool.mode: rolls the nodes; add to its description "A change rolls the nodes."'],
  ],
  [
    {},
    'How it works. A change rolls the nodes.',
    ['Pool.mode: says that a change rolls the nodes; add rolls: true'],
  ],
  [{ rolls: true }, 'How it works. A change rolls the nodes.', []],
])('%j described as %j', (facts, description, expected) => {
  const contract = fixture();
  Object.assign(written(contract, 'Pool.mode'), {
    description,
    'x-hikube-terraform': { class: 'input', ...facts },
  });
  expect(terraformRolls.check(contract).map(({ where, detail }) => `${where}: ${detail}`)).toEqual(expected);
});
