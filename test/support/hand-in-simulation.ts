// The hand behind the API where clusters are simulated.
import type { Hikube } from '@hikube/sdk';
import { type Hand, NOBODY_THERE } from './hand.ts';
import type { ServiceInside } from './service-inside.ts';

export function handInSimulation(inside: ServiceInside, hikube: Hikube): Hand {
  const { faults, controls } = inside;
  return {
    get standsStill() {
      return inside.standsStill;
    },
    set standsStill(value) {
      inside.standsStill = value;
    },
    get before() {
      return inside.before;
    },
    set before(value) {
      inside.before = value;
    },
    credential: inside.token,
    kubeconfigToken: /hkc_[0-9a-f]{16,}/,
    valuesOf: async (cluster, addon) => inside.valuesOf(cluster, addon),
    namespace: 'tenant-demo',
    comesAlong: [],
    async make(name, groups) {
      const nodeGroups = Object.fromEntries(
        Object.entries(groups ?? {}).map(([key, group]) => [key, { ...group, roles: [...group.roles] }]),
      );
      await hikube.clusters.create({ name, version: '1.35', nodeGroups });
    },
    async createVolume(name, volume) {
      const { uid, tenant } = await hikube.clusters.get(name);
      await controls.createVolume({ tenant, name, uid }, volume);
    },
    async fill(name, group, nodes) {
      const { uid, tenant } = await hikube.clusters.get(name);
      // More than half of a node, so that no two of them share one.
      const { cpu } = (await hikube.nodes.list(name).toArray()).find(({ nodeGroup }) => nodeGroup === group)!;
      const pod = `${Math.floor((Number(cpu) * 3_000) / 4)}m`;
      await controls.setDemand({ tenant, name, uid }, group, { pods: nodes, cpu: pod });
    },
    refuse: (cluster, message) => {
      faults.push({ kind: 'ControlPlaneFails', cluster, message });
    },
    keepOut: (cluster, nodeGroup) => {
      faults.push({ kind: 'NodeNeverJoins', cluster, nodeGroup });
    },
    heal: (name) => {
      const others = faults.filter((fault) => !('cluster' in fault) || fault.cluster !== name);
      faults.splice(0, faults.length, ...others);
    },
    away: () => NOBODY_THERE,
    issue: (order) => inside.issue(order),
  };
}
