// Shows what was made: the cluster, its control plane, node groups, add-ons, and each node with its site.
import type { Hikube } from '@hikube/sdk';
import { heading, line, table } from './screen.ts';

export async function showInventory(hikube: Hikube, name: string): Promise<void> {
  const cluster = await hikube.clusters.get(name);
  const { status } = cluster;
  heading(`What was made: cluster ${cluster.name}`);
  line(`${status.phase}, Kubernetes ${status.version}, ${cluster.endpoint}`);
  line(
    `API servers ${status.controlPlane.ready}/${status.controlPlane.desired}, etcd ${status.etcd.ready}/${status.etcd.desired}, spread over ${cluster.sites.join(', ')}`,
  );
  line();
  const members = [...status.controlPlane.members, ...status.etcd.members];
  table(
    ['CONTROL PLANE', 'SITE', 'VERSION', 'READY'],
    members.map((member) => [member.name, member.site, member.version, member.ready ? 'yes' : 'no']),
  );
  line();
  const groups = await hikube.nodeGroups.list(name).toArray();
  table(
    ['NODE GROUP', 'TYPE', 'BOUNDS', 'READY', 'ROLES', 'GPUS'],
    groups.map((group) => [
      group.name,
      group.instanceType,
      `${group.minReplicas}–${group.maxReplicas}`,
      `${group.status.readyReplicas}/${group.status.replicas}`,
      group.roles.join(' ') || '-',
      group.gpus.map((gpu) => gpu.name).join(' ') || '-',
    ]),
  );
  line();
  const nodes = await hikube.nodes.list(name).toArray();
  table(
    ['NODE', 'GROUP', 'SITE', 'VERSION', 'PHASE'],
    nodes.map((node) => [node.name, node.nodeGroup, node.site, node.status.version, node.status.phase]),
  );
  line();
  const addons = await hikube.addons.list(name).toArray();
  table(
    ['ADD-ON', 'VERSION', 'PHASE'],
    addons.map((addon) => [addon.name, addon.status.version ?? '-', addon.status.phase]),
  );
}
