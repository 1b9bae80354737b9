// What acceptance tests say about runs of terraform.
import { expect } from 'vitest';
import type { Diagnostic, PlanRun, Run } from '../support/terraform.ts';

/** The run ended well; what it complained about is shown otherwise. */
export function expectSuccess(run: Run): void {
  expect({ exitCode: run.exitCode, errors: errorsOf(run) }).toEqual({ exitCode: 0, errors: [] });
}

/** Nothing changes: no resource and no output. */
export function expectEmpty(plan: PlanRun): void {
  expect({ errors: errorsOf(plan), changes: plan.changes }).toEqual({ errors: [], changes: [] });
  expect(plan.empty).toBe(true);
}

/** The plan changes these resources in these ways, and nothing else. */
export function expectActions(plan: PlanRun, actions: Record<string, readonly string[]>): void {
  expect(errorsOf(plan)).toEqual([]);
  expect(Object.fromEntries(plan.changes.map(({ address, change }) => [address, change.actions]))).toEqual(
    actions,
  );
}

/** The run was refused at a line of the configuration, with this in the text. */
export function expectRefusal(run: Run, line: string | RegExp, text: string | RegExp): void {
  expect(run.exitCode).toBe(1);
  const errors = run.diagnostics.filter(({ severity }) => severity === 'error');
  expect(errors).not.toEqual([]);
  const found = errors.find(({ detail, summary }) => matches(`${summary}\n${detail}`, text));
  expect(found, JSON.stringify(errors, null, 2)).toBeDefined();
  expect(found?.snippet?.code ?? '').toMatch(line);
}

/** The run failed, and one of its errors says this; returns all of them as one text. */
export function expectError(run: Run, text: string | RegExp): string {
  const errors = errorsOf(run).join('\n\n');
  expect({ exitCode: run.exitCode, errors }).toEqual({ exitCode: 1, errors: expect.stringMatching(text) });
  return errors;
}

/** Texts of the warnings of a run. */
export function warningsOf(run: Run): string[] {
  return run.diagnostics.filter(({ severity }) => severity === 'warning').map(text);
}

/** Texts of the errors of a run. */
export function errorsOf(run: Run): string[] {
  return run.diagnostics.filter(({ severity }) => severity === 'error').map(text);
}

const text = ({ summary, detail }: Diagnostic) => `${summary}: ${detail}`;

const matches = (value: string, pattern: string | RegExp) =>
  typeof pattern === 'string' ? value.includes(pattern) : pattern.test(value);
