// The capabilities that the contract knows, and which of them the platform has. A known one that is missing is told
// too: a client can then say "not here" instead of "no such thing".
import type { Catalogue } from '@hikube/domain';
import type { Capability } from '@hikube/openapi/types';

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  'addon.monitoring.options': 'The parts of the monitoring agents can be chosen one by one.',
  'autoscaling.scaleFromZero': 'A node group without nodes gets one when pods need it.',
  'etcd.perCluster': 'Each cluster has etcd members of its own, and their number can be chosen.',
  'network.loadBalancer': 'The API server can have an address of its own.',
  'nodeGroup.gpus': 'Nodes can have GPUs.',
  'nodeGroup.resources': 'Nodes can have an explicit size in place of an instance type.',
};

/** Every capability that is known or offered, in the order of their ids. */
export function capabilityList(catalogue: Catalogue): Capability[] {
  const ids = new Set([
    ...Object.keys(DESCRIPTIONS),
    ...addonCapabilities(catalogue),
    ...catalogue.capabilities,
  ]);
  return [...ids].sort().map((id) => ({
    id,
    available: catalogue.capabilities.includes(id),
    description: describe(id, catalogue),
  }));
}

function addonCapabilities({ addons }: Catalogue): string[] {
  return addons.filter(({ alwaysOn }) => !alwaysOn).map(({ id }) => `addon.${id}`);
}

function describe(id: string, { addons }: Catalogue): string {
  const addon = addons.find((each) => `addon.${each.id}` === id);
  const known = DESCRIPTIONS[id];
  return known ?? (addon === undefined ? id : `The add-on ${addon.displayName ?? addon.id} can be enabled.`);
}
