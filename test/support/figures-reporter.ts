// Gathers what countable tests print, one line each, and shows it once more at the end of a run: the figures are what
// a reader wants of an hour of tests, and they would be lost between the names of thousands of them.
import { relative } from 'node:path';
import type { UserConsoleLog } from 'vitest';
import type { Reporter, TestModule, Vitest } from 'vitest/node';

export default class FiguresReporter implements Reporter {
  readonly #lines = new Map<string, string[]>();
  #vitest: Vitest | undefined;

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  onUserConsoleLog({ taskId, content, type }: UserConsoleLog): void {
    const entity = taskId === undefined ? undefined : this.#vitest?.state.getReportedEntityById(taskId);
    if (entity === undefined || type !== 'stdout') return;
    const module = entity.type === 'module' ? entity : entity.module;
    const lines = this.#lines.get(module.moduleId) ?? [];
    this.#lines.set(module.moduleId, [...lines, ...content.trimEnd().split('\n')]);
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const text = figuresOf(modules, this.#lines, this.#vitest?.config.root ?? process.cwd());
    if (text !== '') this.#vitest?.logger.log(text);
  }
}

function figuresOf(
  modules: readonly TestModule[],
  lines: ReadonlyMap<string, readonly string[]>,
  root: string,
): string {
  const files = modules
    // What a failed test printed is shown beside its failure, and counts for nothing.
    .filter((module) => module.ok() && lines.has(module.moduleId))
    .map((module) => [relative(root, module.moduleId), lines.get(module.moduleId) ?? []] as const)
    .sort(([left], [right]) => (left < right ? -1 : 1));
  if (files.length < 2) return '';
  return [
    '\nCounted in this run:',
    ...files.flatMap(([file, found]) => [`  ${file}`, ...found.map((line) => `    ${line}`)]),
  ].join('\n');
}
