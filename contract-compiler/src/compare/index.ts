// The door of this folder: two published contracts in, everything in which the later one breaks clients of the earlier out.
import type { Contract } from '../read/schema.ts';
import type { Break, Report } from './break.ts';
import { compareNames } from './names.ts';
import { compareOperations } from './operations.ts';

export { RELEASED_FOLDER, type Released, readReleased } from '../read/released.ts';
export { type Break, type BreakKind, KINDS } from './break.ts';
export { mayBreak } from './versions.ts';

/**
 * Everything in which `next` would break a client of `released`, in the order of the operations.
 *
 * @param today date such as `2027-01-31`: what was deprecated may go when its sunset is over
 */
export function breakingChanges(released: Contract, next: Contract, today: string): Break[] {
  const breaks: Break[] = [];
  const report: Report = (kind, where, detail) => breaks.push({ kind, where, detail });
  compareServers(released, next, report);
  compareOperations(released, next, today, report);
  compareNames(released, next, today, report);
  return breaks;
}

const urlsOf = ({ servers }: Contract) =>
  servers.map((server) => String((server as { readonly url?: string }).url));

function compareServers(released: Contract, next: Contract, report: Report): void {
  const now = urlsOf(next);
  for (const url of urlsOf(released)) {
    if (!now.includes(url)) report('server-removed', `server ${url}`, 'is gone');
  }
}
