// What is wrong with a file of options, in a line: where the command itself says so is main.test.ts.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEmulator } from '../emulator.ts';
import { readFlags } from './flags.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hikube-emulator-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** What the command does with it before it listens. */
async function begin(text: string): Promise<void> {
  const file = join(folder, 'options.json');
  await writeFile(file, text);
  const { options } = await readFlags(['--options', file]);
  await (await createEmulator(options)).close();
}

test.each([
  ['{', 'are no JSON'],
  ['[]', 'must be an object with any of seed'],
  ['{"fault":[]}', 'have no "fault": use any of seed, startAt, faults, quota.'],
  ['{"faults":{}}', 'The faults must be a list.'],
  ['{"faults":[null]}', 'There is no fault undefined: use one of '],
  ['{"quota":{"clusters":"many"}}', 'The quota has "many" of clusters: give quantities from 0 of clusters, '],
  ['{"quota":{"clustres":"1"}}', 'The quota has "1" of clustres: '],
  ['{"quota":5}', 'The quota in '],
  ['{"faults":[{"kind":"Slwo"}]}', 'There is no fault "Slwo": use one of TooManyRequests, '],
  ['{"faults":[{"kind":"Slow","ms":1,"operation":"listPods"}]}', 'names the operation "listPods"'],
  ['{"faults":[{"kind":"Slow"}]}', 'The fault Slow needs ms as a number.'],
  ['{"faults":[{"kind":"CutBody","times":"1"}]}', 'The fault CutBody needs times as a number.'],
  [
    '{"faults":[{"kind":"CutBody","operations":"getTenant"}]}',
    'The fault CutBody has no "operations": use any of operation, from, times.',
  ],
])('options such as %s are refused', async (text, sentence) => {
  const { message } = (await begin(text).catch((error: unknown) => error)) as Error;
  expect(message).toContain(sentence);
  expect(message.trim().split('\n')).toHaveLength(1);
});
