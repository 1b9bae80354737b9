// Rule: files are short, folders say what they are, and nothing is left lying about.
import { parse } from './parse.ts';
import { isTestCode, isTypeScript, type SourceFile } from './source-tree.ts';

const LONGEST_FILE = 400;
const LONGEST_FUNCTION = 70;

/** Words that say something is unfinished. Written in parts so that this file does not find itself. */
const UNFINISHED = new RegExp(`\\b(?:${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X'].join('|')})\\b`);

/** Paths of one machine. */
const MACHINE_PATH = new RegExp(
  `(?<![\\w.])/(?:${['home', 'Users', 'work', 'root'].join('|')})/[a-z][\\w.-]*`,
);

/** A test that does not run; the reason, a comment or a printed "skipped …", stands in the lines before it. */
const SKIPPED = /\b(?:test|it|describe)\.(?:skip|todo|only)\(/;
const REASON_LINES = 6;

function lines({ text }: SourceFile): string[] {
  return text.split('\n');
}

function isDocumentation(path: string): boolean {
  return path.endsWith('.md') || path.startsWith('docs/');
}

function findingsOf(file: SourceFile): string[] {
  const found: string[] = [];
  const all = lines(file);
  if (isTypeScript(file) && all.length > LONGEST_FILE)
    found.push(`${file.path}:${LONGEST_FILE} has ${all.length} lines; split it, one idea per file (tidy)`);
  if (isTypeScript(file) && !/^(?:#!.*\n)?\/[/*]/.test(file.text) && !/\.test\.ts$/.test(file.path)) {
    found.push(`${file.path}:1 does not say what idea it holds; open it with a short comment (tidy)`);
  }
  for (const { line, lines: count } of isTypeScript(file) && !isTestCode(file.path)
    ? parse(file).functions
    : []) {
    if (count > LONGEST_FUNCTION)
      found.push(`${file.path}:${line} is a function of ${count} lines; split it (tidy)`);
  }
  for (const [index, line] of all.entries()) {
    const where = `${file.path}:${index + 1}`;
    if (UNFINISHED.test(line))
      found.push(`${where} leaves something unfinished; finish it or write an issue (tidy)`);
    if (!isDocumentation(file.path) && MACHINE_PATH.test(line))
      found.push(`${where} names a path of one machine; take it from the environment or the project (tidy)`);
    const before = all.slice(Math.max(0, index - REASON_LINES), index + 1).join('\n');
    const reason = /\/\/ |\bskipped\b/.test(before);
    if (SKIPPED.test(line) && (!reason || /\.only\(/.test(line)))
      found.push(`${where} leaves tests out; run them, or say why in a comment (tidy)`);
  }
  return found;
}

/** Every folder with source code of a package, without folders that only hold other folders. */
function sourceFolders(files: readonly SourceFile[]): string[] {
  const folders = files
    .filter((file) => isTypeScript(file) && /^(?:[^/]+\/(?:src|rules)|scripts|test)\//.test(file.path))
    .map(({ path }) => path.slice(0, path.lastIndexOf('/')));
  return [...new Set(folders)].sort();
}

function readmeFinding(folder: string, files: readonly SourceFile[]): string | undefined {
  const readme = files.find(({ path }) => path === `${folder}/README.md`);
  if (readme === undefined)
    return `${folder}/README.md is missing; say in one sentence what the folder is and who may import it (tidy)`;
  const paragraph =
    readme.text
      .replace(/^# .*\n/, '')
      .trim()
      .split(/\n\s*\n/)[0]
      ?.replaceAll('\n', ' ') ?? '';
  const sentences = paragraph
    .replaceAll(/`[^`]*`/g, 'x')
    .split(/[.!?](?:\s|$)/)
    .filter((sentence) => sentence.trim() !== '');
  if (sentences.length === 1 && /[.!?]$/.test(paragraph)) return undefined;
  return `${folder}/README.md:1 does not open with one sentence on what the folder is and who may import it; write it (tidy)`;
}

/** One line for each thing that is not tidy. */
export function tidyFindings(files: readonly SourceFile[]): string[] {
  const readmes = sourceFolders(files).map((folder) => readmeFinding(folder, files));
  return [...files.flatMap(findingsOf), ...readmes.filter((finding) => finding !== undefined)];
}
