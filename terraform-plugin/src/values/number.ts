// Numbers that mean the same must be the same value, whichever way Terraform sent them.
import { exactNumber } from '../protocol/msgpack/number.ts';
import type { TerraformNumber } from './value.ts';

/**
 * A number from the wire. There a float64 stands for exactly its binary value while text stands for a decimal,
 * so 0.1 computed by another provider and 0.1 written in a file are different numbers: the first becomes the
 * long decimal that it is, the second the number 0.1.
 */
export function numberFromWire(raw: number | bigint | string): TerraformNumber {
  if (typeof raw === 'string') return exactNumber(raw);
  if (typeof raw === 'bigint' || !Number.isFinite(raw) || Number.isInteger(raw)) return raw;
  return exactNumber(exactDecimal(raw));
}

/** All digits of a fraction: a float64 is m / 2^k, which is m * 5^k / 10^k. */
function exactDecimal(fraction: number): string {
  let scaled = Math.abs(fraction);
  let k = 0;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    k++;
  }
  const digits = (BigInt(scaled) * 5n ** BigInt(k)).toString().padStart(k + 1, '0');
  const sign = fraction < 0 ? '-' : '';
  return `${sign}${digits.slice(0, -k)}.${digits.slice(-k)}`;
}
