// What a benchmark gives: a number that means something on another machine too.

export interface Figure {
  readonly name: string;
  /** Median of the rounds for a ratio; the number itself for a count or bytes. */
  readonly value: number;
  readonly unit: 'ratio' | 'count' | 'bytes' | 'ms' | 'minutes';
  /** Smallest and largest of the rounds. */
  readonly spread?: readonly [number, number];
  /** What it is a ratio to, or counted over. */
  readonly per?: string;
  /** What it should not be above. */
  readonly aim?: number;
  /** The floor, measured against itself, was off by more than this says is usable. */
  readonly inconclusive?: string;
}

/** A topic exports this. */
export type Bench = () => Promise<readonly Figure[]>;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

export interface RatioOptions {
  readonly name: string;
  readonly per: string;
  readonly aim?: number;
  /** Counted rounds; one more is run first and not counted. */
  readonly rounds?: number;
}

/** How far the floor may differ from itself before a ratio says nothing. */
const CONTROL_LIMIT = 0.1;

/**
 * The ratio of what `subject` costs to what `floor` costs, interleaved round by round. The floor is measured twice in
 * every round: when the two differ, so would anything.
 */
export async function ratio(
  subject: () => Promise<number>,
  floor: () => Promise<number>,
  { name, per, aim, rounds = 9 }: RatioOptions,
): Promise<Figure> {
  const ratios: number[] = [];
  const floors: number[] = [];
  const controls: number[] = [];
  await subject();
  await floor();
  for (let round = 0; round < rounds; round++) {
    const bottom = await floor();
    const top = await subject();
    floors.push(bottom);
    controls.push(await floor());
    ratios.push(top / bottom);
  }
  const off = Math.abs(median(controls) / median(floors) - 1);
  return {
    ...ratioOf(name, ratios),
    per,
    ...(aim === undefined ? {} : { aim }),
    ...(off > CONTROL_LIMIT
      ? { inconclusive: `the floor differed from itself by ${Math.round(off * 100)} %` }
      : {}),
  };
}

/** A figure of ratios that were taken in pairs: their median, and how far they spread. */
export function ratioOf(name: string, ratios: readonly number[]): Figure {
  const spread = [round2(Math.min(...ratios)), round2(Math.max(...ratios))] as const;
  return { name, value: round2(median(ratios)), unit: 'ratio', spread };
}

export const round2 = (value: number) => Math.round(value * 100) / 100;
