// What the parts of an expression cost, counted as they are evaluated: the turns of its loops, and what its functions and
// operators look through.
import type { ParseResult } from '@marcbachmann/cel-js';
import { affordableLength, spend, spendCharacters } from './budget.ts';
import { ASKS_BY_ITSELF } from './cel-functions.ts';

// How many of them take as long as one turn of a loop.
const NODES = 8;
const ITEMS = 10;
const COMPARED_ITEMS = 4;
/** A time zone is looked up for each question. */
const OF_A_ZONE = 50;
/** The library reads a duration again from each of its characters. */
const LONGEST_DURATION = 100;

type Evaluate = (evaluator: unknown, node: unknown, context: unknown) => unknown;
type Handle = (...given: unknown[]) => unknown;

/** A node of an expression, as the library has it. */
interface Node {
  readonly op: string;
  args: unknown;
  /** What a call or an operator does with what it is given; after a check. */
  handle?: Handle;
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

/** Has everything counted; to be called after a check. @returns what a single evaluation costs besides */
export function countCosts({ ast }: Pick<ParseResult, 'ast'>): number {
  const nodes = [...nodesOf(ast)];
  for (const node of nodes) {
    countTurns(node);
    countGiven(node);
  }
  return nodes.length / NODES;
}

function countTurns({ op, args }: Node): void {
  const step = (args as { readonly step?: unknown } | null)?.step;
  if (op !== 'comprehension' || typeof step !== 'object' || step === null || !isNode(step)) return;
  const cost = Math.max(1, [...nodesOf(step)].length / NODES);
  const { evaluate } = step.meta;
  step.setMeta('evaluate', (evaluator, node, context) => {
    spend(cost);
    return evaluate(evaluator, node, context);
  });
}

function countGiven(node: Node): void {
  const { op, args, handle } = node;
  const spendOn = op === 'call' || op === 'rcall' ? ofCall((args as [string])[0]) : OPERATORS[op];
  if (spendOn === undefined || handle === undefined) return;
  node.handle = (...given) => {
    spendOn(given[0], given[1]);
    return handle(...given);
  };
}

function ofCall(name: string): (values: unknown) => void {
  return (values) => {
    const [first, ...rest] = values as readonly unknown[];
    if (name === 'duration' && typeof first === 'string' && first.length > LONGEST_DURATION)
      throw new Error(`invalid duration: it has more than ${LONGEST_DURATION} characters`);
    const text = rest.find((value) => typeof value === 'string');
    if (typeof first === 'string') {
      // A search may begin anew at each character.
      const times = text === undefined || ASKS_BY_ITSELF.has(name) ? 1 : Math.max(1, text.length / ITEMS);
      spendCharacters(first.length * times);
    }
    if (first instanceof Date && text !== undefined) spend(OF_A_ZONE);
    if (Array.isArray(first) && name !== 'size') spendOnItems(first);
    if (name === 'join' && Array.isArray(first))
      affordableLength(first.reduce<number>((sum, item) => sum + lengthOf(item) + lengthOf(text), 0));
  };
}

const lengthOf = (value: unknown): number =>
  typeof value === 'string' || Array.isArray(value) ? value.length : 0;

function spendOnItems(items: readonly unknown[]): void {
  spend(items.length / ITEMS);
  for (const item of items) if (typeof item === 'string') spendCharacters(item.length);
}

/** As much of two values as is alike in size: where they differ there is nothing to compare. */
function compare(left: unknown, right: unknown): void {
  if (typeof left === 'string' && typeof right === 'string')
    spendCharacters(Math.min(left.length, right.length));
  else if (Array.isArray(left) && Array.isArray(right) && left.length === right.length) {
    spend(left.length / COMPARED_ITEMS);
    for (const [index, item] of left.entries()) compare(item, right[index]);
  } else if (left instanceof Map && right instanceof Map && left.size === right.size) {
    spend(left.size / COMPARED_ITEMS);
    for (const [key, item] of left) compare(item, right.get(key));
  }
}

function isIn(left: unknown, right: unknown): void {
  if (!Array.isArray(right)) return;
  spend(right.length / COMPARED_ITEMS);
  for (const item of right) compare(left, item);
}

function sum(left: unknown, right: unknown): void {
  const length = lengthOf(left) + lengthOf(right);
  if (typeof left !== 'string') spend(length / ITEMS);
  else {
    affordableLength(length);
    spendCharacters(length);
  }
}

/** The names of a map are listed before the first turn. */
function loop(items: unknown): void {
  if (items instanceof Map) spend(items.size / ITEMS);
}

const OPERATORS: Readonly<Record<string, (left: unknown, right: unknown) => void>> = {
  '==': compare,
  '!=': compare,
  '<': compare,
  '<=': compare,
  '>': compare,
  '>=': compare,
  in: isIn,
  '+': sum,
  comprehension: loop,
};
