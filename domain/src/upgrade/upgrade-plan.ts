// What an upgrade would do, in order: the control plane first, then the node groups, node by node.
import type { KnownCatalogue } from '../catalogue/catalogue.ts';
import { error, type Finding, warning } from '../finding.ts';
import { gpuCount } from '../node-group/gpus.ts';
import { paceText } from '../node-group/rollout.ts';
import { at } from '../values/pointer.ts';
import type { JsonObject } from '../values/read.ts';
import { compareVersions, normaliseVersion, parseVersion } from '../values/version.ts';
import { allowedTargets, checkVersionChange, versionAfterQueue } from './version-change.ts';
import { checkPace, UPGRADE_PACE } from './version-upgrade.ts';

/** How many minor versions a kubelet may be behind its API server. */
export const KUBELET_SKEW_MAX = 3;

/** A node group as the plan sees it. */
export interface PlannedNodeGroup {
  readonly name: string;
  /** Nodes that exist now. */
  readonly nodes: number;
  /** Nodes that are ready now; absent when that is not known. */
  readonly readyNodes?: number;
  /** Oldest kubelet version in the group; absent when that is not known. */
  readonly version?: string | null;
  /** The desired state, for cards and sizes. */
  readonly group?: JsonObject;
}

/** What the plan is made from. */
export interface UpgradePlanInput {
  /** Minor version that the control plane has, or moves to in an upgrade that has started. */
  readonly current: string;
  /** Version to reach; absent plans the next one. */
  readonly target?: string;
  /** Targets of upgrades that were accepted and have not started. */
  readonly queued?: readonly string[];
  readonly nodeGroups: readonly PlannedNodeGroup[];
  /** API servers, replaced one at a time. */
  readonly controlPlaneReplicas?: number;
  /** Nodes that may exist above the wanted number while a group rolls. Default 1. */
  readonly maxSurge?: number;
  /** Nodes of a group that may be missing at once. Default 1. */
  readonly maxUnavailable?: number;
  readonly catalogue?: KnownCatalogue;
}

/** One step of a plan. */
export interface UpgradeStep {
  /** What happens. */
  readonly name: string;
  /** What is worked on. */
  readonly kind: 'ControlPlane' | 'NodeGroup';
  /** Name of the node group; of the control plane, null. */
  readonly group: string | null;
  /** Nodes that are replaced in this step. */
  readonly nodes: number;
}

/** A plan. */
export interface UpgradePlan {
  /** Minor version now, queued upgrades included. */
  readonly currentVersion: string;
  /** Target of the plan; `null` when nothing newer is offered. */
  readonly targetVersion: string | null;
  readonly allowedTargets: readonly string[];
  /** In order; empty when there is nothing to do. */
  readonly steps: readonly UpgradeStep[];
  readonly nodesRolled: number;
  /** Why the upgrade would be refused now. */
  readonly blockers: readonly Finding[];
  readonly warnings: readonly Finding[];
}

/** Plans an upgrade. The plan of a refused target has the steps that it would have, and says in `blockers` why not. */
export function planUpgrade(input: UpgradePlanInput): UpgradePlan {
  const queued = input.queued ?? [];
  const allowed = allowedTargets(input.current, queued, input.catalogue);
  const currentVersion = versionAfterQueue(input.current, queued) ?? input.current;
  const target = input.target === undefined ? allowed[0] : normaliseVersion(input.target);
  const change =
    input.target === undefined
      ? []
      : checkVersionChange(input.current, input.target, queued, input.catalogue, '/targetVersion');
  const moves = target !== undefined && compareVersions(target, currentVersion) !== 0;
  const steps = moves ? stepsTo(target, input) : [];
  const checks = moves ? [...checkPace(input), ...checkSkew(target, input), ...checkNodes(input)] : [];
  const findings = [...change, ...checks];
  return {
    currentVersion,
    targetVersion: target ?? null,
    allowedTargets: allowed,
    steps,
    nodesRolled: steps.reduce((sum, step) => sum + step.nodes, 0),
    blockers: findings.filter((finding) => finding.severity === 'error'),
    warnings: findings.filter((finding) => finding.severity === 'warning'),
  };
}

function stepsTo(target: string, input: UpgradePlanInput): readonly UpgradeStep[] {
  const servers = input.controlPlaneReplicas;
  const controlPlane: UpgradeStep = {
    name: `Upgrade the control plane to ${target}${servers === undefined ? '' : `, ${servers} API servers one by one`}`,
    kind: 'ControlPlane',
    group: null,
    nodes: 0,
  };
  const groups = input.nodeGroups.map(
    ({ name, nodes }): UpgradeStep => ({
      name: `Replace the nodes of ${name}, ${paceText({ ...UPGRADE_PACE, ...input })}`,
      kind: 'NodeGroup',
      group: name,
      nodes,
    }),
  );
  return [controlPlane, ...groups];
}

function checkSkew(target: string, input: UpgradePlanInput): readonly Finding[] {
  const to = parseVersion(target);
  return input.nodeGroups.flatMap((group) => {
    const kubelet = parseVersion(group.version);
    if (to === undefined || kubelet === undefined || group.nodes === 0) return [];
    if (kubelet.major === to.major && to.minor - kubelet.minor <= KUBELET_SKEW_MAX) return [];
    const detail =
      `Nodes of ${group.name} run ${group.version}, more than ${KUBELET_SKEW_MAX} minor versions behind ${target}; ` +
      'replace them first.';
    return [error(at('/nodeGroups', group.name), 'version_skew', detail)];
  });
}

function checkNodes(input: UpgradePlanInput): readonly Finding[] {
  return input.nodeGroups.flatMap((group) => {
    const pointer = at('/nodeGroups', group.name);
    const surge = input.maxSurge ?? 1;
    const findings: Finding[] = [];
    if (group.nodes === 1 && surge === 0) {
      const detail = `${group.name} has one node and no surge, so its pods stop while the node is replaced.`;
      findings.push(warning(pointer, 'no_fault_tolerance', detail));
    }
    if (group.nodes > 0 && surge > 0 && gpuCount(group.group ?? {}) > 0) {
      const detail = `The extra node of ${group.name} needs free GPUs; without one the upgrade waits, so plan it with a reserve.`;
      findings.push(warning(pointer, 'gpu_reserve', detail));
    }
    if (group.readyNodes !== undefined && group.readyNodes < group.nodes) {
      const detail = `${group.nodes - group.readyNodes} nodes of ${group.name} are not ready; look at them before you upgrade.`;
      findings.push(warning(pointer, 'nodes_not_ready', detail));
    }
    return findings;
  });
}
