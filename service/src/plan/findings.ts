// What the rules of the domain found, as refusals and as warnings.
import type { Finding, FindingCode } from '@hikube/domain';
import type { ProblemCode } from '@hikube/openapi/problems';
import type { FieldError } from '@hikube/openapi/types';
import { Refusal } from '../refusal.ts';
import { fieldErrorOf } from './field-errors.ts';

// Findings with a problem code of their own; everything else is a rule that the body breaks.
const PROBLEMS: Partial<Record<FindingCode, ProblemCode>> = {
  missing_capability: 'capability_missing',
  addon_unavailable: 'capability_missing',
  quota_exceeded: 'quota_exceeded',
  deletion_protected: 'deletion_protected',
};

/** Refuses when a finding is an error; all errors are told at once. */
export function refuseErrors(findings: readonly Finding[]): void {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const first = errors[0];
  if (first === undefined) return;
  const codes = new Set(errors.map(({ code }) => PROBLEMS[code] ?? 'validation_failed'));
  // What must be corrected anyway comes before what may depend on the platform or the quota.
  const code = codes.has('validation_failed') ? 'validation_failed' : [...codes][0]!;
  const more = errors.length === 1 ? '' : ` And ${errors.length - 1} more: see errors[].`;
  throw new Refusal(code, `${first.detail}${more}`, { errors: errors.map(fieldErrorOf) });
}

/** The findings that refuse nothing. */
export function warningsOf(findings: readonly Finding[]): FieldError[] {
  return findings.filter(({ severity }) => severity === 'warning').map(fieldErrorOf);
}
