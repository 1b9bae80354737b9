// Children that a resource of their own keeps, such as Terraform's, and that somebody else changes or removes: allowed,
// but nobody should find out from the next plan of the other tool.
import type { FieldError } from '@hikube/openapi/types';
import type { Difference } from './desired/difference.ts';
import { placeOf, type UpdateOrder } from './order.ts';
import type { Stamp } from './plan.ts';

/**
 * One warning for each such child. A caller that does not say who it is takes nothing over; manifests tell the same
 * in their own places.
 */
export function ownershipWarnings(
  { aggregate, mentioned, named }: UpdateOrder,
  difference: Difference,
  { manager }: Stamp,
): FieldError[] {
  if (manager === undefined || manager === 'separate' || manager === 'manifest') return [];
  const { nodeGroups, addons } = aggregate.state;
  const place = placeOf(named);
  const warn = (
    map: 'nodeGroups' | 'addons',
    what: string,
    records: readonly { readonly name: string; readonly manager: string }[],
  ): FieldError[] =>
    records
      .filter((record) => record.manager === 'separate' && mentioned[map].includes(record.name))
      .map(({ name }) => {
        const goes = difference[map].some((change) => change.name === name && change.action === 'delete');
        const becomes = goes ? 'and is removed' : `and "${manager}" keeps it from now on`;
        const detail = `The ${what} "${name}" is kept by a resource of its own, ${becomes}: take it out of that resource too.`;
        return { pointer: `/${map}/${name}`.slice(place.length), code: 'taken_over', detail };
      });
  return [...warn('nodeGroups', 'node group', nodeGroups), ...warn('addons', 'add-on', addons)];
}
