// Says at the very end of a run what failed, a line or two each, and what passed only at its second try: whoever sees only
// the tail of a log of twenty minutes knows what to look for in the rest of it.
import { relative } from 'node:path';
import type { Reporter, SerializedError, TestModule, Vitest } from 'vitest/node';

export interface Failure {
  /** The file and the test in it, or what is no test's own. */
  readonly where: string;
  readonly messages: readonly string[];
}

/** Of each message: a diff of two long texts would push the other failures out of sight. */
const LINES_SHOWN = 6;

export default class FailuresReporter implements Reporter {
  #vitest: Vitest | undefined;

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const root = this.#vitest?.config.root ?? process.cwd();
    this.#say(
      'Failed',
      modules.flatMap((module) => failuresOf(module, root)),
      unhandled.map((error) => ({ where: 'outside of every test', messages: [messageOf(error)] })),
    );
    this.#say(
      'Passed only at the second try, whose cause is to be found',
      modules.flatMap((module) =>
        testsOf(module, root, 'passed').filter(({ messages }) => messages.length > 0),
      ),
    );
  }

  #say(what: string, ...failures: readonly (readonly Failure[])[]): void {
    const text = failuresText(what, failures.flat());
    if (text !== '') this.#vitest?.logger.log(text);
  }
}

function failuresOf(module: TestModule, root: string): Failure[] {
  const file = relative(root, module.moduleId);
  const suites = [module, ...module.children.allSuites()].map((suite) => ({
    where: suite.type === 'module' ? file : `${file} > ${suite.fullName}`,
    messages: suite.errors().map(messageOf),
  }));
  return [...suites.filter(({ messages }) => messages.length > 0), ...testsOf(module, root, 'failed')];
}

/** Tests that ended so, with what was wrong on the way to it. */
function testsOf(module: TestModule, root: string, state: 'failed' | 'passed'): Failure[] {
  return [...module.children.allTests(state)].map((test) => ({
    where: `${relative(root, module.moduleId)} > ${test.fullName}`,
    messages: (test.result().errors ?? []).map(messageOf),
  }));
}

function messageOf({ name, message, stack }: SerializedError): string {
  return message === '' ? (stack ?? name ?? 'an error without a text') : message;
}

/** What is printed; nothing where nothing failed. */
export function failuresText(what: string, failures: readonly Failure[]): string {
  if (failures.length === 0) return '';
  return [
    `\n${what}, ${failures.length} in all:`,
    ...failures.flatMap(({ where, messages }) => [`  ${where}`, ...messages.flatMap(shortened)]),
  ].join('\n');
}

function shortened(message: string): string[] {
  const lines = message.trimEnd().split('\n');
  const shown = lines.slice(0, LINES_SHOWN).map((line) => `    ${line}`);
  return lines.length > LINES_SHOWN
    ? [...shown, `    … ${lines.length - LINES_SHOWN} lines more above`]
    : shown;
}
