// Handlers of the tag "catalogue": what the platform offers, as data.
import { type Catalogue, compareVersions, nextMinor, stateOfVersion } from '@hikube/domain';
import type { OperationId } from '@hikube/openapi/operations';
import type { AddonType, Capability, KubernetesVersion, Site } from '@hikube/openapi/types';
import type { Context, Handlers, Shown } from './handler.ts';
import { type Page, type PageRequest, pageOfArray } from './paging/page.ts';

type CatalogueOperation = Extract<
  OperationId,
  | 'listSites'
  | 'listInstanceTypes'
  | 'listGpuTypes'
  | 'listStorageClasses'
  | 'listKubernetesVersions'
  | 'listAddonTypes'
  | 'listCapabilities'
>;

/** Every list of the catalogue. */
export const catalogueHandlers: Handlers<CatalogueOperation> = {
  listSites: (input, context) =>
    show(
      input.params.query,
      context,
      'sites',
      ({ sites }) => sites.map(siteView),
      (site) => site.name,
    ),
  listInstanceTypes: (input, context) =>
    show(
      input.params.query,
      context,
      'instanceTypes',
      ({ instanceTypes }) =>
        instanceTypes.map(({ name, family, vcpus, memory }) => ({ name, family, vcpus, memory })),
      (type) => type.name,
    ),
  listGpuTypes: (input, context) =>
    show(
      input.params.query,
      context,
      'gpuTypes',
      ({ gpuTypes }) => gpuTypes.map(({ name, displayName, memory }) => ({ name, displayName, memory })),
      (type) => type.name,
    ),
  listStorageClasses: (input, context) =>
    show(
      input.params.query,
      context,
      'storageClasses',
      ({ storageClasses }) =>
        storageClasses.map((each) => ({
          name: each.name,
          replication: each.replication,
          default: each.default,
        })),
      (type) => type.name,
    ),
  listKubernetesVersions: (input, context) =>
    show(
      input.params.query,
      context,
      'kubernetesVersions',
      (catalogue) => versionViews(catalogue, context.clock.now()),
      (version) => version.minor,
    ),
  listAddonTypes: (input, context) =>
    show(
      input.params.query,
      context,
      'addons',
      ({ addons }) => addons.map(addonTypeView),
      (addon) => addon.name,
    ),
  listCapabilities: async (input, context) => {
    const has = await context.platform.capabilities(context.caller.tenant);
    return show(
      input.params.query,
      context,
      'capabilities',
      (catalogue) => capabilityList(catalogue, has),
      (capability) => capability.name,
    );
  },
};

async function show<Item>(
  request: PageRequest,
  { platform, caller }: Context,
  list: string,
  itemsOf: (catalogue: Catalogue) => Item[],
  nameOf: (item: Item) => string,
): Promise<Shown<Page<Item>>> {
  const items = itemsOf(await platform.catalogue(caller.tenant));
  return { kind: 'shown', body: pageOfArray(items, nameOf, [list, caller.tenant], request) };
}

/** A platform that says nothing about a site has no outage to tell. */
function siteView(site: Catalogue['sites'][number] & { readonly available?: boolean }): Site {
  return { name: site.id, displayName: site.displayName, available: site.available ?? true };
}

function versionViews({ kubernetesVersions }: Catalogue, now: number): KubernetesVersion[] {
  const offered = new Set(kubernetesVersions.map(({ minor }) => minor));
  return [...kubernetesVersions]
    .sort((a, b) => compareVersions(a.minor, b.minor) ?? 0)
    .map((version) => {
      const { minor, patch, default: isDefault, endOfLife = null } = version;
      const next = nextMinor(minor);
      const upgradesTo = next !== undefined && offered.has(next) ? [next] : [];
      const state = stateOfVersion(version, now);
      return { minor, patch: patch ?? minor, default: isDefault === true, state, endOfLife, upgradesTo };
    });
}

function addonTypeView(addon: Catalogue['addons'][number]): AddonType {
  return {
    name: addon.id,
    displayName: addon.displayName ?? addon.id,
    description: addon.description ?? '',
    available: addon.available,
    alwaysOn: addon.alwaysOn,
    versions: [...addon.versions],
    requires: addon.requires.map(({ kind, selector }) => ({ kind, selector })),
    options: addon.options,
    valuesOverride: addon.valuesOverride,
  };
}

// The capabilities that the contract knows, and which of them the platform has. A known one that is missing is told
// too: a client can then say "not here" instead of "no such thing".

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  'addon.monitoring.options': 'The parts of the monitoring agents can be chosen one by one.',
  'autoscaling.scaleFromZero': 'A node group without nodes gets one when pods need it.',
  'cluster.site': 'The site of a development cluster can be chosen.',
  'etcd.perCluster': 'Each cluster has etcd members of its own, and their number can be chosen.',
  'kubeconfig.renew': 'A kubeconfig can be renewed, so that it lives for as long as it is used.',
  'network.loadBalancer': 'The API server can have an address of its own.',
  'node.replace': 'A single node can be exchanged for a new one.',
  'nodeGroup.gpus': 'Nodes can have GPUs.',
  'nodeGroup.healthCheck': 'A node group can say when its nodes are made anew.',
  'nodeGroup.kubelet': 'A node group can say what is kept of its nodes from pods.',
  'nodeGroup.labels': 'A node group can have labels for its nodes.',
  'nodeGroup.resources': 'Nodes can have an explicit size in place of an instance type.',
  'nodeGroup.rollout': 'A node group can say how fast its nodes are exchanged.',
  'nodeGroup.storageClass': 'The disks of nodes can have another storage class than their cluster.',
  'nodeGroup.taints': 'A node group can have taints for its nodes.',
  'upgrade.pause': 'A version upgrade that has begun can be paused between nodes.',
  'volumes.retain': 'Persistent volumes can stay when their cluster is deleted.',
};

/** Every capability that is known or offered, in the order of their ids. */
function capabilityList(catalogue: Catalogue, has: ReadonlySet<string>): Capability[] {
  const ids = new Set([...Object.keys(DESCRIPTIONS), ...addonCapabilities(catalogue), ...has]);
  return [...ids].sort().map((id) => ({
    name: id,
    available: has.has(id),
    description: describe(id, catalogue),
  }));
}

function addonCapabilities({ addons }: Catalogue): string[] {
  return addons.filter(({ alwaysOn }) => !alwaysOn).map(({ id }) => `addon.${id}`);
}

function describe(id: string, { addons }: Catalogue): string {
  const addon = addons.find((each) => `addon.${each.id}` === id);
  const known = DESCRIPTIONS[id];
  return known ?? (addon === undefined ? id : `The add-on ${addon.displayName ?? addon.id} can be had.`);
}
