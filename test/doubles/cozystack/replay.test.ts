// Every recorded step against the double: what differs is listed with its reason, and nothing else differs.
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readRecordings } from '../../support/replay/recording.ts';
import { entriesOfNothing, replay } from '../../support/replay/replay.ts';
import { MEANT } from './replay/differences.ts';
import { createSubject } from './replay/subject.ts';

const recordings = await readRecordings(join(import.meta.dirname, 'recordings'));
const counted = { steps: 0, events: 0, meant: 0 };

describe('recordings of a running Cozystack API server', () => {
  test('are all there, and so is every step that may differ', () => {
    expect(recordings.reduce((sum, { steps }) => sum + steps.length, 0)).toBe(530);
    expect(entriesOfNothing(MEANT, recordings)).toEqual([]);
  });

  test.each(recordings)('$name: $title', async (recording) => {
    expect(await replay(recording, await createSubject(), MEANT, counted)).toEqual([]);
  });

  afterAll(() => {
    console.log(
      `cozystack: ${counted.steps} recorded steps and ${counted.events} events replayed, ${counted.steps - counted.meant} as recorded, ${counted.meant} different on purpose`,
    );
  });
});
