// Majorities: what a set of members survives.
import type { ObservedMember } from '../../platform/platform.ts';

/** Whether a majority is up, so that the state store takes writes. */
export function hasQuorum(members: readonly ObservedMember[]): boolean {
  const ready = members.filter((member) => member.ready).length;
  return members.length > 0 && ready > members.length / 2;
}

/** Whether a majority of these members remains whichever single site is lost. */
export function survivesLossOfOneSite(members: readonly ObservedMember[]): boolean {
  const bySite = new Map<string, number>();
  for (const { site } of members) bySite.set(site, (bySite.get(site) ?? 0) + 1);
  const mostInOneSite = Math.max(0, ...bySite.values());
  return members.length - mostInOneSite > members.length / 2;
}
