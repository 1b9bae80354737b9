// Says at the end of a run where its time went: the ten slowest files, in seconds. What becomes slow is seen by whoever
// made it so.
import { relative } from 'node:path';
import type { Reporter, TestModule, Vitest } from 'vitest/node';

const SHOWN = 10;

export default class SlowestReporter implements Reporter {
  #vitest: Vitest | undefined;

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const root = this.#vitest?.config.root ?? process.cwd();
    const files = modules.map((module) => ({ name: relative(root, module.moduleId), ms: timeOf(module) }));
    const text = slowestOf(files);
    if (text !== '') this.#vitest?.logger.log(text);
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
