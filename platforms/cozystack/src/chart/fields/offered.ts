// Which setting of the chart is which field of the contract.
import { addonFacts, addonIdOfManifestKey } from '@hikube/domain';

/** A field of the contract. */
export interface ContractField {
  readonly kind: 'Cluster' | 'NodeGroup' | 'Addon';
  /** Inside of it; empty when the setting says whether the object is there. */
  readonly path: string;
  /** The add-on that it is. */
  readonly addon?: string;
}

const cluster = (path: string): ContractField => ({ kind: 'Cluster', path });
const group = (path: string): ContractField => ({ kind: 'NodeGroup', path });

/** By their path in the chart. Those of add-ons follow from the table of add-ons. */
export const OFFERED: Readonly<Record<string, ContractField>> = {
  version: cluster('version'),
  storageClass: cluster('storageClass'),
  host: cluster('host'),
  'controlPlane.replicas': cluster('controlPlane.replicas'),
  'nodeGroups.*.minReplicas': group('minReplicas'),
  'nodeGroups.*.maxReplicas': group('maxReplicas'),
  'nodeGroups.*.instanceType': group('instanceType'),
  'nodeGroups.*.resources.cpu': group('resources.cpu'),
  'nodeGroups.*.resources.memory': group('resources.memory'),
  'nodeGroups.*.diskSize': group('diskSize'),
  'nodeGroups.*.ephemeralStorage': group('diskSize'),
  'nodeGroups.*.storageClass': group('storageClass'),
  'nodeGroups.*.kubelet.systemReservedCpu': group('kubelet.systemReservedCpu'),
  'nodeGroups.*.kubelet.systemReservedMemory': group('kubelet.systemReservedMemory'),
  'nodeGroups.*.kubelet.kubeReservedCpu': group('kubelet.kubeReservedCpu'),
  'nodeGroups.*.kubelet.kubeReservedMemory': group('kubelet.kubeReservedMemory'),
  'nodeGroups.*.kubelet.evictionHardMemory': group('kubelet.evictionHardMemory'),
  'nodeGroups.*.kubelet.evictionSoftMemory': group('kubelet.evictionSoftMemory'),
  'nodeGroups.*.maxUnhealthy': group('healthCheck.maxUnhealthy'),
  'nodeGroups.*.nodeStartupTimeout': group('healthCheck.nodeStartupTimeout'),
  'nodeGroups.*.roles[]': group('roles'),
  'nodeGroups.*.gpus[].name': group('gpus.name'),
};

const OF_ADDON: Readonly<Record<string, string>> = {
  enabled: '',
  valuesOverride: 'valuesOverride',
  exposeMethod: 'options.ingress.exposure',
  'hosts[]': 'options.ingress.hosts',
};

/** The field of the contract that a setting is; undefined when it is none. */
export function contractFieldOf(path: string): ContractField | undefined {
  if (Object.hasOwn(OFFERED, path)) return OFFERED[path];
  const [, key = '', setting = ''] = /^addons\.([^.]+)\.(.+)$/.exec(path) ?? [];
  const addon = addonIdOfManifestKey(key);
  const field = Object.hasOwn(OF_ADDON, setting) ? OF_ADDON[setting] : undefined;
  if (addon === undefined || field === undefined) return undefined;
  // What the platform reads of no chart is not a setting, whatever its schema says.
  if (field === 'valuesOverride' && addonFacts(addon)?.manifest?.subChart === null) return undefined;
  return { kind: 'Addon', path: field, addon };
}
