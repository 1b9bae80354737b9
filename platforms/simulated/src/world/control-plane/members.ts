// What etcd members and API servers have in common: names that are reused, sites, and the way out.
import { after } from '../after.ts';
import type { Moment } from '../moment.ts';
import { timings } from '../timings.ts';
import type { Member } from '../world.ts';

/** The first name with a free number: `<prefix>-0`, `<prefix>-1` … */
export function freeName(members: readonly Member[], prefix: string): string {
  let number = 0;
  while (members.some((member) => member.name === `${prefix}-${number}`)) number += 1;
  return `${prefix}-${number}`;
}

export function sitesOf(members: readonly Member[]): readonly string[] {
  return members.map((member) => member.site);
}

/** The member to let go first: one that is cut off, one that is not ready, then one of the fullest site. */
export function mostExpendable(members: readonly Member[]): Member | undefined {
  const weight = (member: Member): number => {
    if (member.phase === 'Cut') return 1000;
    if (member.phase !== 'Ready') return 500;
    return members.filter((other) => other.site === member.site).length;
  };
  // Among equals the youngest name goes, so that member 0 stays.
  return [...members].reverse().sort((a, b) => weight(b) - weight(a))[0];
}

/** Begins to stop a member. */
export function stop(moment: Moment, member: Member): void {
  member.phase = 'Stopping';
  member.due = after(moment, timings.memberStop, member.name);
}

/** Everything that this member waits for is due now. */
export function isDue(member: Member, moment: Moment): boolean {
  return member.due !== undefined && member.due <= moment.at;
}
