// A cluster as a whole, with the node groups and add-ons that stand inside it.
import { type AddonInput, checkAddon, checkAddonRemoval } from '../addon/addon.ts';
import { checkExposure } from '../addon/ingress.ts';
import { hasCapability, type KnownCatalogue } from '../catalogue/catalogue.ts';
import { checkStorageClass } from '../catalogue/lookup.ts';
import { error, type Finding } from '../finding.ts';
import { checkMaintenance } from '../maintenance/maintenance.ts';
import type { MaintenanceInput } from '../maintenance/window.ts';
import { checkNodeGroup, type NodeGroupInput } from '../node-group/node-group.ts';
import { isHostName } from '../values/host.ts';
import { checkLabels } from '../values/labels.ts';
import { checkClusterName } from '../values/name.ts';
import { at } from '../values/pointer.ts';
import { checkObject, checkString, isAbsent, isObject, type JsonObject, show } from '../values/read.ts';
import { checkVersion } from '../values/version.ts';
import { checkControlPlane } from './control-plane.ts';
import { checkDeletion } from './deletion.ts';
import { checkSite } from './site.ts';
import type { Topology } from './topology.ts';

/** A cluster, as a caller writes it. Absent fields have the defaults of the contract. */
export interface ClusterInput {
  readonly name?: string;
  readonly displayName?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly version?: string;
  readonly topology?: Topology;
  readonly site?: string;
  readonly controlPlane?: { readonly replicas?: number; readonly etcdMembers?: number };
  readonly storageClass?: string;
  readonly host?: string;
  readonly network?: { readonly exposure?: string };
  readonly deletionProtection?: boolean;
  readonly deletion?: { readonly volumes?: string };
  readonly maintenance?: MaintenanceInput | null;
  /** By name; `null` deletes. */
  readonly nodeGroups?: Readonly<Record<string, NodeGroupInput | null>>;
  /** By id; `null` disables. */
  readonly addons?: Readonly<Record<string, AddonInput | null>>;
}

/**
 * Checks a cluster with everything in it. Pass the cluster as it will be: of a merge patch, what is not mentioned
 * would count as not there. Maps of node groups and add-ons that are absent are not known, so that nothing is said
 * to wait for what may be in them.
 * @param cluster any JSON; typed callers pass {@link ClusterInput}
 * @param catalogue what the platform offers; names are refused only against it
 */
export function checkCluster(cluster: unknown, catalogue?: KnownCatalogue, pointer = ''): readonly Finding[] {
  return checkObject(cluster, pointer, 'A cluster', (object) => [
    ...checkClusterName(object['name'], at(pointer, 'name')),
    ...checkLabels(object['labels'], at(pointer, 'labels')),
    ...checkVersion(object['version'], catalogue?.kubernetesVersions, at(pointer, 'version')),
    ...checkControlPlane(object, catalogue, pointer),
    ...checkSite(object, catalogue, pointer),
    ...checkStorageClass(object['storageClass'], catalogue, at(pointer, 'storageClass')),
    ...checkHost(object['host'], at(pointer, 'host')),
    ...checkNetwork(object['network'], catalogue, at(pointer, 'network')),
    ...checkDeletion(object['deletion'], catalogue, at(pointer, 'deletion')),
    ...checkMaintenance(object['maintenance'], at(pointer, 'maintenance')),
    ...checkNodeGroups(object, catalogue, at(pointer, 'nodeGroups')),
    ...checkAddons(object, catalogue, at(pointer, 'addons')),
  ]);
}

function checkHost(host: unknown, pointer: string): readonly Finding[] {
  return checkString(host, pointer, 'host', (text) => {
    // Empty means derived, as in the platform's manifest.
    if (text === '' || (isHostName(text) && !text.startsWith('*.'))) return [];
    const detail = `host ${show(text)} is not a host name; write it in lower case, such as "k8s.example.ch".`;
    return [error(pointer, 'invalid_value', detail)];
  });
}

function checkNetwork(
  network: unknown,
  catalogue: KnownCatalogue | undefined,
  pointer: string,
): readonly Finding[] {
  return checkObject(network, pointer, 'network', (object) => {
    const place = at(pointer, 'exposure');
    const findings = checkExposure(object['exposure'], place);
    if (object['exposure'] !== 'load-balancer') return findings;
    if (hasCapability(catalogue, 'network.loadBalancer') !== false) return findings;
    const detail = 'This platform publishes the API server only through its ingress; use exposure "proxied".';
    return [error(place, 'capability_missing', detail, ['proxied'])];
  });
}

function checkNodeGroups(
  cluster: JsonObject,
  catalogue: KnownCatalogue | undefined,
  pointer: string,
): readonly Finding[] {
  const addonIds = presentKeys(cluster['addons']);
  return checkObject(cluster['nodeGroups'], pointer, 'nodeGroups', (groups) =>
    Object.entries(groups).flatMap(([name, group]) =>
      group === null
        ? []
        : checkNodeGroup(name, group, {
            clusterName: cluster['name'],
            catalogue,
            addonIds,
            pointer: at(pointer, name),
          }),
    ),
  );
}

function checkAddons(
  cluster: JsonObject,
  catalogue: KnownCatalogue | undefined,
  pointer: string,
): readonly Finding[] {
  const addonIds = presentKeys(cluster['addons']);
  const groups = cluster['nodeGroups'];
  const nodeGroups = isObject(groups) ? Object.values(groups).filter((group) => !isAbsent(group)) : undefined;
  return checkObject(cluster['addons'], pointer, 'addons', (addons) =>
    Object.entries(addons).flatMap(([id, addon]) =>
      addon === null
        ? checkAddonRemoval(id, catalogue, at(pointer, id))
        : checkAddon(id, addon, { catalogue, addonIds, nodeGroups, pointer: at(pointer, id) }),
    ),
  );
}

/** The keys of a map whose values are there; `undefined` when the map is not known. */
function presentKeys(map: unknown): readonly string[] | undefined {
  if (!isObject(map)) return undefined;
  return Object.keys(map).filter((key) => !isAbsent(map[key]));
}
