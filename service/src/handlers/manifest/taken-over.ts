// Node groups and add-ons that a resource of their own keeps, such as Terraform's, and that a manifest takes from it.
// The manifest decides, but nobody should find out from the next plan of the other tool.
import { type ManifestReading, manifestPointer } from '@hikube/domain';
import type { FieldError } from '@hikube/openapi/types';
import type { ManifestState } from './representation.ts';

/**
 * One warning for each child that changes hands or goes.
 * @param after the same children after the write
 */
export function takenOver(
  before: ManifestState,
  { origins }: Pick<ManifestReading, 'origins'>,
  after: ManifestState,
): readonly FieldError[] {
  const told = (map: 'nodeGroups' | 'addons', what: string): FieldError[] =>
    before[map].flatMap((old): FieldError[] => {
      const now = after[map].find(({ uid }) => uid === old.uid);
      if (old.manager !== 'separate' || old.deletion !== null || now === undefined) return [];
      if (now.deletion !== null) {
        const detail = `The ${what} "${old.name}" is kept by a resource of its own, and goes because it is not in the manifest.`;
        return [{ pointer: manifestPointer(origins, `/${map}`), code: 'taken_over', detail }];
      }
      if (now.manager === old.manager) return [];
      const detail = `The ${what} "${old.name}" was kept by a resource of its own; the manifest keeps it from now on.`;
      return [{ pointer: manifestPointer(origins, `/${map}/${old.name}`), code: 'taken_over', detail }];
    });
  return [...told('nodeGroups', 'node group'), ...told('addons', 'add-on')];
}
