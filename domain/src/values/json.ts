// JSON compared by meaning: key order and spacing are nothing, everything else counts.
import { isObject } from './read.ts';

// Far above what the contract lets through (32), and low enough that recursion never ends the process.
const MAX_DEPTH = 256;

// A few kilobytes of YAML aliases can describe more nodes than fit into memory; a request body cannot.
const MAX_NODES = 300_000;

/**
 * The canonical text of a JSON value: no spaces, keys in code unit order. Values with equal texts mean the same.
 * @returns `undefined` when the value is not JSON (a function, NaN …), nests deeper than 256 or has more than
 * 300,000 nodes
 */
export function canonicalJson(value: unknown): string | undefined {
  const budget = { nodes: MAX_NODES };
  return write(value, 0, budget);
}

function write(value: unknown, depth: number, budget: { nodes: number }): string | undefined {
  budget.nodes -= 1;
  if (depth > MAX_DEPTH || budget.nodes < 0) return undefined;
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return Number.isFinite(value) ? JSON.stringify(value) : undefined;
  if (Array.isArray(value)) return writeList(value, depth, budget);
  return isObject(value) ? writeObject(value, depth, budget) : undefined;
}

function writeList(list: readonly unknown[], depth: number, budget: { nodes: number }): string | undefined {
  const items: string[] = [];
  for (const item of list) {
    const text = write(item, depth + 1, budget);
    if (text === undefined) return undefined;
    items.push(text);
  }
  return `[${items.join(',')}]`;
}

function writeObject(
  object: Readonly<Record<string, unknown>>,
  depth: number,
  budget: { nodes: number },
): string | undefined {
  const members: string[] = [];
  for (const key of Object.keys(object).sort()) {
    if (object[key] === undefined) continue;
    const text = write(object[key], depth + 1, budget);
    if (text === undefined) return undefined;
    members.push(`${JSON.stringify(key)}:${text}`);
  }
  return `{${members.join(',')}}`;
}

/** Whether two JSON values mean the same. Values that are not JSON are equal only when they are identical. */
export function equalJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  const left = canonicalJson(a);
  return left !== undefined && left === canonicalJson(b);
}

/**
 * The canonical form of a JSON text, or `undefined` when it is no JSON.
 * Numbers are read as doubles, as every JSON reader of the platform does.
 */
export function normaliseJsonText(text: unknown): string | undefined {
  if (typeof text !== 'string') return undefined;
  try {
    return canonicalJson(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Whether two texts are the same JSON. Texts that are no JSON are equal only when they are identical. */
export function equalJsonTexts(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  const left = normaliseJsonText(a);
  return left !== undefined && left === normaliseJsonText(b);
}
