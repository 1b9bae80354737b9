// Ids of operations, upgrades, kubeconfigs and tokens: they begin with their time, so that their order is that of creation.
import type { Clock } from '../clock.ts';
import type { Random } from '../random.ts';

// Crockford's base 32 in lower case: its order is that of its values.
const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';
const TIME_DIGITS = 10;
const CHANCE_DIGITS = 10;
// Starts in the lower half of all values, so that counting on from there never runs over.
const CHANCE_START_MAX = 32 ** CHANCE_DIGITS / 2;

/** What an id is of. */
export type IdPrefix = 'op' | 'upg' | 'kc' | 'tok';

/** Makes ids. */
export interface IdSource {
  /**
   * A new id such as `op-01hzy3v7q8k9z4x2m5n1`. One source makes them in strict order, also within one millisecond
   * and when the clock goes back; ids of different processes differ by chance.
   */
  next(prefix: IdPrefix): string;
}

/** A source of ids for one process. */
export function createIdSource(clock: Pick<Clock, 'now'>, random: Random): IdSource {
  // Before every time, also that of a clock that starts at 0.
  let time = -1;
  let chance = 0;
  return {
    next(prefix) {
      const now = clock.now();
      if (now > time) {
        time = now;
        chance = Math.floor(random.next() * CHANCE_START_MAX);
      } else {
        chance += 1;
      }
      return `${prefix}-${digits(time, TIME_DIGITS)}${digits(chance, CHANCE_DIGITS)}`;
    },
  };
}

function digits(value: number, count: number): string {
  let text = '';
  for (let rest = value; text.length < count; rest = Math.floor(rest / 32)) text = DIGITS[rest % 32]! + text;
  return text;
}
