// Holds the contract against the one that was released last: what breaks its clients is named, and refused unless the
// version says so.
import { type Break, breakingChanges, mayBreak, type Released } from '@hikube/contract-compiler/compare';
import type { Contract } from '@hikube/contract-compiler/schema';

/** What to do about a break. */
function remedy(version: string): string {
  return version.startsWith('0.')
    ? `keep it, or raise the minor version; while nobody has ${version}, npm run release:contract cuts it again`
    : 'keep it and add beside it, because within a major version nothing breaks';
}

function lineOf({ where, detail, kind }: Break, version: string): string {
  return `openapi: ${where} ${detail}; clients of ${version} would break: ${remedy(version)} (${kind})`;
}

/**
 * One line for each break that the version of `next` does not allow; none before the first release.
 *
 * @param today date such as `2027-01-31`
 */
export function growthFindings(released: Released | undefined, next: Contract, today: string): string[] {
  if (released === undefined || mayBreak(released.version, next.info.version)) return [];
  return breakingChanges(released.document, next, today).map((found) => lineOf(found, released.version));
}
