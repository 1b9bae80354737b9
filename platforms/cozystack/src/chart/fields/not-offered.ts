// Settings of the chart that the contract has no field for, each with its reason. A cluster that has one keeps it: what
// nobody here knows is sent back as it was.

const SIZED =
  'The contract sizes a control plane by topology and replicas. The platform chooses what each server may use; what somebody set stays.';
const FLAGS =
  'Flags, volumes and mounts of the API server reach its process on the platform: a wrong one takes the cluster away from its user, and none can be checked in advance.';
const HEALTH =
  'Each node group has a health check of its own, which wins over this one; when a silent node is given up is the platform’s decision.';
const IMAGES = 'Images of the platform’s own helpers. A user has no reason to change them.';
const TALOS =
  'The operating system of nodes is the platform’s, and moves with its releases. A pinned one breaks the next Kubernetes version.';
const SIGN_IN =
  'Who may sign in with an identity provider of the platform. The contract issues kubeconfigs with a role and an end instead, which can be listed and revoked; two ways in would make that list untrue.';
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
  'nodeGroups.*.podCpuLimit': POD_CPU,
  'nodeGroups.*.podCpuRequest': POD_CPU,
  'nodeGroups.*.logSerialConsole':
    'A container beside each node that prints its console, where only operators of the platform can read it.',
  nodeHealthCheck: HEALTH,
  maxNodeProvisionTime:
    'How long the autoscaler waits for a machine before it tries another group, which depends on the hardware of the platform.',
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
