// Says at the end of a run where its time went: the ten slowest files, in seconds. What becomes slow is seen by whoever
// made it so. How long a whole run took is kept for `npm run bench`.
import { relative } from 'node:path';
import type { Reporter, TestModule, Vitest } from 'vitest/node';
import { keepWholeRun } from './whole-runs.ts';

const SHOWN = 10;

export default class SlowestReporter implements Reporter {
  #vitest: Vitest | undefined;
  #began = 0;

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
    this.#began = performance.now();
  }

  async onTestRunEnd(modules: readonly TestModule[]): Promise<void> {
    await this.#keepIfWhole(modules.length);
    const root = this.#vitest?.config.root ?? process.cwd();
    const files = modules.map((module) => ({ name: relative(root, module.moduleId), ms: timeOf(module) }));
    const text = slowestOf(files);
    if (text !== '') this.#vitest?.logger.log(text);
  }

  async #keepIfWhole(files: number): Promise<void> {
    if (this.#vitest === undefined || this.#vitest.config.watch) return;
    const minutes = (performance.now() - this.#began) / 60_000;
    const all = await this.#vitest.globTestSpecifications();
    if (files >= all.length) await keepWholeRun(this.#vitest.config.mode, { files, minutes });
  }
}

/** What a file took: to be loaded, and for its tests with what comes before and after them. */
function timeOf(module: TestModule): number {
  const { collectDuration, setupDuration, duration } = module.diagnostic();
  return collectDuration + setupDuration + duration;
}

/** The lines of the slowest files; nothing for a run of so few that everybody sees how long each takes. */
export function slowestOf(files: readonly { readonly name: string; readonly ms: number }[]): string {
  if (files.length <= SHOWN) return '';
  const seconds = (ms: number) => (ms / 1000).toFixed(1).padStart(7);
  const sum = files.reduce((total, { ms }) => total + ms, 0);
  const slowest = [...files].sort((left, right) => right.ms - left.ms).slice(0, SHOWN);
  return [
    `\nThe slowest of ${files.length} files, which took ${(sum / 1000).toFixed(0)} s one after the other:`,
    ...slowest.map(({ name, ms }) => `${seconds(ms)} s  ${name}`),
  ].join('\n');
}
