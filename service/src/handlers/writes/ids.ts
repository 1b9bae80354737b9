// Ids of operations, upgrades and kubeconfigs: they begin with their time, so that their order is that of creation.
import type { Random } from '../../random.ts';

// Crockford's base 32 in lower case: its order is that of its values.
const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';
const TIME_DIGITS = 10;
const CHANCE_DIGITS = 10;

/**
 * A new id such as `op-01hzy3v7q8k9z4x2m5n1`.
 * @param now milliseconds since the epoch
 */
export function newId(prefix: 'op' | 'upg' | 'kc', now: number, random: Random): string {
  let time = '';
  for (let rest = now, digit = 0; digit < TIME_DIGITS; digit += 1, rest = Math.floor(rest / 32)) {
    time = DIGITS[rest % 32]! + time;
  }
  const chance = Array.from({ length: CHANCE_DIGITS }, () => DIGITS[random.int(32)]!).join('');
  return `${prefix}-${time}${chance}`;
}
