// kill -9 of the provider, and Ctrl-C at the same boundaries of its calls: after the next apply nothing is orphaned,
// nothing is there twice, and the plan is empty.
import { expect, test } from 'vitest';
import { scaled, scaledTimeout } from '../../support/scale.ts';
import { PLACES } from '../on-cozystack.ts';
import { isSimulated, setUp } from '../setting.ts';
import { placesIn } from './places.ts';
import { FLOWS, Story, type Strike } from './story.ts';

const setting = setUp({ provider: 'struck', speed: 2000 });

/** Boundaries per flow; all of them in a soak, where there are fewer than this. On a Cozystack, each takes half a minute. */
const COUNT = scaled(isSimulated ? 10 : 1);
/** Each place on a Cozystack begins with another one. */
const FIRST = Math.max(0, PLACES.map(String).indexOf(process.env['HIKUBE_ACCEPTANCE'] ?? ''));
const WAYS: readonly Strike[] = ['kill', 'interrupt'];

test(
  `${COUNT} boundaries of each command`,
  async () => {
    const story = new Story(await setting.workspace(), setting.hikube);
    const plans = [];
    for (const [turn, flow] of FLOWS.entries()) {
      const boundaries = await story.boundariesOf(flow);
      const all = placesIn(boundaries, turn);
      expect(boundaries[(all[0] ?? 0) - 1]).toBe('ApplyResourceChange handled');
      const places = [...all.slice(FIRST), ...all.slice(0, FIRST)].slice(0, COUNT);
      // Terraform 1.11 never asks for identities, which is why the provider offers none; a later one would.
      expect(boundaries.join()).not.toContain('Identity');
      plans.push({ flow, boundaries, places });
    }
    for (let round = 0; round < COUNT; round++) {
      for (const way of WAYS) {
        // The three flows follow each other, so that each finds what the one before has left.
        for (const { flow, places } of plans) {
          await story.strike(flow, places[round % places.length] as number, way);
        }
      }
    }
    const { kills, interrupts, felt, imports, orphans, duplicates, notEmpty } = story.tally;
    const struck = plans.map(({ flow, boundaries, places }) => {
      const kinds = new Set(places.map((place) => boundaries[place - 1]));
      return `${places.length} of ${boundaries.length} in ${flow} (${kinds.size} of ${new Set(boundaries).size} kinds)`;
    });
    console.log(
      `struck: ${kills} kills and ${interrupts} interrupts (${felt} felt) at ${struck.join(', ')}: ` +
        `${imports} imports, ${orphans} orphans, ${duplicates} duplicates, ${notEmpty} plans that were not empty`,
    );
    const strikes = COUNT * FLOWS.length;
    expect({ kills, interrupts }).toEqual({ kills: strikes, interrupts: strikes });
    expect({ orphans, duplicates, notEmpty }).toEqual({ orphans: 0, duplicates: 0, notEmpty: 0 });
  },
  scaledTimeout(10 * 60_000),
);
