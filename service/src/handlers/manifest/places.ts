// Rules speak of the cluster; whoever sent a manifest is told the place in the manifest.
import { type ManifestOrigins, manifestPointer } from '@hikube/domain';
import type { FieldError } from '@hikube/openapi/types';
import type { Plan } from '../../plan/plan.ts';
import { Refusal } from '../../refusal.ts';

/** Runs what may refuse fields of the cluster; the refusal names the fields of the manifest. */
export async function inManifest(origins: ManifestOrigins, plan: () => Promise<Plan>): Promise<Plan> {
  const moved = (errors: readonly FieldError[]) =>
    errors.map((error) => ({ ...error, pointer: manifestPointer(origins, error.pointer) }));
  try {
    const { foresee, ...rest } = await plan();
    return {
      ...rest,
      foresee: (used) => {
        const impact = foresee(used);
        return { ...impact, warnings: moved(impact.warnings) };
      },
    };
  } catch (error) {
    if (!(error instanceof Refusal) || error.facts.errors === undefined) throw error;
    throw new Refusal(error.code, error.message, { ...error.facts, errors: moved(error.facts.errors) });
  }
}
