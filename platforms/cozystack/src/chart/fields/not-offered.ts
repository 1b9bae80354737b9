// Settings of the chart that the contract has no field for, each with its reason. A cluster that has one keeps it: what
// nobody here knows is sent back as it was.

const SIZED =
  'The contract sizes a control plane by topology and replicas. The platform chooses what each server may use; what somebody set stays.';
const FLAGS =
  'Flags, volumes and mounts of the API server reach the host of the control plane. Until the contract lists the safe ones by name, it offers none.';
const RESERVED =
  'Reservations of the kubelet follow from the size of a node (5 %). The contract has no field for them yet; what somebody set stays.';
const EVICTION =
  'Eviction thresholds follow from the size of a node. The contract has no field for them yet; what somebody set stays.';
const HEALTH =
  'When a node counts as unhealthy and is made anew is the platform’s decision. The contract has no field for it yet; what somebody set stays.';
const IMAGES = 'Images of the platform’s own helpers. A user has no reason to change them.';
const TALOS =
  'The operating system of nodes is the platform’s, and moves with its releases. A pinned one breaks the next Kubernetes version.';
const SIGN_IN =
  'Who may sign in with an identity provider. The contract issues kubeconfigs with a role and an end instead; it has no field for this yet.';
const POD_CPU =
  'CPU of the pod around a node. It makes a node smaller than it says; the contract sizes nodes by resources alone.';

/** Reasons by path in the chart; a path stands for everything below it, too. */
export const NOT_OFFERED: Readonly<Record<string, string>> = {
  'controlPlane.apiServer.resources': SIZED,
  'controlPlane.apiServer.resourcesPreset': SIZED,
  'controlPlane.apiServer.extraArgs': FLAGS,
  'controlPlane.apiServer.extraVolumes': FLAGS,
  'controlPlane.apiServer.extraVolumeMounts': FLAGS,
  'controlPlane.controllerManager': SIZED,
  'controlPlane.scheduler': SIZED,
  'controlPlane.konnectivity': SIZED,
  'nodeGroups.*.storageClass':
    'The disk of a node is of the storage class of its cluster. The contract has no field for another one yet; what somebody set stays.',
  'nodeGroups.*.kubelet.systemReservedCpu': RESERVED,
  'nodeGroups.*.kubelet.systemReservedMemory': RESERVED,
  'nodeGroups.*.kubelet.kubeReservedCpu': RESERVED,
  'nodeGroups.*.kubelet.kubeReservedMemory': RESERVED,
  'nodeGroups.*.kubelet.evictionHardMemory': EVICTION,
  'nodeGroups.*.kubelet.evictionSoftMemory': EVICTION,
  'nodeGroups.*.podCpuLimit': POD_CPU,
  'nodeGroups.*.podCpuRequest': POD_CPU,
  'nodeGroups.*.logSerialConsole':
    'A container beside each node that prints its console, where only operators of the platform can read it.',
  'nodeGroups.*.maxUnhealthy': HEALTH,
  'nodeGroups.*.nodeStartupTimeout': HEALTH,
  nodeHealthCheck: HEALTH,
  maxNodeProvisionTime:
    'How long the autoscaler waits for a machine. The contract has no field for it yet; what somebody set stays.',
  images: IMAGES,
  talos: TALOS,
  oidc: SIGN_IN,
  'addons.monitoringAgents.valuesOverride': 'No template of the chart reads it, in any release.',
};

/** Why a setting is not offered; undefined when nothing is said of it. */
export function reasonOf(path: string): string | undefined {
  const above = Object.keys(NOT_OFFERED).find(
    (each) => path === each || path.startsWith(`${each}.`) || path.startsWith(`${each}[`),
  );
  return above === undefined ? undefined : NOT_OFFERED[above];
}
