// Rule: files are short, packages and READMEs say what they are, and nothing is left lying about.
import { packagesIn } from './packages.ts';
import { parse } from './parse.ts';
import { isTestCode, isTypeScript, type SourceFile } from './source-tree.ts';

const LONGEST_FILE = 400;
const LONGEST_FUNCTION = 70;
/** Files of a folder of the service, its tests left out. */
const MOST_IN_FOLDER = 24;

/** Words that say something is unfinished. Written in parts so that this file does not find itself. */
const UNFINISHED = new RegExp(`\\b(?:${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X'].join('|')})\\b`);

/** Paths of one machine. */
const MACHINE_PATH = new RegExp(
  `(?<![\\w.])/(?:${['home', 'Users', 'work', 'root'].join('|')})/[a-z][\\w.-]*`,
);

/** A test that does not run; the reason, a comment or a printed "skipped …", stands in the lines before it. */
const SKIPPED = /\b(?:test|it|describe)\.(?:skip|todo|only)\(/;
const REASON_LINES = 6;
/** A test that runs on some machines only: what leaves it out says why, and in CI is an error (test/support/left-out.ts). */
const SOMEWHERE =
  /\.(?:skipIf|runIf)\((?!(?:leftOut|process\.platform|CHOSEN|isForFullRun|isLeftOut|isNotFor|isNotHere)\b)/;
const CI_ASKED = /process\.env(?:\.CI\b|\['CI'\])/;
const ASKS_CI = new Set([
  'test/support/left-out.ts',
  'service/src/store/postgres/testing/with-postgres.ts',
  // Not where a test runs, but how often it is tried.
  'vitest.config.ts',
]);

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
    if (SOMEWHERE.test(line) || (isTypeScript(file) && CI_ASKED.test(line) && !ASKS_CI.has(file.path)))
      found.push(`${where} decides itself where a test runs; ask test/support/left-out.ts (tidy)`);
    const before = all.slice(Math.max(0, index - REASON_LINES), index + 1).join('\n');
    const reason = /\/\/ |\bskipped\b/.test(before);
    if (SKIPPED.test(line) && (!reason || /\.only\(/.test(line)))
      found.push(`${where} leaves tests out; run them, or say why in a comment (tidy)`);
  }
  return found;
}

/** Folders of the service are rooms in which a reader finds a file by its name. */
function folderFindings(files: readonly SourceFile[]): string[] {
  const counts = new Map<string, number>();
  for (const file of files) {
    const folder = file.path.slice(0, file.path.lastIndexOf('/'));
    if (!folder.startsWith('service/src') || !isTypeScript(file) || isTestCode(file.path)) continue;
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count > MOST_IN_FOLDER)
    .map(([folder, count]) => `${folder} holds ${count} files; group what belongs together (tidy)`);
}

/** Every package has a first page. */
function packageFindings(files: readonly SourceFile[]): string[] {
  const paths = new Set(files.map(({ path }) => path));
  return [...packagesIn(files).keys()]
    .filter((folder) => !paths.has(`${folder}/README.md`))
    .map((folder) => `${folder}/README.md is missing; say what the package is and who it is for (tidy)`);
}

/**
 * A README inside a package is there because the folder needs more than its name says: it opens with one sentence on what
 * the folder is, and has more to say. A sentence alone is a row in the table of the folder above.
 */
function readmeFinding({ path, text }: SourceFile): string | undefined {
  if (!/^(?:(?:platforms\/)?[^/]+\/src|scripts|test)\/(?:.*\/)?README\.md$/.test(path)) return undefined;
  const [first = '', ...more] = text
    .replace(/^# .*\n/, '')
    .trim()
    .split(/\n\s*\n/);
  const paragraph = first.replaceAll('\n', ' ');
  if (more.length === 0)
    return `${path}:1 says one thing only; say it in the page of the folder above, and drop this one (tidy)`;
  const sentences = paragraph
    .replaceAll(/`[^`]*`/g, 'x')
    .split(/[.!?](?:\s|$)/)
    .filter((sentence) => sentence.trim() !== '');
  if (sentences.length === 1 && /[.!?]$/.test(paragraph)) return undefined;
  return `${path}:1 does not open with one sentence on what the folder is and who may import it; write it (tidy)`;
}

/** Folders of which tables may speak although nobody writes them, and those that need no word. */
const NOT_WRITTEN = new Set(['generated']);
const PLAIN = /^(?:\..*|testing|)$/;

/** A table whose head says "folder" names every folder beside it, once, and no other; files may stand in "folder or file". */
function tableFindings({ path, text }: SourceFile, files: readonly SourceFile[]): string[] {
  const [, table] = /^\| folder \|.*\n\|[-|]+\n((?:\|.*\n)*)/m.exec(text) ?? [];
  if (table === undefined || !path.endsWith('README.md')) return [];
  const home = path.slice(0, -'README.md'.length);
  const inside = files.map((file) => file.path).filter((each) => each.startsWith(home));
  const isFolder = (name: string) => inside.some((each) => each.startsWith(`${home}${name}/`));
  const cells = table.split('\n').map((row) => row.split('|')[1] ?? '');
  const named = cells.flatMap((cell) => [...cell.matchAll(/`([^`]+?)\/?`/g)].map(([, name = '']) => name));
  const wrong = named.filter(
    (name, index) => !(isFolder(name) || NOT_WRITTEN.has(name)) || named.indexOf(name) !== index,
  );
  const folders = new Set(inside.map((each) => each.slice(home.length).split('/').slice(0, -1)[0] ?? ''));
  const missing = [...folders].filter(
    (folder) => !PLAIN.test(folder) && !named.some((name) => name.split('/')[0] === folder),
  );
  return [
    ...wrong.map(
      (name) => `${path}:1 names ${name}, which is no folder or named before; mend the table (tidy)`,
    ),
    ...missing.map((name) => `${path}:1 does not name ${name}; say what it is (tidy)`),
  ];
}

/** One line for each thing that is not tidy. */
export function tidyFindings(files: readonly SourceFile[]): string[] {
  const readmes = files.map(readmeFinding).filter((finding) => finding !== undefined);
  const tables = files.flatMap((file) => tableFindings(file, files));
  return [
    ...files.flatMap(findingsOf),
    ...packageFindings(files),
    ...folderFindings(files),
    ...readmes,
    ...tables,
  ];
}
