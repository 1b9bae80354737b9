// What a rule must know of a file: what it imports, and which globals of time, chance and environment it uses.
import { posix } from 'node:path';
import ts from 'typescript';
import type { SourceFile } from './source-tree.ts';

/** An import, an export from elsewhere, or a dynamic import. */
export interface Import {
  readonly specifier: string;
  readonly line: number;
  /** Nothing of it is left at run time. */
  readonly typeOnly: boolean;
  /** It is loaded when it is needed. */
  readonly lazy: boolean;
}

/** A use of a global that brings time, chance or environment. */
export interface GlobalUse {
  /** Such as `Date.now` or `new Date()`. */
  readonly name: string;
  readonly line: number;
}

/** A function with a body. */
export interface FunctionSize {
  readonly line: number;
  readonly lines: number;
}

/** A file as the rules see it. */
export interface ParsedFile {
  readonly imports: readonly Import[];
  readonly globals: readonly GlobalUse[];
  readonly functions: readonly FunctionSize[];
}

const MEMBERS = new Set([
  'Date.now',
  'Math.random',
  'process.env',
  'performance.now',
  'crypto.randomUUID',
  'crypto.getRandomValues',
]);
const FUNCTIONS = new Set(['setTimeout', 'setInterval', 'setImmediate']);

const cache = new WeakMap<SourceFile, ParsedFile>();

function globalName(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) {
    const owner =
      ts.isPropertyAccessExpression(node.expression) && node.expression.expression.getText() === 'globalThis'
        ? node.expression.name
        : node.expression;
    const name = `${owner.getText()}.${node.name.text}`;
    if (MEMBERS.has(name)) return name;
    return owner.getText() === 'globalThis' && FUNCTIONS.has(node.name.text) ? node.name.text : undefined;
  }
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && (node.arguments?.length ?? 0) === 0)
    return 'new Date()';
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && FUNCTIONS.has(node.expression.text))
    return node.expression.text;
  return undefined;
}

function importOf(node: ts.Node): Omit<Import, 'line'> | undefined {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    return {
      specifier: node.moduleSpecifier.text,
      typeOnly: node.importClause?.isTypeOnly ?? false,
      lazy: false,
    };
  }
  if (
    ts.isExportDeclaration(node) &&
    node.moduleSpecifier !== undefined &&
    ts.isStringLiteral(node.moduleSpecifier)
  ) {
    return { specifier: node.moduleSpecifier.text, typeOnly: node.isTypeOnly, lazy: false };
  }
  const [argument] =
    ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword ? node.arguments : [];
  if (argument !== undefined && ts.isStringLiteral(argument))
    return { specifier: argument.text, typeOnly: false, lazy: true };
  return undefined;
}

/** Parses a file; the result is kept for the other rules. */
export function parse(file: SourceFile): ParsedFile {
  const known = cache.get(file);
  if (known !== undefined) return known;
  const parsed = file.path.endsWith('.css') ? parseStyles(file) : parseProgram(file);
  cache.set(file, parsed);
  return parsed;
}

function parseStyles({ text }: SourceFile): ParsedFile {
  const imports = [...text.matchAll(/^@import "([^"]+)"/gm)].map(({ 1: specifier = '', index }) => {
    const line = text.slice(0, index).split('\n').length;
    return { specifier, line, typeOnly: false, lazy: false };
  });
  return { imports, globals: [], functions: [] };
}

function parseProgram(file: SourceFile): ParsedFile {
  const source = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.ESNext, true);
  const imports: Import[] = [];
  const globals: GlobalUse[] = [];
  const functions: FunctionSize[] = [];
  const lineOf = (node: ts.Node) => source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
  const lastLineOf = (node: ts.Node) => source.getLineAndCharacterOfPosition(node.end).line + 1;
  const visit = (node: ts.Node): void => {
    const found = importOf(node);
    if (found !== undefined) imports.push({ ...found, line: lineOf(node) });
    const name = globalName(node);
    if (name !== undefined) globals.push({ name, line: lineOf(node) });
    if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) {
      functions.push({ line: lineOf(node), lines: lastLineOf(node) - lineOf(node) + 1 });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { imports, globals, functions };
}

/** The path of the file that a relative import names; undefined for a package. */
export function resolveRelative(from: string, specifier: string): string | undefined {
  return specifier.startsWith('.') ? posix.normalize(posix.join(posix.dirname(from), specifier)) : undefined;
}
