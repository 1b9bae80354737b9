// The table of every setting of every release: which field of the contract it is, or why it is not offered.
import { type Schema, settingsOf } from '../shape/schema.ts';
import { NOT_OFFERED, reasonOf } from './not-offered.ts';
import { type ContractField, contractFieldOf, OFFERED } from './offered.ts';

/** One setting of the chart. */
export interface CoverageRow {
  readonly path: string;
  /** Releases that have it. */
  readonly releases: readonly string[];
  readonly field?: ContractField;
  readonly reason?: string;
}

/** All settings, in the order of their paths. @param schemas of the values, by release */
export function coverageOf(schemas: Readonly<Record<string, Schema>>): readonly CoverageRow[] {
  const releases = new Map<string, string[]>();
  for (const [release, schema] of Object.entries(schemas)) {
    for (const { path } of settingsOf(schema)) releases.set(path, [...(releases.get(path) ?? []), release]);
  }
  return [...releases]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, having]) => {
      const [field, reason] = [contractFieldOf(path), reasonOf(path)];
      return {
        path,
        releases: having,
        ...(field === undefined ? {} : { field }),
        ...(reason === undefined ? {} : { reason }),
      };
    });
}

/** What is wrong with the table, one sentence each: settings that nobody knows or that are known twice, and stale entries. */
export function coverageFindings(schemas: Readonly<Record<string, Schema>>): readonly string[] {
  const rows = coverageOf(schemas);
  const unclear = rows.flatMap(({ path, releases, field, reason }) => {
    if (field !== undefined && reason !== undefined)
      return [`${path} is both offered and not offered; take it out of one table.`];
    if (field !== undefined || reason !== undefined) return [];
    return [
      `${path} (${releases.join(', ')}) is in neither table; map it in fields/offered.ts, or say in fields/not-offered.ts why not.`,
    ];
  });
  const isThere = (entry: string): boolean =>
    rows.some(({ path }) => path === entry || path.startsWith(`${entry}.`) || path.startsWith(`${entry}[`));
  const stale = [...Object.keys(OFFERED), ...Object.keys(NOT_OFFERED)]
    .filter((entry) => !isThere(entry))
    .map((entry) => `${entry} is in no release; take it out.`);
  return [...unclear, ...stale];
}
