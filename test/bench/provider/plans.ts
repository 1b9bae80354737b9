// What a plan without changes takes, beside two floors: as many `terraform_data`, which is Terraform alone, and the same
// plan through a provider that does nothing, which is Terraform, three processes and their calls.
import type { Workspace } from '../../support/terraform.ts';
import { type Figure, median, ratioOf, round2 } from '../figure.ts';
import type { World } from './world.ts';

/** How many resources, and how often; the first round of each is not counted. */
const SIZES = [
  { count: 1, rounds: 7, aim: undefined },
  { count: 100, rounds: 4, aim: 4.5 },
  { count: 1000, rounds: 3, aim: 1.5 },
] as const;

const OUR_SHARE = 'our share';
const NOTHING = 'the same through a provider that does nothing';

/** Milliseconds of each round, interleaved, so that round n of all three met the same machine. */
interface Times {
  readonly ours: readonly number[];
  readonly passThrough: readonly number[];
  readonly data: readonly number[];
}

/** @param onSize measures what else is worth knowing while the workspaces have so many resources */
export async function planFigures(
  world: World,
  onSize: (count: number) => Promise<Figure[]>,
): Promise<Figure[]> {
  const figures: Figure[] = [];
  const taken = new Map<number, Times>();
  for (const { count, rounds, aim } of SIZES) {
    await world.resize(count);
    const times = await interleaved(world, rounds);
    taken.set(count, times);
    const name = `provider: plan without changes, ${count} node ${count === 1 ? 'group' : 'groups'}`;
    figures.push(compared(name, times.ours, times.data, 'as many terraform_data', aim));
    figures.push(compared(`${name}, ${OUR_SHARE}`, times.ours, times.passThrough, NOTHING));
    figures.push(...(await onSize(count)));
  }
  return [...figures, ...slopes(taken.get(100) as Times, taken.get(1000) as Times)];
}

/** What each further resource takes: a plan is a fixed part and this, times their number. */
function slopes(small: Times, large: Times): Figure[] {
  const slope = (of: keyof Times) => (median(large[of]) - median(small[of])) / 900;
  const name = 'provider: each further node group in a plan';
  const figure = (title: string, per: keyof Times, floor: string): Figure => {
    const value = round2(slope('ours') / slope(per));
    return { name: title, value, unit: 'ratio', per: floor };
  };
  return [
    figure(name, 'data', 'a further terraform_data'),
    figure(`${name}, ${OUR_SHARE}`, 'passThrough', NOTHING),
  ];
}

async function interleaved(world: World, rounds: number): Promise<Times> {
  const times = { ours: [] as number[], passThrough: [] as number[], data: [] as number[] };
  for (let round = 0; round <= rounds; round++) {
    const data = await timedPlan(world.data);
    const ours = await timedPlan(world.groups);
    const passThrough = await timedPlan(world.groups, world.passThrough);
    if (round === 0) continue;
    times.data.push(data);
    times.ours.push(ours);
    times.passThrough.push(passThrough);
  }
  return times;
}

function compared(
  name: string,
  tops: readonly number[],
  bottoms: readonly number[],
  per: string,
  aim?: number,
): Figure {
  const ratios = tops.map((top, index) => top / (bottoms[index] as number));
  return { ...ratioOf(name, ratios), per, ...(aim === undefined ? {} : { aim }) };
}

/** Milliseconds that a plan takes; it must find nothing to do. */
export async function timedPlan(
  workspace: Workspace,
  environment: Readonly<Record<string, string>> = {},
): Promise<number> {
  const start = performance.now();
  const run = await workspace.run(['plan', '-detailed-exitcode', '-no-color'], { environment });
  if (run.exitCode !== 0)
    throw new Error(`The plan is not empty: ${run.stdout.slice(0, 500)}${run.stderr.slice(0, 500)}`);
  return performance.now() - start;
}
