// Every variant once in each round, in another order each time, so that every pair met the same machine.
import { type Figure, ratioOf } from '../figure.ts';
import type { Variant } from './build.ts';

/** What one run gives: measures by name. */
export type Measures = Readonly<Record<string, number>>;

/** What a row should not be above, by variant. */
export type Aims = Readonly<Partial<Record<Variant['name'], number>>>;

export interface Row {
  /** What is done, as the first words of a figure's name. */
  readonly title: string;
  readonly rounds: number;
  /** Measures that become figures, each with its aims. */
  readonly measures: Readonly<Record<string, Aims>>;
}

/** Runs the rounds and compares with the first variant, round by round; one round more is run first and not counted. */
export async function interleaved(
  variants: readonly Variant[],
  { title, rounds, measures }: Row,
  once: (variant: Variant) => Promise<Measures>,
): Promise<Figure[]> {
  const taken = new Map<Variant, Measures[]>(variants.map((variant) => [variant, []]));
  for (let round = 0; round <= rounds; round++) {
    for (let turn = 0; turn < variants.length; turn++) {
      const variant = variants[(turn + round) % variants.length] as Variant;
      const measured = await once(variant);
      if (round > 0) taken.get(variant)?.push(measured);
    }
  }
  const [base, ...others] = variants as [Variant, ...Variant[]];
  return Object.entries(measures).flatMap(([measure, aims]) =>
    others.map((variant) => {
      const bottoms = taken.get(base) ?? [];
      const ratios = (taken.get(variant) ?? []).map(
        (mine, index) => (mine[measure] ?? Number.NaN) / (bottoms[index]?.[measure] ?? Number.NaN),
      );
      const aim = aims[variant.name];
      return {
        ...ratioOf(`yardstick: ${title}, ${measure}, ${variant.name}`, ratios),
        per: 'the same in Go',
        ...(aim === undefined ? {} : { aim }),
      };
    }),
  );
}
