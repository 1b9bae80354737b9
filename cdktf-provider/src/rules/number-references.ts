// Refuses a reference to a number where an engine would not find it again: it takes everything for one number that looks
// like part of one, so that `web-${count}` would reach Terraform as "web--8.1e+298".
import { at, type Finding } from '@hikube/domain';
import { type IsUnresolved, isPlain } from './known.ts';
import { numbersIn } from './references.ts';
import { refusal } from './refusal.ts';

const PART_BEFORE = /[-+.|0-9]/;
const PART_AFTER = /[-+.|0-9eE]/;

/** A finding for each text in which a reference to a number touches what looks like a part of it. */
export function checkNumberReferences(
  value: unknown,
  isUnresolved: IsUnresolved,
  pointer = '',
): readonly Finding[] {
  if (typeof value === 'string') {
    const isLost = numbersIn(value, isUnresolved).some(
      ({ before, after }) => PART_BEFORE.test(before) || PART_AFTER.test(after),
    );
    return isLost ? [refusal(pointer, DETAIL)] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  if (!Array.isArray(value) && !isPlain(value)) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    checkNumberReferences(item, isUnresolved, at(pointer, key)),
  );
}

const DETAIL =
  'The engine does not find a reference to a number again when it touches a digit, "-", "+", "." or "|". Write it as a text, such as variable.stringValue or Fn.tostring(…).';
