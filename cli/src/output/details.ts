// Everything that an object says, line by line: a field that is new in the contract is there without anybody naming it.
import { cell } from './table.ts';

const INDENT = '  ';

/** A value as lines of `name: value`. */
export function details(value: unknown, indent = ''): string {
  if (typeof value !== 'object' || value === null) return `${indent}${cell(value)}\n`;
  if (Array.isArray(value)) return value.map((each) => item(each, indent)).join('');
  return Object.entries(value)
    .map(([name, each]) => field(name, each, indent))
    .join('');
}

function field(name: string, value: unknown, indent: string): string {
  if (isPlain(value)) return `${indent}${name}: ${cell(value)}\n`;
  if (typeof value === 'string') return `${indent}${name}:\n${lines(value, indent + INDENT)}`;
  return `${indent}${name}:\n${details(value, indent + INDENT)}`;
}

const lines = (text: string, indent: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => `${indent}${cell(line)}\n`)
    .join('');

function item(value: unknown, indent: string): string {
  const text = details(value, indent + INDENT);
  return `${indent}-${text.slice(indent.length + 1)}`;
}

/** What fits behind its name: no object with fields, no text of several lines. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'string') return !value.trimEnd().includes('\n');
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every((each) => typeof each !== 'object' && isPlain(each));
  return Object.keys(value).length === 0;
}
