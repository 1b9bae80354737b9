// Rule: the lock file has every platform package. npm leaves out those it cannot fetch, and `npm ci` then fails elsewhere.

/** An entry of `packages` in package-lock.json. */
interface LockEntry {
  version?: string;
  optionalDependencies?: Record<string, string>;
}

type Lock = Record<string, LockEntry>;

/** The entry that `from` gets for `name`: the nearest node_modules that has it, going up. */
function lookUp(packages: Lock, from: string, name: string): LockEntry | undefined {
  let at = from;
  for (;;) {
    const found = packages[`${at === '' ? '' : `${at}/`}node_modules/${name}`];
    if (found !== undefined || at === '') return found;
    const parent = at.lastIndexOf('/node_modules/');
    at = parent >= 0 ? at.slice(0, parent) : '';
  }
}

/** One line for each optional dependency that the lock file lacks or has in another version. */
export function lockFileFindings(lockText: string): string[] {
  const packages = (JSON.parse(lockText) as { packages: Lock }).packages;
  const findings: string[] = [];
  for (const [path, entry] of Object.entries(packages)) {
    for (const [name, wanted] of Object.entries(entry.optionalDependencies ?? {})) {
      const found = lookUp(packages, path, name);
      const exact = /^\d/.test(wanted);
      if (found !== undefined && (!exact || found.version === wanted)) continue;
      const user =
        path === '' ? 'the project' : path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      findings.push(
        `package-lock.json lacks ${name}@${wanted}, which ${user} needs on another platform; pin a version whose platform packages are all there (lock-file)`,
      );
    }
  }
  return findings;
}
