// What is wrong with a field, in the words and with the reasons of Kubernetes.
import { quote } from '../json/go-text.ts';
import { goJson } from '../json/json.ts';

/** The machine's word for a kind of mistake. */
export type CauseReason =
  | 'FieldValueRequired'
  | 'FieldValueInvalid'
  | 'FieldValueDuplicate'
  | 'FieldValueNotSupported'
  | 'FieldValueForbidden'
  | 'FieldValueTooLong'
  | 'FieldValueTooMany'
  | 'FieldValueTypeInvalid'
  | 'InternalError';

/** One mistake. */
export interface FieldError {
  readonly reason: CauseReason;
  /** Such as `metadata.labels`; `<nil>` when a rule has no place. */
  readonly field: string;
  readonly message: string;
  /** It was there before the change that is asked for, which does not touch it. */
  readonly standing?: true;
}

function shown(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  if (value === null || value === undefined) return 'null';
  return typeof value === 'object' ? goJson(value) : String(value);
}

function withDetail(text: string, detail: string): string {
  return detail === '' ? text : `${text}: ${detail}`;
}

export function invalid(field: string, value: unknown, detail: string): FieldError {
  return {
    reason: 'FieldValueInvalid',
    field,
    message: withDetail(`Invalid value: ${shown(value)}`, detail),
  };
}

export function typeInvalid(field: string, value: unknown, detail: string): FieldError {
  return { ...invalid(field, value, detail), reason: 'FieldValueTypeInvalid' };
}

export function required(field: string, detail = ''): FieldError {
  return { reason: 'FieldValueRequired', field, message: withDetail('Required value', detail) };
}

export function duplicate(field: string, value: unknown): FieldError {
  return { reason: 'FieldValueDuplicate', field, message: `Duplicate value: ${shown(value)}` };
}

export function notSupported(field: string, value: unknown, supported: readonly string[]): FieldError {
  const known = supported.length === 0 ? '' : `: supported values: ${supported.map(quote).join(', ')}`;
  return { reason: 'FieldValueNotSupported', field, message: `Unsupported value: ${shown(value)}${known}` };
}

export function forbidden(field: string, detail: string): FieldError {
  return { reason: 'FieldValueForbidden', field, message: withDetail('Forbidden', detail) };
}

/** @param unit what is counted */
export function tooLong(field: string, most: number, unit = 'bytes'): FieldError {
  return { reason: 'FieldValueTooLong', field, message: `Too long: may not be more than ${most} ${unit}` };
}

export function tooMany(field: string, count: number, most: number): FieldError {
  return {
    reason: 'FieldValueTooMany',
    field,
    message: `Too many: ${count}: must have at most ${most} items`,
  };
}

/** The line that stands in a Status for one mistake. */
export function lineOf({ field, message }: FieldError): string {
  return `${field}: ${message}`;
}
