// The life of a cluster in the world: what the seam asks for, one step at a time.
import {
  type ClusterRef,
  type DesiredCluster,
  type Leaving,
  type ObservedCluster,
  PlatformError,
} from '@hikube/service/platform';
import type { Keeper } from './keeper.ts';
import { advance, change } from './world/advance.ts';
import { type Answer, createWorld, followWish } from './world/create.ts';
import { observe } from './world/observe.ts';
import type { Rules } from './world/rules.ts';
import { beginTeardown } from './world/teardown.ts';
import type { World } from './world/world.ts';

/** Makes the world of a cluster want something; the first wish makes the world. */
export async function apply(
  keeper: Keeper,
  rules: Rules,
  desired: DesiredCluster,
  marks: Pick<World, 'byHand'> = {},
): Promise<void> {
  // A copy, as a platform on the other side of a network has one: nobody can change it afterwards.
  const wish = JSON.parse(JSON.stringify(withoutValues(desired))) as DesiredCluster;
  const ref = { tenant: wish.tenant, name: wish.name, uid: wish.uid };
  await keeper.update(ref, ({ world, environment, now }) => {
    if (world === 'removed') throw removed(ref);
    if (world === undefined) return { ...accepted(createWorld(wish, now, rules, environment)), ...marks };
    return accepted(followWish(advance(world, now, rules, environment), wish, now, rules, environment));
  });
}

/** No chart reads them here, secrets are among them, and a change of them shows in the generation. */
function withoutValues(desired: DesiredCluster): DesiredCluster {
  return { ...desired, addons: desired.addons.map(({ values: _values, ...addon }) => addon) };
}

function accepted(answer: Answer): World {
  if ('world' in answer) return answer.world;
  const { reason, message } = answer.refused;
  throw new PlatformError(reason, message, { retryable: false });
}

function removed({ name, uid }: ClusterRef): PlatformError {
  const message = `The cluster ${name} with the uid ${uid} was removed; a new one needs a uid of its own.`;
  return new PlatformError('Removed', message, { retryable: false });
}

/** What came of a look: nothing there, or no longer, or something. */
export type Looked = 'never' | 'gone' | ObservedCluster;

/** Lets the time until now pass in the world of a cluster. */
export async function look(keeper: Keeper, rules: Rules, ref: ClusterRef): Promise<Looked> {
  let was = false;
  const seen = await keeper.update(ref, ({ world, environment, now }) => {
    was = world !== undefined;
    return world === undefined || world === 'removed' ? undefined : advance(world, now, rules, environment);
  });
  if (seen === undefined) return was ? 'gone' : 'never';
  return observe(seen.world, seen.environment);
}

/** Begins the end of a cluster. @returns whether nothing of it is left */
export async function remove(
  keeper: Keeper,
  rules: Rules,
  ref: ClusterRef,
  leaving: Leaving = { volumes: 'delete' },
): Promise<boolean> {
  const retains = leaving.volumes === 'retain';
  const left = await keeper.update(ref, ({ world, environment, now }) => {
    if (world === undefined || world === 'removed') return undefined;
    const present = advance(world, now, rules, environment);
    if (present.deleting) return present;
    return change(present, now, rules, environment, (moment) => beginTeardown(moment, retains));
  });
  return left === undefined;
}
