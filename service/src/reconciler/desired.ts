// What the platform shall make true, from what users asked for.
import { type KnownCatalogue, mergeSecretValues } from '@hikube/domain';
import type { ClusterState } from '../model/aggregate.ts';
import { withoutWaiting } from '../model/held-back.ts';
import { addonInputs, clusterInputs, type NodeGroupInputs, nodeGroupInputs } from '../model/inputs.ts';
import { memoOf, workOf } from '../model/memo.ts';
import { isActive } from '../model/operation.ts';
import type { AddonRecord, ClusterRecord, NodeGroupRecord, OperationRecord } from '../model/records.ts';
import { startedUpgrade } from '../model/upgrades.ts';
import type {
  DesiredAddon,
  DesiredCluster,
  DesiredNodeGroup,
  Leaving,
  Rollout,
} from '../platform/platform.ts';
import { openValues, type SecretValues } from '../secrets/addon-values.ts';
import type { Envelope } from '../secrets/envelope.ts';
import { patchWish } from './patches/due.ts';

/** What a wish depends on besides the records. */
export interface Known {
  /** Tells under which name the values of an add-on nest. */
  readonly catalogue: KnownCatalogue;
  /** Milliseconds since the epoch: a maintenance window may open or close. */
  readonly now: number;
  /** The platform keeps what the service gives it beside the wish. */
  readonly remembers?: boolean | undefined;
  /** Secret values of add-ons, by uid; those of `openSecrets`. */
  readonly secrets: ReadonlyMap<string, SecretValues>;
}

/** The secret values of the add-ons that stay, by uid. @throws SealError when some cannot be opened */
export async function openSecrets(
  { ref, addons }: ClusterState,
  envelope: Pick<Envelope, 'open'>,
): Promise<ReadonlyMap<string, SecretValues>> {
  const secrets = new Map<string, SecretValues>();
  for (const { uid, name, cluster, secretValues } of addons.filter(isKept)) {
    if (secretValues === undefined) continue;
    secrets.set(uid, await openValues(secretValues, { tenant: ref.tenant, cluster, name }, envelope));
  }
  return secrets;
}

/** The whole wish for one cluster. What is being deleted is left out of it. */
export function desiredCluster(state: ClusterState, known: Known): DesiredCluster {
  const { cluster } = state;
  const { patch, held } = patchWish(state, known.now);
  const { displayName, labels, deletionProtection, deletion, maintenance, site, ...inputs } =
    clusterInputs(cluster);
  return {
    ...state.ref,
    generation: cluster.generation,
    ...inputs,
    host: cluster.host,
    endpoint: cluster.endpoint,
    sites: cluster.sites,
    ...(patch === undefined ? {} : { patch }),
    nodeGroups: state.nodeGroups.filter(isKept).map((group) => desiredNodeGroup(group, state.operations)),
    addons: state.addons.filter(isKept).map((addon) => desiredAddon(addon, known)),
    rollout: rolloutOf(state, held),
    replaceNodes: state.operations
      .filter((operation) => operation.kind === 'Node.replace' && isActive(operation))
      .map((operation) => operation.target.name)
      .sort(),
    ...(known.remembers ? { memo: memoOf(state), work: workOf(state) } : {}),
  };
}

/** What stays when the cluster is removed. No write changes it any more once the deletion is accepted. */
export function leavingOf(cluster: ClusterRecord): Leaving {
  return clusterInputs(cluster).deletion;
}

function isKept(record: NodeGroupRecord | AddonRecord): boolean {
  return record.removal === undefined;
}

function desiredNodeGroup(group: NodeGroupRecord, operations: readonly OperationRecord[]): DesiredNodeGroup {
  const { name, uid, generation } = group;
  const { gpus, ...inputs } = withoutWaiting(uid, nodeGroupInputs(group), operations);
  return { name, uid, generation, ...inputs, gpus: gpus.map(cardName) };
}

/** A platform is told the name of a card; a card that has more does not compile until it is told that, too. */
function cardName({ name, ...more }: NodeGroupInputs['gpus'][number]): string {
  more satisfies Readonly<Record<string, never>>;
  return name;
}

function desiredAddon(addon: AddonRecord, { catalogue, secrets }: Known): DesiredAddon {
  const { valuesOverride, secretValues: _sealed, ...inputs } = addonInputs(addon);
  const { name: id, uid, generation } = addon;
  const secret = secrets.get(uid);
  return {
    id,
    uid,
    generation,
    ...inputs,
    ...(valuesOverride === undefined && secret === undefined
      ? {}
      : { values: mergeSecretValues(id, valuesOverride ?? {}, secret ?? {}, catalogue) }),
  };
}

function rolloutOf(state: ClusterState, held: boolean): Rollout {
  const upgrade = startedUpgrade(state.upgrades);
  if (upgrade === undefined) return { paused: held };
  const { paused, maxSurge, maxUnavailable } = upgrade;
  // Nobody chose a pace of the upgrade where a new version of the cluster made it.
  if (maxSurge === undefined || maxUnavailable === undefined) return { paused };
  return { paused, maxSurge, maxUnavailable };
}
