// Rule: time, chance, environment and Node come in through their seam only, so that tests and browsers can replace them.
import { isInSource } from './packages.ts';
import { parse } from './parse.ts';
import { isTestCode, isTypeScript, type SourceFile } from './source-tree.ts';

/** Files that may touch the outside: by name, wherever they stand in a package. */
const SEAM_FILES = /\/(?:clock|random|main)\.ts$/;

/** Single places that are a seam although their name does not say so, each with its reason. */
const SEAMS: readonly { path: RegExp; uses: RegExp }[] = [
  // Defaults of the client, which every caller can replace.
  { path: /^sdk\/src\/core\.ts$/, uses: /^(?:Math\.random|crypto\.randomUUID|process\.env)$/ },
  // Where the command keeps its contexts is said by the environment.
  { path: /^sdk\/src\/node\/index\.ts$/, uses: /^process\.env$/ },
  // Terraform starts the provider through its environment; the process is read here and handed on as values.
  {
    path: /^terraform-plugin\/src\/protocol\/(?:serve|reattach|plugin\/process-log)\.ts$/,
    uses: /^process\.env$/,
  },
];

/** Files of packages that also run in a browser; here Node is out of reach. */
const RUNS_ANYWHERE = /^(?:domain|sdk|service|platforms\/simulated|console|emulator|kubernetes-api)\/src\//;
/** Parts of them that are made for Node. */
const NODE_ONLY =
  /^service\/src\/store\/(?:sqlite|postgres)\/|^(?:console|emulator|kubernetes-api|sdk)\/src\/(?:main|node)(?:\.ts|\/)/;

function findingsOf(file: SourceFile): string[] {
  const { globals, imports } = parse(file);
  const found: string[] = [];
  for (const { name, line } of globals) {
    const isSeam =
      SEAM_FILES.test(file.path) || SEAMS.some(({ path, uses }) => path.test(file.path) && uses.test(name));
    if (!isSeam)
      found.push(
        `${file.path}:${line} uses ${name}; take a clock, random source or setting as a parameter (seams)`,
      );
  }
  for (const { specifier, line } of imports) {
    if (specifier === 'node:sqlite' && !file.path.startsWith('service/src/store/sqlite/')) {
      found.push(`${file.path}:${line} imports node:sqlite; only service/src/store/sqlite may (seams)`);
    } else if (specifier.startsWith('node:') && RUNS_ANYWHERE.test(file.path) && !NODE_ONLY.test(file.path)) {
      found.push(
        `${file.path}:${line} imports ${specifier} but must also run in a browser; hand it in from a seam (seams)`,
      );
    }
  }
  return found;
}

/** One line for each reach outside that is not through a seam. */
export function seamFindings(files: readonly SourceFile[]): string[] {
  return files
    .filter((file) => isTypeScript(file) && isInSource(file.path) && !isTestCode(file.path))
    .flatMap(findingsOf);
}
