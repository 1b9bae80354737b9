// Random programs over the SDK, bad values included: an emulator in process and one behind a socket give the same answers.
import { createEmulator } from '@hikube/emulator';
import { listen } from '@hikube/emulator/node';
import { createClient } from '@hikube/sdk';
import { expect, test } from 'vitest';
import { scaled, scaledTimeout } from '../support/scale.ts';
import { type Answer, answersOf, programOf, type Step } from './programs.ts';

const FULL = 1_000;

async function inProcess(seed: string, program: readonly Step[]): Promise<readonly Answer[]> {
  await using emulator = await createEmulator({ seed });
  return await answersOf(emulator.client(), program);
}

async function overSocket(seed: string, program: readonly Step[]): Promise<readonly Answer[]> {
  await using emulator = await createEmulator({ seed });
  await using listening = await listen(emulator);
  return await answersOf(createClient({ endpoint: listening.endpoint, token: emulator.token }), program);
}

test('random programs are answered alike in process and over a socket', {
  timeout: scaledTimeout(300_000),
}, async () => {
  // A program takes about as long as a test of its own: the short run has few of them.
  const seeds = Math.min(FULL, scaled(FULL) < FULL ? scaled(FULL / 4) : FULL);
  let answered = 0;
  let refused = 0;
  for (let number = 0; number < seeds; number += 1) {
    const seed = `program-${number}`;
    const program = programOf(seed);
    const [near, far] = await Promise.all([inProcess(seed, program), overSocket(seed, program)]);
    expect(far, `the seed ${seed}`).toEqual(near);
    answered += near.length;
    refused += near.filter((answer) => 'error' in answer).length;
  }
  // Programs in which everything is refused, or nothing, would compare little.
  expect(refused / answered).toBeGreaterThan(0.1);
  expect(refused / answered).toBeLessThan(0.8);
  console.log(
    `emulator: ${seeds} random programs, ${answered} answers (${refused} of them refusals) alike in process and over a socket`,
  );
});
