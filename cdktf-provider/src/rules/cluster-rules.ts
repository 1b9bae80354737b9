// Everything that is wrong with a cluster and its children, as far as it is known at synth. No catalogue is asked: a
// version, an instance type or an add-on that this package has not heard of may be newer than it.
import {
  at,
  checkAddon,
  checkCluster,
  checkNodeGroup,
  type Finding,
  isDnsLabel,
  UNKNOWN,
} from '@hikube/domain';
import type { AddonProps, ClusterProps, NodeGroupProps, VersionUpgradeProps } from '../props.ts';
import { addonForm, clusterForm, nodeGroupForm } from './api-form.ts';
import { checkShape } from './check-shape.ts';
import { checkChildNames } from './child-names.ts';
import { type IsUnresolved, known } from './known.ts';
import { checkNumberReferences } from './number-references.ts';
import { refusal } from './refusal.ts';
import { CLUSTER, UPGRADE } from './shapes.ts';
import { checkTemplates } from './templates.ts';
import { checkListed } from './unlisted.ts';
import { checkUpgrades } from './upgrade-rules.ts';

/** A cluster with all that was added to it. */
export interface CheckedCluster {
  readonly props: ClusterProps;
  /** By name; absent when nothing was said about node groups. */
  readonly nodeGroups: Children<NodeGroupProps> | undefined;
  /** By id; absent when nothing was said about add-ons. */
  readonly addons: Children<AddonProps> | undefined;
  readonly upgrades: readonly VersionUpgradeProps[];
}

type Children<Props> = Readonly<Record<string, Props>>;

/** The findings, each at a pointer into the API's form of the props. */
export function clusterFindings(cluster: CheckedCluster, isUnresolved: IsUnresolved): readonly Finding[] {
  const { props, nodeGroups = {}, addons = {}, upgrades } = cluster;
  const later = (value: unknown) => known(value, isUnresolved);
  const misnamed = [
    ...checkChildNames(nodeGroups, 'node group', '/nodeGroups', isUnresolved),
    ...checkChildNames(addons, 'add-on', '/addons', isUnresolved),
  ];
  const places = new Set(misnamed.map(({ pointer }) => pointer));
  const rules = [
    ...checkCluster(later(wholeForm(cluster))).map((finding) => atVersionProperty(finding, props)),
    ...separateFindings(cluster, later),
    ...Object.keys(addons).flatMap(checkAddonKey),
  ];
  return [
    ...checkShapes(cluster, isUnresolved),
    ...checkTemplates(literals(cluster)),
    ...checkNumberReferences({ ...props, nodeGroups, addons, upgrades }, isUnresolved),
    ...misnamed,
    // A name that is a reference breaks every rule of names.
    ...rules.filter(({ pointer }) => !places.has(pointer)),
    ...checkUpgrades(props, upgrades, later),
    ...checkListed(
      later(props) as ClusterProps,
      later(nodeGroups) as Children<NodeGroupProps>,
      Object.keys(addons).filter(isDnsLabel),
      later(upgrades) as readonly VersionUpgradeProps[],
    ),
  ];
}

/** The properties of the cluster without its children, which were added to since, and those of the children. */
function checkShapes(
  { props, nodeGroups, addons, upgrades }: CheckedCluster,
  isUnresolved: IsUnresolved,
): readonly Finding[] {
  const own = { ...props, nodeGroups, addons };
  return [
    ...checkShape(own, CLUSTER, '', isUnresolved),
    ...checkShape(upgrades, { items: UPGRADE }, '/upgrades', isUnresolved),
  ];
}

/**
 * What reaches Terraform as it was written. Helm values that are objects do not, because they are encoded, and neither
 * do arguments such as `lifecycle`, whose texts are Terraform expressions.
 */
function literals({ props, nodeGroups, addons = {}, upgrades }: CheckedCluster): object {
  const { version, initialVersion, timeouts } = props;
  return {
    ...{ ...clusterForm(props), version, initialVersion, timeouts, nodeGroups, upgrades },
    addons: mapValues(addons, ({ valuesOverride, secretValues, ...addon }) => ({
      ...addon,
      valuesOverride: typeof valuesOverride === 'string' ? valuesOverride : undefined,
      secretValues: typeof secretValues?.values === 'string' ? { values: secretValues.values } : undefined,
    })),
  };
}

/** The ids of add-ons may be newer than this package, but not of another grammar. */
function checkAddonKey(id: string): readonly Finding[] {
  if (isDnsLabel(id)) return [];
  const detail = 'The id of an add-on has lower-case letters, digits and "-" only, such as "cert-manager".';
  return [refusal(at('/addons', id), detail)];
}

/** In the API a cluster has one version; which of two properties it came from is only known here. */
function atVersionProperty(finding: Finding, { version }: ClusterProps): Finding {
  return finding.pointer === '/version' && version === undefined
    ? { ...finding, pointer: '/initialVersion' }
    : finding;
}

/** The cluster with the children that its own maps hold. A map that nobody spoke of says nothing about its absence. */
function wholeForm({ props, nodeGroups, addons }: CheckedCluster): object {
  const inlineGroups = props.nodeGroupManagement === 'separate' ? undefined : nodeGroups;
  const inlineAddons = props.addonManagement === 'separate' ? undefined : addons;
  return {
    ...clusterForm(props),
    ...(inlineGroups && { nodeGroups: mapValues(inlineGroups, nodeGroupForm) }),
    ...(inlineAddons && { addons: mapValues(inlineAddons, addonForm) }),
  };
}

/** Children with resources of their own are checked one by one: others may exist beside them. */
function separateFindings(
  { props, nodeGroups = {}, addons = {} }: CheckedCluster,
  later: (value: unknown) => unknown,
): readonly Finding[] {
  const clusterName = later(props.name);
  const groups = props.nodeGroupManagement === 'separate' ? Object.entries(nodeGroups) : [];
  const enabled = props.addonManagement === 'separate' ? Object.entries(addons) : [];
  return [
    ...groups.flatMap(([name, group]) => {
      const context = {
        clusterName: clusterName === UNKNOWN ? undefined : clusterName,
        pointer: at('/nodeGroups', name),
      };
      return checkNodeGroup(name, later(nodeGroupForm(group)), context);
    }),
    ...enabled.flatMap(([id, addon]) =>
      checkAddon(id, later(addonForm(addon)), { pointer: at('/addons', id) }),
    ),
  ];
}

function mapValues<T>(map: Children<T>, change: (value: T) => object): Record<string, object> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
}
