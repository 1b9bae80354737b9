// How long things take in the simulation.
import { draw } from './chance.ts';
import type { Moment } from './moment.ts';
import type { Rules } from './rules.ts';
import type { Range } from './timings.ts';

/** When something that begins now ends: after a time between the two durations. */
export function after(moment: Moment, range: Range, subject: string): number {
  return moment.at + scaled(moment.rules, lasting(moment, range, subject));
}

/** How long something lasts that begins now, in milliseconds of the platform. */
export function lasting(moment: Moment, [least, most]: Range, subject: string): number {
  const chance = least === most ? 0 : draw(moment, subject);
  return least + (most - least) * chance;
}

/** A duration of the platform in milliseconds of the service clock. Never zero, so that time always moves on. */
export function scaled(rules: Rules, durationMs: number): number {
  return Math.max(1, Math.round(durationMs / rules.speed));
}
