// An emulator for each test, under Vitest: nothing is shared, so that tests may run at the same time.
import type { Hikube } from '@hikube/sdk';
import { test as base } from 'vitest';
import { createEmulator, type Emulator, type EmulatorOptions } from './emulator.ts';

/** What a test is handed. */
export interface EmulatorFixtures {
  /** Choices for the emulator: `test.override({ emulatorOptions: { … } })` in a file or a `describe`. */
  readonly emulatorOptions: EmulatorOptions;
  /** Of this test alone; closed after it. */
  readonly emulator: Emulator;
  /** A client of it. */
  readonly hikube: Hikube;
}

/** Vitest's `test`, with an emulator for each test that asks for one. */
export const test = base.extend<EmulatorFixtures>({
  emulatorOptions: {},
  emulator: async ({ emulatorOptions }, use) => {
    const emulator = await createEmulator(emulatorOptions);
    await use(emulator);
    await emulator.close();
  },
  hikube: ({ emulator }, use) => use(emulator.client()),
});
