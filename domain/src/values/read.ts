// Reading untrusted JSON: narrow a value or say which type the field takes. No input makes these throw.
import { error, errorWith, type Finding } from '../finding.ts';
import { isUnknown } from './unknown.ts';

/** A JSON object of unknown content. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether the value is a JSON object: not null, not an array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The own property, so that a key such as `constructor` reads as absent. */
export function own(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Absent: not set, or removed by a merge patch. */
export function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

// Longest piece of a caller's text that is repeated in a message.
const SHOWN_CHARACTERS = 64;

// Control characters and ends of lines that JSON lets stand as they are, though a terminal or a log acts on them.
const UNQUOTED = /[\u007f-\u009f\u2028\u2029]/g;

/** Those, and what JSON escapes beside quotes. */
const CONTROLS = /[\p{Cc}\u2028\u2029]/gu;

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function cut(text: string): string {
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}

/** As {@link show}, for whoever sets quotes of his own. */
export function showBare(value: unknown): string {
  return typeof value === 'string' ? cut(value).replaceAll(CONTROLS, escaped) : show(value);
}

/** A value as it may stand in a message: quoted, without control characters, cut when long. */
export function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(cut(value)).replaceAll(UNQUOTED, escaped);
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return String(value);
  if (Array.isArray(value)) return 'a list';
  return isObject(value) ? 'an object' : `a ${typeof value}`;
}

// As many names as a person reads in a sentence; the rest is in the `allowed` list of the finding.
const CHOICES_SHOWN = 12;

/** Names to choose from, as they may stand in a message: the first dozen, and how many more there are. */
export function choices(names: readonly string[]): string {
  const more = names.length - CHOICES_SHOWN;
  const shown = names.slice(0, CHOICES_SHOWN).join(', ');
  return more > 0 ? `${shown} and ${more} more` : shown;
}

/**
 * Runs `check` on a value that must be a string. Absent and unknown values pass, because whether a field is
 * required is the contract's business.
 */
export function checkString(
  value: unknown,
  pointer: string,
  field: string,
  check: (text: string) => readonly Finding[],
): readonly Finding[] {
  if (isAbsent(value) || isUnknown(value)) return [];
  if (typeof value === 'string') return check(value);
  const hint = typeof value === 'number' || typeof value === 'boolean' ? ' Write it in quotes.' : '';
  return [error(pointer, 'invalid_type', typeText(field, 'a text', value) + hint)];
}

/** As {@link checkString}, for whole numbers that JSON carries exactly. */
export function checkInteger(
  value: unknown,
  pointer: string,
  field: string,
  check: (number: number) => readonly Finding[],
): readonly Finding[] {
  if (isAbsent(value) || isUnknown(value)) return [];
  if (isInteger(value)) return check(value);
  const hint = typeof value === 'string' && /^-?[0-9]{1,15}$/.test(value) ? ' Write it without quotes.' : '';
  const params = { expects: 'integer', field, value: showBare(value) } as const;
  return [errorWith(params, pointer, 'invalid_type', typeText(field, 'a whole number', value) + hint)];
}

/** As {@link checkString}, for objects. */
export function checkObject(
  value: unknown,
  pointer: string,
  field: string,
  check: (object: JsonObject) => readonly Finding[],
): readonly Finding[] {
  if (isAbsent(value) || isUnknown(value)) return [];
  if (!isObject(value)) return [error(pointer, 'invalid_type', typeText(field, 'an object', value))];
  return check(value);
}

/** As {@link checkString}, for lists. */
export function checkList(
  value: unknown,
  pointer: string,
  field: string,
  check: (list: readonly unknown[]) => readonly Finding[],
): readonly Finding[] {
  if (isAbsent(value) || isUnknown(value)) return [];
  if (!Array.isArray(value)) return [error(pointer, 'invalid_type', typeText(field, 'a list', value))];
  return check(value);
}

/** Whether the value is a whole number that JSON carries exactly. */
export function isInteger(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function typeText(field: string, takes: string, value: unknown): string {
  return `${field} must be ${takes}, not ${show(value)}.`;
}
