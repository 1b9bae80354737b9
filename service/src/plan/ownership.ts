// Who keeps what. Children that a resource of their own keeps, such as Terraform's, may be changed or removed by somebody
// else, but nobody should find out from the next plan of the other tool; an object that one state has is not deleted on
// behalf of another.
import type { FieldError } from '@hikube/openapi/types';
import { childKey } from '../model/keys.ts';
import type { AddonRecord, Holder, NodeGroupRecord } from '../model/records.ts';
import { Refusal } from '../refusal.ts';
import type { Difference } from './desired/difference.ts';
import { placeOf, type Stamp, type UpdateOrder } from './ground.ts';
import type { RecordWrite } from './records.ts';

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

// Children that only change hands: the request mentions them, nothing about them differs, and another tool keeps them
// from now on. That is no change of the desired state, so the generation stays.

/** The records that get another manager and nothing else. */
export function takeovers(
  { aggregate, mentioned }: UpdateOrder,
  difference: Difference,
  { manager, tenant }: Stamp,
): readonly RecordWrite<NodeGroupRecord | AddonRecord>[] {
  if (manager === undefined) return [];
  const { state, revisions } = aggregate;
  const take = (
    kind: 'NodeGroup' | 'Addon',
    records: readonly (NodeGroupRecord | AddonRecord)[],
    names: readonly string[],
    differing: readonly { readonly name: string }[],
  ) =>
    records
      .filter(
        (record) => names.includes(record.name) && record.manager !== manager && record.removal === undefined,
      )
      .filter((record) => !differing.some(({ name }) => name === record.name))
      .map((record) => {
        const key = childKey(tenant, kind, state.cluster.name, record.name);
        const taken = { ...record, manager };
        return { record: taken, write: { key, body: taken, expect: revisions.of(key) } };
      });
  return [
    ...take('NodeGroup', state.nodeGroups, mentioned.nodeGroups, difference.nodeGroups),
    ...take('Addon', state.addons, mentioned.addons, difference.addons),
  ];
}

/**
 * Refuses what a state asks of an object that another one has.
 * @param what for people, such as `cluster "prod"`
 * @param holder for whom it is asked; undefined is not checked
 * @throws Refusal `held_elsewhere`
 */
export function checkHolder(
  what: string,
  { holder: current }: { readonly holder?: Holder },
  holder: string | undefined,
): void {
  if (holder === undefined || current === undefined || current.id === holder) return;
  throw heldElsewhere(what);
}

/** The refusal. */
export function heldElsewhere(what: string): Refusal {
  return new Refusal(
    'held_elsewhere',
    `The ${what} is held by another holder: leave it to them, or take it from them with POST /holds and force.`,
  );
}
