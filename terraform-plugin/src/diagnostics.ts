// What the person who runs Terraform reads when something is wrong, or worth knowing.
import { type AttributePath, formatPath, toWirePath } from './path.ts';
import type { Diagnostic as WireDiagnostic } from './protocol/messages.ts';

/**
 * An error stops Terraform, a warning is only shown. `summary` is one line; `detail` says the reason and the
 * next step; `path` makes Terraform point at the line of the configuration.
 */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly summary: string;
  readonly detail?: string | undefined;
  readonly path?: AttributePath | undefined;
}

/** An error, at an attribute when there is one to blame. */
export function error(summary: string, detail?: string, path?: AttributePath): Diagnostic {
  return { severity: 'error', summary, detail, path };
}

/** A warning, at an attribute when there is one to point at. */
export function warning(summary: string, detail?: string, path?: AttributePath): Diagnostic {
  return { severity: 'warning', summary, detail, path };
}

/** True when at least one of them is an error. */
export function hasError(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error');
}

/**
 * The diagnostics as the protocol carries them. Terraform finds the line of an attribute, but not of what is inside
 * a nested one: for a longer path it would point at the head of the whole block. So it gets the attribute alone, and
 * the text says the rest.
 */
export function toWireDiagnostics(diagnostics: readonly Diagnostic[]): WireDiagnostic[] {
  return diagnostics.map(({ severity, summary, detail, path = [] }) => ({
    severity,
    summary,
    detail: located(summary, detail, path),
    attribute: path.length === 0 ? undefined : toWirePath(path.slice(0, 1)),
  }));
}

function located(summary: string, detail: string | undefined, path: AttributePath): string | undefined {
  const place = formatPath(path);
  if (path.length < 2 || summary.includes(place) || detail?.includes(place)) return detail;
  return detail === undefined ? `At ${place}.` : `At ${place}: ${detail}`;
}
