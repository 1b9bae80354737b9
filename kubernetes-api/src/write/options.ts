// What the query of a write says: dry run, the name of the writer, how strict the body is read.

import { isSwitchedOn } from '../http/request-info.ts';
import {
  type FieldError,
  forbidden,
  invalid,
  notSupported,
  required,
  tooLong,
} from '../status/field-error.ts';
import { invalidObject } from '../status/status.ts';

export type FieldValidation = 'Ignore' | 'Warn' | 'Strict';

export interface WriteOptions {
  readonly dryRun: boolean;
  /** Who holds the fields that are written. */
  readonly manager: string;
  readonly fieldValidation: FieldValidation;
  readonly force: boolean;
}

/** Which options an operation takes. */
export type OptionsKind = 'CreateOptions' | 'UpdateOptions' | 'PatchOptions' | 'DeleteOptions';

const META = 'meta.k8s.io';

function dryRunErrors(values: readonly string[]): FieldError[] {
  return values.every((value) => value === 'All') ? [] : [notSupported('dryRun', values, ['All'])];
}

function managerErrors(manager: string): FieldError[] {
  const found: FieldError[] = [];
  if (new TextEncoder().encode(manager).length > 128) found.push(tooLong('fieldManager', 128));
  for (const [index, character] of [...manager].entries()) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20 || code === 0x7f)
      found.push(
        invalid(
          'fieldManager',
          manager,
          `invalid character U+${code.toString(16).toUpperCase().padStart(4, '0')} (at position ${index})`,
        ),
      );
  }
  return found;
}

/** The program in front of the slash of a User-Agent. */
function defaultManager(agent: string | null): string {
  const name = (agent ?? '').split('/')[0]!.slice(0, 128);
  return name === '' ? 'unknown' : name;
}

/** @throws StatusError when an option has no meaning */
export function checkOptions(kind: OptionsKind, errors: readonly FieldError[]): void {
  if (errors.length > 0) throw invalidObject({ group: META, kind }, '', errors);
}

/** @param apply whether the patch is an applied configuration */
export function readOptions(
  kind: OptionsKind,
  query: URLSearchParams,
  agent: string | null,
  apply = false,
): WriteOptions {
  const manager = query.get('fieldManager') ?? '';
  const validation = query.get('fieldValidation') ?? '';
  const errors: FieldError[] = [];
  if (kind === 'PatchOptions') {
    if (apply && manager === '') errors.push(required('fieldManager', 'is required for apply patch'));
    if (!apply && query.has('force'))
      errors.push(forbidden('force', 'may not be specified for non-apply patch'));
  }
  errors.push(...managerErrors(manager), ...dryRunErrors(query.getAll('dryRun')));
  if (!['', 'Ignore', 'Strict', 'Warn'].includes(validation))
    errors.push(notSupported('fieldValidation', validation, ['', 'Ignore', 'Strict', 'Warn']));
  checkOptions(kind, errors);
  return {
    dryRun: query.has('dryRun'),
    manager: manager === '' ? defaultManager(agent) : manager,
    fieldValidation: validation === '' ? 'Warn' : (validation as FieldValidation),
    force: isSwitchedOn(query.get('force')),
  };
}

export { dryRunErrors };
