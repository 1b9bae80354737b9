// Handlers of the tag "version-upgrades".
import { catalogueAt, planUpgrade } from '@hikube/domain';
import type { UpgradePlan, VersionUpgradeCreate } from '@hikube/openapi/types';
import { loadCluster } from '../model/aggregate.ts';
import { etagOf } from '../model/etag.ts';
import type { VersionUpgradeRecord } from '../model/records.ts';
import { planTakenName } from '../plan/existing.ts';
import { fingerprintOf, loadExisting, loadGround, type Plan } from '../plan/ground.ts';
import { uidIn } from '../plan/impact.ts';
import { checkHolder } from '../plan/ownership.ts';
import { PAUSE, planSteering, type Steering } from '../plan/steer.ts';
import { completeUpgrade, planUpgradeRequest, upgradeTo } from '../plan/upgrade.ts';
import { write } from '../plan/write.ts';
import { notFound, Refusal } from '../refusal.ts';
import { findChild } from './find.ts';
import type { Context, Handlers } from './handler.ts';
import { pageOfChildren } from './paging/lists.ts';
import { upgradePlanView, versionUpgradeView } from './views.ts';

type VersionUpgradeOperation =
  | 'listVersionUpgrades'
  | 'createVersionUpgrade'
  | 'getVersionUpgrade'
  | 'cancelVersionUpgrade'
  | 'pauseVersionUpgrade'
  | 'resumeVersionUpgrade'
  | 'getUpgradePlan';

/** Version upgrades, and what one would do. */
export const versionUpgradeHandlers: Handlers<VersionUpgradeOperation> = {
  listVersionUpgrades: async ({ params }, context) => ({
    kind: 'shown',
    body: await pageOfChildren(
      context,
      'VersionUpgrade',
      params.path.cluster,
      params.query,
      (record: VersionUpgradeRecord) => versionUpgradeView(record),
    ),
  }),
  getVersionUpgrade: async ({ params }, context) => {
    const { cluster, versionUpgrade } = params.path;
    const { record } = await findChild(context, 'VersionUpgrade', cluster, versionUpgrade);
    return { kind: 'shown', body: versionUpgradeView(record), etag: etagOf(record) };
  },
  createVersionUpgrade: ({ params, body }, context) =>
    write(context, params.path.cluster, () => decideCreate(params.path.cluster, body, context)),
  cancelVersionUpgrade: ({ params }, context) =>
    write(context, params.path.cluster, () => decideSteering('cancel', params.path, context)),
  pauseVersionUpgrade: ({ params }, context) =>
    write(context, params.path.cluster, () => decideSteering('pause', params.path, context)),
  resumeVersionUpgrade: ({ params }, context) =>
    write(context, params.path.cluster, () => decideSteering('resume', params.path, context)),
  getUpgradePlan: async ({ params }, context) => ({
    kind: 'shown',
    body: await readUpgradePlan(params.path.cluster, params.query.to, context),
  }),
};

async function decideCreate(cluster: string, body: VersionUpgradeCreate, context: Context): Promise<Plan> {
  const { aggregate, surroundings } = await loadGround(context, cluster);
  const order = completeUpgrade(body);
  const fingerprint = await fingerprintOf(order);
  const known = upgradeTo(aggregate.state, order.targetVersion);
  if (known !== undefined && context.createOnly) {
    const attempted = { operation: 'VersionUpgrade.run', fingerprint } as const;
    const existing = { kind: 'VersionUpgrade', record: known } as const;
    return planTakenName(existing, aggregate, attempted, context, surroundings);
  }
  return planUpgradeRequest(body, fingerprint, aggregate, surroundings);
}

async function decideSteering(
  steering: Steering,
  path: { readonly cluster: string; readonly versionUpgrade: string },
  context: Context,
): Promise<Plan> {
  const { record } = await findChild(context, 'VersionUpgrade', path.cluster, path.versionUpgrade);
  const aggregate = await loadExisting(context, path.cluster);
  // Open upgrades are part of the aggregate, with the revisions that a commit relies on.
  const upgrade = aggregate.state.upgrades.find(({ id }) => id === record.id) ?? record;
  checkHolder(`version upgrade "${record.id}"`, upgrade, context.holder);
  const canPause = (await context.platform.capabilities(context.caller.tenant)).has(PAUSE);
  if (steering === 'pause' && !canPause) refuseBegun(upgrade);
  return planSteering(steering, upgrade, aggregate, { now: context.clock.now(), canPause });
}

/** @throws Refusal for one that goes on and that the platform cannot hold */
function refuseBegun({ status, paused }: VersionUpgradeRecord): void {
  const goesOn = status.startedAt !== null && status.endedAt === null && !paused;
  if (!goesOn) return;
  const detail =
    'This platform exchanges the nodes of an upgrade that has begun without a pause; let it end, and pause the next one before it begins.';
  throw new Refusal('capability_missing', detail);
}

async function readUpgradePlan(
  cluster: string,
  target: string | undefined,
  { store, caller, platform, clock }: Context,
): Promise<UpgradePlan> {
  const loaded = await loadCluster(store, caller.tenant, cluster);
  if (!loaded.found) throw notFound('cluster', cluster);
  const { state } = loaded.aggregate;
  const nodes = state.nodes?.nodes ?? [];
  const plan = planUpgrade({
    current: state.cluster.version,
    ...(target === undefined ? {} : { target }),
    queued: state.upgrades
      .filter(({ status }) => status.startedAt === null)
      .map(({ targetVersion }) => targetVersion),
    nodeGroups: state.nodeGroups
      .filter(({ removal }) => removal === undefined)
      .map((group) => {
        const own = nodes.filter(({ nodeGroup }) => nodeGroup === group.name);
        const version = state.status?.nodeGroups[group.uid]?.version ?? null;
        const readyNodes = own.filter(({ status }) => status.phase === 'Ready').length;
        return { name: group.name, nodes: own.length, readyNodes, version, group: { ...group } };
      }),
    controlPlaneReplicas: state.cluster.controlPlane.replicas,
    catalogue: catalogueAt(await platform.catalogue(caller.tenant), clock.now()),
  });
  return upgradePlanView(cluster, plan, (group) => uidIn(state, 'NodeGroup', group));
}
