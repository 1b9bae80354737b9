// kill -9 of the provider, and Ctrl-C, at the boundaries of its calls: after the next apply nothing is orphaned, nothing
// is there twice, and the plan is empty.
import { expect, test } from 'vitest';
import { scaled, scaledTimeout } from '../../support/scale.ts';
import { setUp } from '../setting.ts';
import { FLOWS, type Flow, Story, type Strike } from './story.ts';

const setting = setUp({ provider: 'struck', speed: 2000 });

const STRIKES = scaled(30, 3);
const WAYS: readonly Strike[] = ['kill', 'interrupt'];

/** The most dangerous moment comes first: the API has done it, and Terraform does not know. */
const FIRST = 'ApplyResourceChange handled';

/** Places spread over all boundaries of a flow, each only once before any comes twice. */
function* places(boundaries: readonly string[]): Generator<number, never> {
  yield boundaries.indexOf(FIRST) + 1;
  // Steps of the golden ratio never cluster.
  for (let n = 1; ; n++) yield 1 + Math.floor(((n * 0.618_033_988_75) % 1) * boundaries.length);
}

test(
  `${STRIKES} strikes`,
  async () => {
    const story = new Story(await setting.workspace(), setting.hikube);
    const spots = new Map<Flow, Generator<number, never>>();
    const seen: string[] = [];
    for (const flow of FLOWS) {
      const boundaries = await story.boundariesOf(flow);
      expect(boundaries).toContain(FIRST);
      spots.set(flow, places(boundaries));
      seen.push(`${boundaries.length} in ${flow}`);
    }
    for (let strike = 0; strike < STRIKES; strike++) {
      const flow = FLOWS[strike % FLOWS.length] as Flow;
      const way = WAYS[Math.floor(strike / FLOWS.length) % WAYS.length] as Strike;
      await story.strike(flow, spots.get(flow)?.next().value ?? 1, way);
    }
    // What is left of an incomplete round goes as well.
    const { strikes, felt, orphans, duplicates, notEmpty } = story.tally;
    console.log(
      `struck: ${strikes} strikes (${felt} felt) at boundaries (${seen.join(', ')}): ` +
        `${orphans} orphans, ${duplicates} duplicates, ${notEmpty} plans that were not empty`,
    );
    expect({ orphans, duplicates, notEmpty }).toEqual({ orphans: 0, duplicates: 0, notEmpty: 0 });
  },
  scaledTimeout(15 * 60_000, 3 * 60_000),
);
