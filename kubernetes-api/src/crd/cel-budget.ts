// What the expressions of one object may cost. Loops in loops multiply, so that a short rule and a small object can keep
// a server busy for ever: each turn of a loop is counted, and so is each rule that is asked.
import type { ParseResult } from '@marcbachmann/cel-js';

/** Turns of loops in one evaluation, and in all of one object: some tenths of a second. */
const OF_ONE = 100_000;
const OF_ALL = 500_000;
const OF_A_RULE = 10;
/** Characters that a function may make of others. */
const LONGEST_TEXT = 1_500_000;

let leftOfOne = OF_ONE;
let leftOfAll = OF_ALL;

/** An object is looked at from its beginning. Evaluation never waits for anything, so there is one at a time. */
export function beginObject(): void {
  leftOfAll = OF_ALL;
}

/** Whether there is enough left to ask another rule. */
export function beginRule(): boolean {
  leftOfOne = OF_ONE;
  leftOfAll -= OF_A_RULE;
  return leftOfAll > 0;
}

/** @throws Error when a loop has turned too often */
function turn(): void {
  leftOfOne -= 1;
  leftOfAll -= 1;
  if (leftOfOne < 0 || leftOfAll < 0) throw new Error('operation cancelled: actual cost limit exceeded');
}

/** @throws Error when a text of this length is longer than any object may be */
export function affordableLength(length: number): void {
  if (length > LONGEST_TEXT) throw new Error('operation cancelled: actual cost limit exceeded');
}

type Evaluate = (evaluator: unknown, node: unknown, context: unknown) => unknown;

/** A node of an expression, as the library has it. */
interface Node {
  readonly op: string;
  args: unknown;
  readonly meta: { readonly evaluate: Evaluate };
  setMeta(name: 'evaluate', value: Evaluate): unknown;
}

/** Every node, those that a macro stands for included. */
function* nodesOf(value: unknown, seen = new Set<object>()): Generator<Node> {
  if (typeof value !== 'object' || value === null || seen.has(value)) return;
  seen.add(value);
  if (isNode(value)) {
    yield value;
    yield* nodesOf(value.args, seen);
    yield* nodesOf(value.meta, seen);
  } else if (isPlain(value)) for (const item of Object.values(value)) yield* nodesOf(item, seen);
}

const isNode = (value: object): value is Node => 'op' in value && 'args' in value && 'setMeta' in value;
const isPlain = (value: object): boolean =>
  Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;

/** Has `name` in place of `matches`, which the library asks JavaScript's regular expressions; to be called before a check. */
export function renameMatches({ ast }: Pick<ParseResult, 'ast'>, name: string): void {
  for (const { op, args } of nodesOf(ast))
    if (op === 'rcall' && Array.isArray(args) && args[0] === 'matches') args[0] = name;
}

/** Counts the turns of all loops; to be called after a check. */
export function countTurns({ ast }: Pick<ParseResult, 'ast'>): void {
  for (const { op, args } of [...nodesOf(ast)]) {
    const step = (args as { readonly step?: unknown } | null)?.step;
    if (op !== 'comprehension' || typeof step !== 'object' || step === null || !isNode(step)) continue;
    const { evaluate } = step.meta;
    step.setMeta('evaluate', (evaluator, node, context) => {
      turn();
      return evaluate(evaluator, node, context);
    });
  }
}
