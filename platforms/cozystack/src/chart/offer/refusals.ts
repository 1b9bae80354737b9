// What can be asked for and this platform cannot do: refused with words, never taken and ignored.
import { addonFacts, addonIdOfManifestKey, at, controlPlaneSize, type Finding } from '@hikube/domain';
import { fields } from '@hikube/openapi/fields';
import type { DesiredAddon, DesiredCluster, DesiredNodeGroup } from '@hikube/service/platform';
import type { Shape } from '../shape/shape.ts';
import { NODE_SETTINGS, takesSetting } from '../spec/node-settings.ts';

/** What is asked of a cluster. What is absent is not asked. */
export type Asked = Partial<
  Pick<
    DesiredCluster,
    | 'topology'
    | 'controlPlane'
    | 'network'
    | 'nodeGroups'
    | 'addons'
    | 'patch'
    | 'rollout'
    | 'replaceNodes'
    | 'host'
  >
>;

function refusal(pointer: string, detail: string): Finding {
  return { pointer, code: 'capability_missing', severity: 'error', detail };
}

/** Everything that is refused, each with its place in the cluster of the contract. */
export function refusalsOf(asked: Asked, shape: Shape): readonly Finding[] {
  return [
    ...clusterRefusals(asked),
    ...(asked.nodeGroups ?? []).flatMap((group) => groupRefusals(group, shape)),
    ...(asked.addons ?? []).flatMap((addon) => addonRefusals(addon, shape)),
  ];
}

function clusterRefusals(asked: Asked): readonly Finding[] {
  const { topology = 'production', controlPlane, network, patch, rollout, replaceNodes = [] } = asked;
  const members = controlPlaneSize({ topology }).etcdMembers;
  const found: (Finding | false)[] = [
    network?.exposure === 'load-balancer' &&
      refusal(
        '/network/exposure',
        'Cozystack publishes the API server only through its ingress; use exposure "proxied".',
      ),
    controlPlane !== undefined &&
      controlPlane.etcdMembers !== members &&
      refusal(
        '/controlPlane/etcdMembers',
        'Cozystack runs one etcd for all clusters of the tenant, so etcdMembers cannot be chosen; remove it.',
      ),
    patch !== undefined &&
      refusal('/version', `Cozystack chooses the patch itself; ask for the minor version of ${patch}.`),
    rollout?.paused === true &&
      refusal(
        '',
        'Cozystack exchanges the nodes of all groups at once and cannot be paused; let the upgrade end.',
      ),
    (rollout?.maxSurge ?? rollout?.maxUnavailable) !== undefined &&
      refusal(
        '',
        'Cozystack sets the pace itself (as many nodes more as the maximum of the group, one less); leave out maxSurge and maxUnavailable.',
      ),
    replaceNodes.length > 0 &&
      refusal(
        '',
        'A tenant of Cozystack cannot have a single node exchanged; drain it with kubectl, or change the group.',
      ),
  ];
  return found.filter((each) => each !== false);
}

function groupRefusals(group: DesiredNodeGroup, shape: Shape): readonly Finding[] {
  const pointer = at('/nodeGroups', group.name);
  const { maxSurge, maxUnavailable } = fields.NodeGroup.rollout.default;
  const isPaced = group.rollout.maxSurge !== maxSurge || group.rollout.maxUnavailable !== maxUnavailable;
  const found: (Finding | false)[] = [
    Object.keys(group.labels).length > 0 &&
      refusal(
        at(pointer, 'labels'),
        'Cozystack labels the nodes of a group only with its roles; use roles, or label the nodes with kubectl.',
      ),
    group.taints.length > 0 &&
      refusal(
        at(pointer, 'taints'),
        'Cozystack does not taint the nodes of a group; remove taints, or set them with kubectl.',
      ),
    isPaced &&
      refusal(at(pointer, 'rollout'), 'Cozystack sets the pace of an exchange itself; remove rollout.'),
    ...NODE_SETTINGS.map(
      (setting) =>
        group[setting] !== undefined &&
        !takesSetting(shape, setting) &&
        refusal(
          at(pointer, setting),
          `This release of Cozystack has no ${setting} of node groups; remove it.`,
        ),
    ),
  ];
  return found.filter((each) => each !== false);
}

function addonRefusals({ id, version, options }: DesiredAddon, { addons }: Shape): readonly Finding[] {
  const pointer = at('/addons', id);
  const isOffered = [...addons.keys()].some((key) => addonIdOfManifestKey(key) === id);
  if (!isOffered) {
    const detail = `This release of Cozystack has no add-on ${id}; remove it, or install it in the cluster yourself.`;
    return [{ pointer, code: 'addon_unavailable', severity: 'error', detail }];
  }
  const found: (Finding | false)[] = [
    version !== undefined &&
      refusal(
        at(pointer, 'version'),
        `Cozystack chooses the version of ${id} with its own releases; remove version.`,
      ),
    Object.keys(options?.certManager?.issuers ?? {}).length > 0 &&
      refusal(
        at(pointer, 'options', 'certManager', 'issuers'),
        'Cozystack makes no issuers; remove them, and create a ClusterIssuer in the cluster.',
      ),
    Object.values(options?.monitoring ?? {}).includes(false) &&
      refusal(
        at(pointer, 'options', 'monitoring'),
        'Cozystack installs all monitoring agents or none; remove the options.',
      ),
  ];
  return found.filter((each) => each !== false);
}

/** Whether options of an add-on can be written into the chart. */
export function takesOptions(id: string): boolean {
  const options = addonFacts(id)?.options;
  return options === 'ingress' || options === 'flux';
}
