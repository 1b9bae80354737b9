// What is done with each provider: what a person types, from the start alone to a plan of a thousand.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Figure } from '../figure.ts';
import { progress } from '../progress.ts';
import type { Variant, Yardstick } from './build.ts';
import { behindMeter, cpuOf, logged, metered } from './meter.ts';
import { interleaved, type Measures } from './rounds.ts';
import { type Bench, type Place, place, withoutPrivate } from './workspaces.ts';

/** How often the quick commands are run; the larger ones follow from it. */
const ROUNDS = Number(process.env['HIKUBE_BENCH_ROUNDS'] ?? 15);

/** A small cluster: it needs no node of the platform, and all of them are there after a moment. */
export const clusters = (prefix: string) => `variable "n" { default = 1 }
resource "hikube_kubernetes_cluster" "x" {
  count       = var.n
  name        = format("${prefix}-%04d", count.index)
  version     = "1.34"
  topology    = "development"
  labels      = { team = "yard" }
  node_groups = { web = { min_replicas = 0, max_replicas = 0, instance_type = "s1.large", roles = ["ingress-nginx"] } }
}
`;

/** Node groups of two clusters that a tenant may have fifty of in each. */
const nodeGroups = `resource "hikube_kubernetes_cluster" "x" {
  count    = 2
  name     = format("owner-%d", count.index)
  topology = "development"
}
resource "hikube_kubernetes_node_group" "x" {
  count        = 100
  cluster_id   = hikube_kubernetes_cluster.x[floor(count.index / 50)].name
  name         = format("g-%d", count.index)
  max_replicas = 0
}
`;

export function handshake({ variants, meter }: Yardstick): Promise<Figure[]> {
  progress('yardstick: handshakes');
  const aims = { script: 2, standalone: 0.85 };
  return interleaved(
    variants,
    { title: 'handshake', rounds: Math.max(ROUNDS, 25), measures: { wall: aims, CPU: aims } },
    async ({ file }) => wallAndCpu(await metered(meter, 'handshake', [file])),
  );
}

export async function validate(bench: Bench, variants: readonly Variant[]): Promise<Figure[]> {
  progress('yardstick: validate');
  const places = await placesOf(bench, variants, 'validate', clusters('y'));
  const aims = { script: 1.3, standalone: 1.2 };
  return interleaved(
    variants,
    { title: 'validate', rounds: ROUNDS, measures: { wall: aims, CPU: aims } },
    async (variant) => wallAndCpu(await at(places, variant).terraform(['validate'])),
  );
}

interface Size {
  readonly count: number;
  readonly rounds: number;
  readonly aims: { readonly script: number; readonly standalone: number };
}

const SIZES: readonly Size[] = [
  { count: 1, rounds: ROUNDS, aims: { script: 1.6, standalone: 1.1 } },
  { count: 100, rounds: Math.ceil(ROUNDS / 2), aims: { script: 0.4, standalone: 0.38 } },
  { count: 1000, rounds: 3, aims: { script: 0.28, standalone: 0.28 } },
];

/** Plans without changes, of clusters that the last variant has made. */
export async function plans(bench: Bench, variants: readonly Variant[]): Promise<Figure[]> {
  const maker = await place(bench, variants.at(-1) as Variant, 'maker', clusters('y'));
  const figures: Figure[] = [];
  for (const { count, rounds, aims } of SIZES) {
    progress(`yardstick: a plan of ${count}`);
    await maker.terraform(['apply', '-auto-approve', '-parallelism=50', `-var=n=${count}`]);
    const title = `plan of ${count}`;
    const places = await placesWith(bench, variants, title, clusters('y'), await maker.state());
    const plan = (where: Place) => emptyPlan(where, [`-var=n=${count}`]);
    figures.push(
      ...(await interleaved(variants, { title, rounds, measures: { wall: aims, CPU: aims } }, (variant) =>
        plan(at(places, variant)),
      )),
    );
    if (count === 1) figures.push(...(await memoryOfPlan(bench, variants, await maker.state(), plan)));
  }
  await maker.terraform(['destroy', '-auto-approve', '-parallelism=50', '-var=n=1000']);
  return figures;
}

/** Most memory of a process of the provider: what terraform itself takes is in none of the figures. */
async function memoryOfPlan(
  bench: Bench,
  variants: readonly Variant[],
  state: string,
  plan: (where: Place) => Promise<Measures>,
): Promise<Figure[]> {
  const log = join(bench.folder, 'processes');
  const watched = await Promise.all(variants.map((variant) => behindMeter(bench, variant)));
  const places = await placesWith(bench, watched, 'plan of 1 watched', clusters('y'), state);
  return interleaved(
    watched,
    { title: 'plan of 1', rounds: 5, measures: { memory: { script: 3, standalone: 2.2 } } },
    async (variant) => {
      await rm(log, { force: true });
      await plan(at(places, variant));
      return { memory: Math.max(...(await logged(log)).map(({ memory }) => memory)) };
    },
  );
}

/** A plan of a hundred node groups: one list where the yardstick asks for each. */
export async function planOfNodeGroups(bench: Bench, variants: readonly Variant[]): Promise<Figure[]> {
  progress('yardstick: a plan of 100 node groups');
  const maker = await place(bench, variants.at(-1) as Variant, 'groups-maker', nodeGroups);
  await maker.terraform(['apply', '-auto-approve', '-parallelism=50']);
  const title = 'plan of 100 node groups';
  const places = await placesWith(bench, variants, title, nodeGroups, await maker.state());
  const aims = { script: 0.65, standalone: 0.55 };
  const figures = await interleaved(
    variants,
    { title, rounds: Math.ceil(ROUNDS / 2), measures: { wall: aims, CPU: aims } },
    (variant) => emptyPlan(at(places, variant), []),
  );
  await maker.terraform(['destroy', '-auto-approve', '-parallelism=50']);
  return figures;
}

/** Applies; each variant makes clusters of its own and ends them again. */
export async function applies(bench: Bench, variants: readonly Variant[]): Promise<Figure[]> {
  const figures: Figure[] = [];
  const one = { script: 1.7, standalone: 1.1 };
  for (const { count, rounds, measures } of [
    { count: 1, rounds: ROUNDS, measures: { wall: one, CPU: one } },
    { count: 50, rounds: 3, measures: { "the service's CPU": { script: 1.2, standalone: 1.2 } } },
  ]) {
    progress(`yardstick: an apply of ${count}`);
    const title = `apply of ${count}`;
    const places = new Map<Variant, Place>();
    for (const variant of variants) {
      places.set(variant, await place(bench, variant, title, clusters(variant.name)));
    }
    figures.push(
      ...(await interleaved(variants, { title, rounds, measures }, async (variant) => {
        const options = ['-auto-approve', `-var=n=${count}`];
        const before = await cpuOf(bench.service.pid);
        const taken = wallAndCpu(await at(places, variant).terraform(['apply', ...options]));
        const service = (await cpuOf(bench.service.pid)) - before;
        await at(places, variant).terraform(['destroy', ...options]);
        return { ...taken, "the service's CPU": service };
      })),
    );
  }
  return figures;
}

/** A plan that finds anything to do is an error: it would measure something else. */
async function emptyPlan(where: Place, more: readonly string[]): Promise<Measures> {
  return wallAndCpu(await where.terraform(['plan', '-detailed-exitcode', ...more]));
}

const wallAndCpu = ({ wall, cpu }: { wall: number; cpu: number }): Measures => ({ wall, CPU: cpu });

async function placesOf(bench: Bench, variants: readonly Variant[], name: string, hcl: string) {
  const places = new Map<Variant, Place>();
  for (const variant of variants) places.set(variant, await place(bench, variant, name, hcl));
  return places;
}

/** Workspaces that know what another one has made. */
async function placesWith(
  bench: Bench,
  variants: readonly Variant[],
  name: string,
  hcl: string,
  state: string,
): Promise<Map<Variant, Place>> {
  const places = await placesOf(bench, variants, name.replaceAll(' ', '-'), hcl);
  for (const [variant, where] of places)
    await where.writeState(variant.name === 'go' ? withoutPrivate(state) : state);
  return places;
}

const at = (places: ReadonlyMap<Variant, Place>, variant: Variant): Place => places.get(variant) as Place;
