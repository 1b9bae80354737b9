// One pass for one cluster: read, tell the platform, look, decide, and write what changed in at most one commit.
import type { Catalogue } from '@hikube/domain';
import type { Clock } from '../clock.ts';
import { errorFields, type Log } from '../log.ts';
import { type ClusterAggregate, type ClusterState, loadCluster, type Orphans } from '../model/aggregate.ts';
import { isAsFound } from '../model/found.ts';
import { createIdSource } from '../model/ids.ts';
import type { OperationRecord } from '../model/records.ts';
import { type Platform, PlatformError } from '../platform/platform.ts';
import type { Random } from '../random.ts';
import type { Envelope } from '../secrets/envelope.ts';
import type { Batch, Fence, Store } from '../store/store.ts';
import { compute } from './compute.ts';
import { endOrphans, prepareRemoval } from './deletion.ts';
import { desiredCluster, type Known, leavingOf, openSecrets } from './desired.ts';
import { type Endings, endedOf, readEndings } from './endings.ts';
import type { Failpoint, FailpointHook } from './failpoints.ts';
import { type FailureReason, failureReason } from './operations/failure.ts';
import type { Outcome, Reached, View } from './pass.ts';
import { duePatch } from './patches/due.ts';
import { nextPassAt, RESYNC_MS } from './schedule.ts';
import { batchOf, orphanWrites } from './writes.ts';

/** Names a cluster, whichever one has the name now. */
export interface ClusterName {
  readonly tenant: string;
  readonly name: string;
}

/** The right to write about a cluster. */
export interface Ownership {
  readonly fence: Fence;
  /** Whether it still holds, as far as this process can know without asking. */
  isValid(): boolean;
}

export interface PassDependencies {
  readonly store: Store;
  readonly platform: Platform;
  readonly clock: Clock;
  readonly random: Random;
  /** Opens the secret values of add-ons. */
  readonly envelope: Pick<Envelope, 'open'>;
  readonly log: Log;
  readonly failpoint?: FailpointHook | undefined;
  /** Called with everything that the store or the platform did not do. Must not throw. */
  readonly onFailure?: ((failure: FailureReason) => void) | undefined;
}

/** How a pass ended. */
export interface PassResult {
  /**
   * - `unchanged`: nothing was written. `committed`: something was. `removed`: the cluster is gone.
   * - `absent`: there is no such cluster. `conflict`: somebody else wrote meanwhile, so look again.
   * - `disowned`: the right to write is lost.
   */
  readonly result: 'unchanged' | 'committed' | 'removed' | 'absent' | 'conflict' | 'disowned';
  /** The platform did not answer: try again, but later each time. */
  readonly backOff: boolean;
  /** When time alone may change something; undefined when only others can. */
  readonly nextAt?: number;
  /** Revisions that this pass wrote. */
  readonly revisions: readonly number[];
  /** Operations that ended with this pass, or by a request before it; absent when none did. */
  readonly ended?: readonly Pick<OperationRecord, 'id' | 'kind' | 'target' | 'status' | 'error'>[];
}

/** Runs one pass. Throws `StoreError` when the storage fails; nothing is lost by that. */
export async function reconcile(
  deps: PassDependencies,
  key: ClusterName,
  ownership: Ownership,
): Promise<PassResult> {
  await reach(deps, 'before-load');
  const [loaded, endings] = await Promise.all([
    loadCluster(deps.store, key.tenant, key.name),
    readEndings(deps.store, key),
  ]);
  await reach(deps, 'after-load');
  if (!loaded.found) return endAbsent(deps, loaded.orphans, endings, ownership);
  const { aggregate } = loaded;
  const view = await look(deps, aggregate.state, ownership);
  if (view === 'disowned') return done('disowned');
  const told = endedOf(endings, aggregate.state.ref.uid);
  const outcome = compute(aggregate.state, view, told);
  if (outcome.isGone) return remove(deps, aggregate, outcome, endings, ownership);
  const { writes, guards = [] } = batchOf(aggregate, outcome, view.now);
  const result = await commit(deps, { writes: [...writes, ...endings.writes], guards }, ownership);
  if (result.result === 'conflict' || result.result === 'disowned') return result;
  // Looks that nothing urges are spread, so that clusters that were loaded together do not stay together.
  const routineMs = RESYNC_MS * (0.9 + deps.random.next() / 5);
  const nextAt = endings.more ? view.now : nextPassAt(aggregate.state, outcome, view, Math.round(routineMs));
  const backOff = !view.reached || view.deferral !== undefined;
  return { ...result, ...endedIn(outcome.operations, told), backOff, nextAt };
}

/** How the platform took what is desired. */
type Told = Pick<Reached, 'refusal' | 'deferral' | 'asFound'>;

/** Tells the platform what is desired, and looks at what is there. */
async function look(
  deps: PassDependencies,
  state: ClusterState,
  ownership: Ownership,
): Promise<View | 'disowned'> {
  const { platform, clock, log } = deps;
  try {
    const catalogue = await platform.catalogue(state.ref.tenant);
    const told = await tell(deps, state, catalogue, ownership);
    if (told === 'disowned') return told;
    const observed = await platform.observe(state.ref);
    await reach(deps, 'after-observe');
    const offeredVersions = catalogue.kubernetesVersions.map(({ minor }) => minor);
    const offeredPatches = Object.fromEntries(
      catalogue.kubernetesVersions.map(({ minor, patch }) => [minor, patch]),
    );
    const sitesDown = catalogue.sites.filter(({ available }) => available === false).map(({ id }) => id);
    const now = clock.now();
    const seen: Reached = {
      reached: true,
      now,
      observed,
      ...told,
      offeredVersions,
      offeredPatches,
      sitesDown,
    };
    return duePatch(state, seen) === undefined ? seen : { ...seen, operationId: newId(deps) };
  } catch (error) {
    const { tenant, name } = state.ref;
    const { reason, message } = explain(error);
    deps.onFailure?.(failureReason(error));
    log('warn', 'platform_unreachable', { tenant, cluster: name, reason, ...errorFields(error) });
    return { reached: false, now: clock.now(), reason, message };
  }
}

function newId({ clock, random }: PassDependencies): string {
  return createIdSource(clock, random).next('op');
}

/**
 * Passes the wish on. The right to do so is looked at last: a process that was stopped for long must not tell the
 * platform what was true then.
 */
async function tell(
  deps: PassDependencies,
  state: ClusterState,
  catalogue: Catalogue,
  ownership: Ownership,
): Promise<Told | 'disowned'> {
  const isDeleted = state.cluster.removal !== undefined;
  const secrets = isDeleted ? undefined : await openSecrets(state, deps.envelope);
  await reach(deps, isDeleted ? 'before-remove' : 'before-apply');
  if (!ownership.isValid()) return 'disowned';
  let told: Told = { refusal: undefined };
  if (secrets === undefined) await deps.platform.remove(state.ref, leavingOf(state.cluster));
  else told = await apply(deps, state, { catalogue, secrets });
  await reach(deps, isDeleted ? 'after-remove' : 'after-apply');
  return told;
}

/** A platform that does not take the wish can still be looked at; whether it answers at all, the look tells. */
async function apply(
  { platform, clock, onFailure }: PassDependencies,
  state: ClusterState,
  known: Omit<Known, 'now'>,
): Promise<Told> {
  const now = clock.now();
  try {
    // Nobody has asked for anything since it was found on the platform: nothing is written there.
    if (await isAsFound(state)) return { refusal: undefined, asFound: true };
    await platform.apply(desiredCluster(state, { ...known, now, remembers: platform.remembers }));
    return { refusal: undefined };
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    if (error.retryable) onFailure?.(failureReason(error));
    const no = { reason: error.reason, message: error.message };
    return error.retryable ? { refusal: undefined, deferral: no } : { refusal: no };
  }
}

/** Users see what the platform says; a fault of the driver is for the log only. */
function explain(error: unknown): { reason: string; message: string } {
  if (error instanceof PlatformError) return { reason: error.reason, message: error.message };
  return {
    reason: 'UnexpectedError',
    message: 'The platform could not be asked; it is asked again shortly.',
  };
}

async function remove(
  deps: PassDependencies,
  aggregate: ClusterAggregate,
  outcome: Outcome,
  endings: Endings,
  ownership: Ownership,
): Promise<PassResult> {
  const removal = await prepareRemoval(deps.store, aggregate, outcome, endings, deps.clock.now());
  const result = await commit(deps, removal, ownership);
  if (result.result !== 'committed') return result;
  const told = endedOf(endings, aggregate.state.ref.uid);
  return removal.isComplete
    ? { ...result, ...endedIn(outcome.operations, told), result: 'removed' }
    : { ...result, ...endedIn([], told), nextAt: deps.clock.now() };
}

async function endAbsent(
  deps: PassDependencies,
  orphans: Orphans,
  endings: Endings,
  ownership: Ownership,
): Promise<PassResult> {
  const ended = endOrphans(orphans.operations, deps.clock.now());
  const writes = [...orphanWrites(orphans, ended), ...endings.writes];
  const result = await commit(deps, { writes }, ownership);
  return result.result === 'unchanged' ? { ...result, result: 'absent' } : result;
}

async function commit(
  deps: PassDependencies,
  { writes, guards = [] }: Batch,
  ownership: Ownership,
): Promise<PassResult> {
  if (writes.length === 0) return done('unchanged');
  await reach(deps, 'before-commit');
  const committed = await deps.store.commit({ writes, guards, fence: ownership.fence });
  await reach(deps, 'after-commit');
  if (committed.ok) return { ...done('committed'), revisions: committed.revisions };
  return done(committed.conflict === 'fence' ? 'disowned' : 'conflict');
}

/**
 * All operations of a state are open, so that one with an end has just got it.
 * @param told those that requests have ended
 */
function endedIn(
  operations: readonly OperationRecord[],
  told: readonly OperationRecord[],
): Pick<PassResult, 'ended'> {
  const ended = [...told, ...operations.filter(({ endedAt }) => endedAt !== null)];
  return ended.length === 0 ? {} : { ended };
}

function done(result: PassResult['result']): PassResult {
  return { result, backOff: false, revisions: [] };
}

async function reach({ failpoint }: PassDependencies, name: Failpoint): Promise<void> {
  const hold = failpoint?.(name);
  if (hold !== undefined) await hold;
}
