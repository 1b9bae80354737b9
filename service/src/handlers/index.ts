// Every operation of the contract and who answers it: an operation without a handler does not compile.
import type { OperationParams } from '@hikube/openapi/operations';
import { loadCluster } from '../model/aggregate.ts';
import type { Tagged, Versioned } from '../model/etag.ts';
import { Refusal } from '../refusal.ts';
import { accountHandlers } from './account.ts';
import { addonHandlers } from './addons.ts';
import { catalogueHandlers } from './catalogue.ts';
import { clusterHandlers } from './clusters.ts';
import { eventHandlers } from './events.ts';
import { findChild, findCluster } from './find.ts';
import type { Context, HandledId, Handlers, Input } from './handler.ts';
import { holdHandlers } from './holds.ts';
import { kubeconfigHandlers } from './kubeconfigs.ts';
import { manifestHandlers } from './manifests.ts';
import { nodeGroupHandlers } from './node-groups.ts';
import { nodeHandlers } from './nodes.ts';
import { operationHandlers } from './operations.ts';
import { tokenHandlers } from './tokens.ts';
import { versionUpgradeHandlers } from './version-upgrades.ts';
import { addonView, clusterView, nodeGroupView } from './views.ts';
import { volumeHandlers } from './volumes.ts';

/** All handlers by operation. */
export const handlers = {
  ...clusterHandlers,
  ...nodeGroupHandlers,
  ...nodeHandlers,
  ...addonHandlers,
  ...versionUpgradeHandlers,
  ...kubeconfigHandlers,
  ...manifestHandlers,
  ...volumeHandlers,
  ...holdHandlers,
  ...eventHandlers,
  ...operationHandlers,
  ...catalogueHandlers,
  ...accountHandlers,
  ...tokenHandlers,
} satisfies Handlers;

/** Operations that take `If-Match`. */
export type ConditionalOperation = {
  [Id in HandledId]: 'if-match' extends keyof OperationParams<Id>['header'] ? Id : never;
}[HandledId];

type Reader = Pick<Context, 'store' | 'caller' | 'platform'>;

type Currents = {
  readonly [Id in ConditionalOperation]: (
    params: Input<Id>['params'],
    context: Reader,
  ) => Promise<Versioned | Tagged | undefined>;
};

/** What a precondition is compared with: the present representation; undefined when a PUT would create it. */
export const currents: Currents = {
  updateCluster: ({ path }, context) => currentCluster(path.cluster, context),
  deleteCluster: ({ path }, context) => currentCluster(path.cluster, context),
  updateNodeGroup: ({ path }, context) => currentNodeGroup(path, context),
  deleteNodeGroup: ({ path }, context) => currentNodeGroup(path, context),
  putAddon: async ({ path }, context) => {
    await findCluster(context, path.cluster);
    return currentAddon(path, context).catch(whenMissing);
  },
  deleteAddon: ({ path }, context) => currentAddon(path, context),
  putManifest: ({ path }, context) => currentManifest(path.cluster, context),
};

async function currentCluster(name: string, context: Reader): Promise<Versioned> {
  const { record, status } = await findCluster(context, name);
  return clusterView(record, status);
}

async function currentNodeGroup(
  path: { readonly cluster: string; readonly nodeGroup: string },
  context: Reader,
): Promise<Versioned> {
  const { record, status } = await findChild(context, 'NodeGroup', path.cluster, path.nodeGroup);
  return nodeGroupView(record, status);
}

async function currentAddon(
  path: { readonly cluster: string; readonly addon: string },
  context: Reader,
): Promise<Versioned> {
  const { record, status } = await findChild(context, 'Addon', path.cluster, path.addon);
  return addonView(record, status);
}

async function currentManifest(
  name: string,
  { store, caller, platform }: Reader,
): Promise<Tagged | undefined> {
  const loaded = await loadCluster(store, caller.tenant, name);
  if (!loaded.found) return undefined;
  const { taggedManifest } = await import('./manifest/representation.ts');
  return taggedManifest(loaded.aggregate.state, await platform.catalogue(caller.tenant));
}

function whenMissing(error: unknown): undefined {
  if (error instanceof Refusal && error.code === 'not_found') return undefined;
  throw error;
}
