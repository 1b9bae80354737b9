// `npm run bench [topic …] [--save]`: prints every figure beside the saved one.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Bench, Figure } from '../test/bench/figure.ts';
import { clearProgress, progress } from '../test/bench/progress.ts';
import { isMissed, reasonFor } from '../test/bench/reasons.ts';

const folder = new URL('../test/bench/', import.meta.url);
const baselineFile = new URL('baseline.json', folder);

/** The figures that were saved last. */
interface Baseline {
  readonly date: string;
  readonly node: string;
  readonly figures: readonly Figure[];
}

const args = process.argv.slice(2);
const save = args.includes('--save');
const wanted = args.filter((arg) => !arg.startsWith('--'));
const baseline = await readBaseline();
const figures: Figure[] = [];

console.log(
  `node ${process.version}; ratios are medians, in brackets their smallest and largest, and the saved value of ${baseline.date}\n`,
);
for (const topic of await topics()) {
  progress(`${topic} …`);
  const { bench } = (await import(new URL(`${topic}.bench.ts`, folder).href)) as { bench: Bench };
  const measured = await bench();
  clearProgress();
  for (const figure of measured) {
    figures.push(figure);
    print(
      figure,
      baseline.figures.find(({ name }) => name === figure.name),
    );
  }
}
const missed = figures.filter(isMissed);
const aimed = figures.filter(({ aim }) => aim !== undefined);
console.log(
  `\n${aimed.length - missed.length} of ${aimed.length} rows with an aim keep it${missed.length === 0 ? '' : '; missed:'}`,
);
for (const { name, value, aim } of missed) console.log(`  ${name}: ${value}, aim ≤ ${aim}`);
if (save) {
  const kept = baseline.figures.filter(({ name }) => !figures.some((figure) => figure.name === name));
  const next: Baseline = {
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    figures: [...kept, ...figures].sort((a, b) => a.name.localeCompare(b.name)),
  };
  await writeFile(baselineFile, `${JSON.stringify(next, null, 2)}\n`);
  console.log(`\nSaved ${fileURLToPath(baselineFile)}`);
}

async function topics(): Promise<string[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.bench.ts'));
  const all = files.map((file) => file.replace('.bench.ts', '')).sort();
  const unknown = wanted.filter((topic) => !all.includes(topic));
  if (unknown.length > 0) {
    console.error(`There is no topic ${unknown.join(', ')}; choose from ${all.join(', ')}.`);
    process.exit(1);
  }
  return wanted.length === 0 ? all : wanted;
}

async function readBaseline(): Promise<Baseline> {
  const text = await readFile(baselineFile, 'utf8').catch(() => undefined);
  return text === undefined ? { date: 'never', node: '', figures: [] } : (JSON.parse(text) as Baseline);
}

function print(figure: Figure, saved: Figure | undefined): void {
  const unit = ['bytes', 'ms', 'minutes'].includes(figure.unit) ? ` ${figure.unit}` : '';
  const spread = figure.spread ? ` [${figure.spread[0]} – ${figure.spread[1]}]` : '';
  const per = figure.per === undefined ? '' : ` × ${figure.per}`;
  const aim = figure.aim === undefined ? '' : `, aim ≤ ${figure.aim}`;
  const before = saved === undefined ? '' : `, saved ${saved.value}`;
  const doubt = figure.inconclusive === undefined ? '' : ` (inconclusive: ${figure.inconclusive})`;
  console.log(`${figure.name}: ${figure.value}${unit}${per}${spread}${aim}${before}${doubt}`);
  if (isMissed(figure))
    console.log(`  missed: ${reasonFor(figure.name) ?? 'no reason is given yet in test/bench/reasons.ts'}`);
}
