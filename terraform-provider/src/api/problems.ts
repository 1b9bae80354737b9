// Turns what the SDK throws into what a Terraform user reads: at the attribute, with the reason, the next step and the
// id of the request.
import type { Finding } from '@hikube/domain';
import { snakeCase } from '@hikube/domain';
import type { TerraformAttribute } from '@hikube/openapi/terraform-attributes';
import { type AttributePath, type Diagnostic, DiagnosticsError } from 'terraform-plugin';
import { pathOf } from '../bridge/pointer.ts';
import { inTerraformWords } from '../bridge/words.ts';

/** Where a body stands in the resource, and which table describes it. */
export interface Place {
  readonly rows: readonly TerraformAttribute[];
  /** Path of the body in the resource; the resource itself by default. */
  readonly base?: AttributePath;
}

/** The fields of an `ApiError` that matter here; read by shape, because the SDK is loaded lazily. */
export interface ApiErrorShape {
  readonly code: string;
  readonly status: number;
  readonly requestId?: string;
  readonly errors: readonly { pointer: string; code: string; detail: string; allowed?: readonly string[] }[];
  readonly problem: { readonly title?: string; readonly detail: string };
}

/** Diagnostics for anything that a call threw. */
export function diagnosticsOf(error: unknown, doing: string, place?: Place): Diagnostic[] {
  // What was said on purpose, by the settings of the provider for one, is said in its own words.
  if (error instanceof DiagnosticsError) return [...error.diagnostics];
  if (!isApiError(error))
    return [{ severity: 'error', summary: `Cannot ${doing}`, detail: messageOf(error) }];
  const trace = error.requestId === undefined ? '' : `\n\nRequest ${error.requestId}, code ${error.code}.`;
  if (error.errors.length > 0 && place) {
    return error.errors.map((field) => ({
      severity: 'error',
      summary: `Cannot ${doing}`,
      detail: sentence(field.detail, field.allowed) + trace,
      path: locate(place, field.pointer),
    }));
  }
  // Of a parameter that is wrong, the problem says the same sentence.
  const fields = error.errors
    .filter(({ detail }) => !error.problem.detail.includes(detail))
    .map(({ pointer, detail }) => `\n- ${pointer}: ${detail}`)
    .join('');
  const detail = inTerraformWords(error.problem.detail + fields) + trace;
  return [{ severity: 'error', summary: `Cannot ${doing}`, detail }];
}

/** Diagnostics for findings of the domain rules. */
export function diagnosticsOfFindings(findings: readonly Finding[], place: Place): Diagnostic[] {
  return findings.map((finding) => ({
    severity: finding.severity,
    summary: summaryOf(finding.code),
    detail: sentence(finding.detail, finding.allowed),
    path: locate(place, finding.pointer),
  }));
}

/** True for an answer of the API with this status. */
export function hasStatus(error: unknown, status: number): error is ApiErrorShape {
  return isApiError(error) && error.status === status;
}

/** True for an answer of the API with this code. */
export function hasCode(error: unknown, code: string): error is ApiErrorShape {
  return isApiError(error) && error.code === code;
}

/**
 * The API says that there is no such object. A 404 without a problem is a gateway's, which may have lost the route and says
 * nothing of the object.
 */
export function saysGone(error: unknown): boolean {
  return hasCode(error, 'not_found');
}

/** Names of the errors when the API did not answer; something else may have, such as a page of a proxy. */
const NO_ANSWER: ReadonlySet<string> = new Set(['ConnectionError', 'UnexpectedAnswerError']);

/** True when no answer came: the API is unreachable, or too slow. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof Error && NO_ANSWER.has(error.name);
}

function locate({ rows, base = [] }: Place, pointer: string): AttributePath {
  return [...base, ...pathOf(rows, pointer)];
}

function isApiError(error: unknown): error is ApiErrorShape {
  return error instanceof Error && 'problem' in error && 'errors' in error && 'status' in error;
}

/** What anything that was thrown says. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function sentence(detail: string, allowed: readonly string[] = []): string {
  const text = inTerraformWords(detail);
  // A text that ends its own list with "and 8 more" was shortened on purpose.
  const isSaid = allowed.every((value) => detail.includes(value)) || /\band \d+ more\b/.test(detail);
  return isSaid ? text : `${text} Possible: ${inTerraformWords(allowed.join(', '))}.`;
}

/** `min_above_max` → `Min above max`: the code in words. */
function summaryOf(code: string): string {
  const words = snakeCase(code).replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/**
 * One warning for all that is worth knowing of one object: Terraform shows only the first of several warnings with
 * the same summary.
 */
export function noteAbout(name: string, findings: readonly { readonly detail: string }[]): Diagnostic[] {
  const details = [...new Set(findings.map(({ detail }) => inTerraformWords(detail)))];
  if (details.length === 0) return [];
  const detail = details.length === 1 ? details[0] : details.map((text) => `- ${text}`).join('\n');
  return [{ severity: 'warning', summary: `About the ${name}`, detail }];
}
