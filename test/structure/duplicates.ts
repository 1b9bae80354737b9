// Rule: no two places share more than twelve lines of the same shape. Names, texts and numbers do not matter for code; rows
// of data, such as a table of cases, have nothing but those, so they must be the same to the letter. So must lines of style
// sheets and of shell scripts.
import ts from 'typescript';
import { isTypeScript, type SourceFile } from './source-tree.ts';

const MOST_SHARED = 12;

/** Words of a page: every language says the same under the same names. */
const TRANSLATIONS = /^console\/src\/text\//;

/** What is compared line by line. */
const LINES = /\.(?:css|sh)$|(?:^|\/)run$/;

/** A line that counts: no comment, no import, more than brackets. */
interface Line {
  readonly number: number;
  readonly shape: string;
}

/** Where a run of lines begins: which file, and at which of its lines that count. */
interface Place {
  readonly file: number;
  readonly at: number;
}

const { SyntaxKind } = ts;

/** Whether a slash behind this token divides; elsewhere it begins a regular expression. */
const ENDS_OPERAND = new Set([
  ...[SyntaxKind.Identifier, SyntaxKind.NumericLiteral, SyntaxKind.StringLiteral, SyntaxKind.ThisKeyword],
  ...[
    SyntaxKind.CloseParenToken,
    SyntaxKind.CloseBracketToken,
    SyntaxKind.TrueKeyword,
    SyntaxKind.NullKeyword,
  ],
  ...[SyntaxKind.NoSubstitutionTemplateLiteral, SyntaxKind.TemplateTail, SyntaxKind.PrivateIdentifier],
]);

/** What rows of data consist of. */
const IN_DATA = new Set([
  ...[SyntaxKind.StringLiteral, SyntaxKind.NumericLiteral, SyntaxKind.BigIntLiteral, SyntaxKind.MinusToken],
  ...[SyntaxKind.TrueKeyword, SyntaxKind.FalseKeyword, SyntaxKind.NullKeyword, SyntaxKind.UndefinedKeyword],
  ...[SyntaxKind.OpenBraceToken, SyntaxKind.CloseBraceToken, SyntaxKind.OpenBracketToken],
  ...[SyntaxKind.CloseBracketToken, SyntaxKind.CommaToken, SyntaxKind.ColonToken],
  ...[SyntaxKind.NoSubstitutionTemplateLiteral, SyntaxKind.RegularExpressionLiteral],
]);

const TEMPLATE = new Set([
  ...[SyntaxKind.NoSubstitutionTemplateLiteral, SyntaxKind.TemplateHead],
  ...[SyntaxKind.TemplateMiddle, SyntaxKind.TemplateTail],
]);

interface Token {
  readonly kind: ts.SyntaxKind;
  readonly text: string;
  readonly line: number;
}

function tokensOf({ path, text }: SourceFile): Token[] {
  const variant = path.endsWith('.tsx') ? ts.LanguageVariant.JSX : ts.LanguageVariant.Standard;
  const scanner = ts.createScanner(ts.ScriptTarget.ESNext, true, variant, text);
  const tokens: Token[] = [];
  /** Braces that are open, innermost last; true where a template goes on behind it. */
  const braces: boolean[] = [];
  let line = 1;
  let seen = 0;
  for (let kind = scanner.scan(); kind !== SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    const before = tokens.at(-1)?.kind;
    if (kind === SyntaxKind.SlashToken || kind === SyntaxKind.SlashEqualsToken) {
      const endsTag = variant === ts.LanguageVariant.JSX && text[scanner.getTokenEnd()] === '>';
      if (!endsTag && (before === undefined || !ENDS_OPERAND.has(before))) kind = scanner.reScanSlashToken();
    }
    if (kind === SyntaxKind.CloseBraceToken && braces.pop() === true)
      kind = scanner.reScanTemplateToken(false);
    if (kind === SyntaxKind.OpenBraceToken) braces.push(false);
    if (kind === SyntaxKind.TemplateHead || kind === SyntaxKind.TemplateMiddle) braces.push(true);
    const start = scanner.getTokenStart();
    for (; seen < start; seen += 1) if (text.charCodeAt(seen) === 10) line += 1;
    tokens.push({ kind, text: scanner.getTokenText(), line });
  }
  return tokens;
}

/** The lines of a file that count, with their shapes. */
function linesOf(file: SourceFile): Line[] {
  const lines = isTypeScript(file) ? linesOfProgram(file) : linesToTheLetter(file);
  return lines.filter(({ shape }) => /\w/.test(shape));
}

/** Of a style sheet or a shell script. */
function linesToTheLetter({ path, text }: SourceFile): Line[] {
  const comment = path.endsWith('.css') ? /\/\*.*?\*\//gs : /(?<=^|\s)#.*/gm;
  const bare = text.replaceAll(comment, (found) => found.replaceAll(/[^\n]/g, ''));
  return bare.split('\n').map((line, index) => ({ number: index + 1, shape: line.trim() }));
}

function linesOfProgram(file: SourceFile): Line[] {
  const byLine = new Map<number, Token[]>();
  for (const token of withoutImports(tokensOf(file))) {
    const parts = token.text.split('\n');
    // A text of many lines is data on each of them.
    const kind = parts.length > 1 ? SyntaxKind.RegularExpressionLiteral : token.kind;
    for (const [index, part] of parts.entries()) {
      const number = token.line + index;
      byLine.set(number, [...(byLine.get(number) ?? []), { ...token, kind, text: part.trim() }]);
    }
  }
  return [...byLine].map(([number, tokens]) => ({ number, shape: shapeOf(tokens) }));
}

function withoutImports(tokens: readonly Token[]): Token[] {
  const kept: Token[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    if (isImport(tokens, at))
      while (at < tokens.length && tokens[at]?.kind !== SyntaxKind.SemicolonToken) at += 1;
    else kept.push(tokens[at]!);
  }
  return kept;
}

function isImport(tokens: readonly Token[], at: number): boolean {
  const [first, second, third] = [tokens[at]!, tokens[at + 1]?.kind, tokens[at + 2]?.kind];
  if (first.line === tokens[at - 1]?.line) return false;
  if (first.kind === SyntaxKind.ImportKeyword) return second !== SyntaxKind.OpenParenToken;
  if (first.kind !== SyntaxKind.ExportKeyword) return false;
  const inside = second === SyntaxKind.TypeKeyword ? third : second;
  return inside === SyntaxKind.OpenBraceToken || inside === SyntaxKind.AsteriskToken;
}

function shapeOf(tokens: readonly Token[]): string {
  const isList = tokens.every(({ kind }) => kind === SyntaxKind.Identifier || kind === SyntaxKind.CommaToken);
  const isData = tokens.every(
    ({ kind }, at) =>
      IN_DATA.has(kind) || (kind >= SyntaxKind.Identifier && tokens[at + 1]?.kind === SyntaxKind.ColonToken),
  );
  return tokens.map((token) => (isList || isData ? token.text : withoutName(token))).join(' ');
}

function withoutName({ kind, text }: Token): string {
  if (kind === SyntaxKind.Identifier || kind === SyntaxKind.PrivateIdentifier) return 'a';
  if (kind === SyntaxKind.NumericLiteral || kind === SyntaxKind.StringLiteral) return '0';
  return TEMPLATE.has(kind) ? '`' : text;
}

/** One line for each pair of places that share more than twelve lines. */
export function duplicateFindings(files: readonly SourceFile[]): string[] {
  const written = files.filter(
    (file) => (isTypeScript(file) || LINES.test(file.path)) && !TRANSLATIONS.test(file.path),
  );
  const lines = written.map(linesOf);
  const seen = new Map<string, Place>();
  const found: string[] = [];
  for (let file = 0; file < lines.length; file += 1) {
    const mine = lines[file]!;
    for (let at = 0; at + MOST_SHARED < mine.length; at += 1) {
      const run = mine.slice(at, at + MOST_SHARED + 1);
      const key = run.map(({ shape }) => shape).join('\n');
      const other = seen.get(key);
      if (other === undefined) seen.set(key, { file, at });
      else if (other.file !== file || other.at + MOST_SHARED < at) {
        const length = sharedFrom(lines[other.file]!, other.at, mine, at);
        const there = `${written[other.file]!.path}:${lines[other.file]![other.at]!.number}`;
        found.push(
          `${written[file]!.path}:${run[0]!.number} has ${length} lines of the same shape as ${there}; write them once (duplicates)`,
        );
        at += length;
      }
    }
  }
  return found;
}

function sharedFrom(one: readonly Line[], from: number, other: readonly Line[], at: number): number {
  let length = 0;
  while (one[from + length] !== undefined && one[from + length]?.shape === other[at + length]?.shape)
    length += 1;
  return length;
}
