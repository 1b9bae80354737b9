// The way out of a destroy that the plan of the configuration stands in the way of: Terraform plans that first.
import type { Diagnostic } from '../diagnostics.ts';
import type { ProviderServer } from './server.ts';

/** What Terraform was started for: to destroy, to do something else, or nobody can tell. */
export type Purpose = 'destroy' | 'other' | 'unknown';

/** The errors of a plan, with the way out where somebody wants to destroy what there is. */
export async function withWayOut(
  server: ProviderServer,
  diagnostics: readonly Diagnostic[],
): Promise<readonly Diagnostic[]> {
  const words = await server.host?.();
  const purpose = purposeOf(words);
  if (purpose === 'other') return diagnostics;
  const command = `\`${programOf(words)} destroy -refresh=false\``;
  const sentence =
    purpose === 'destroy'
      ? `To destroy what there is instead, run ${command}.`
      : `Should this stand in the way of a destroy, run ${command}.`;
  return diagnostics.map((found) =>
    found.severity === 'error'
      ? { ...found, detail: found.detail === undefined ? sentence : `${found.detail} ${sentence}` }
      : found,
  );
}

/** @param words of Terraform's command line, its program first */
export function purposeOf(words: readonly string[] | undefined): Purpose {
  const [, ...args] = words ?? [];
  const command = args.find((word) => !word.startsWith('-'));
  if (command === 'destroy') return 'destroy';
  if (command !== 'plan' && command !== 'apply') return 'unknown';
  return args.some((word) => /^--?destroy(?:=true)?$/.test(word)) ? 'destroy' : 'other';
}

/** The name to run it by: OpenTofu's own differs. */
function programOf([program = ''] = [] as readonly string[]): string {
  return /(?:^|[/\\])tofu[^/\\]*$/.test(program) ? 'tofu' : 'terraform';
}
