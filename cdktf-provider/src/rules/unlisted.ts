// Warns of names that this package has not heard of. They may be newer than it, so they are no errors; they may be slips.
import { at, didYouMean, type Finding, type FindingCode, isUnknown, normaliseVersion } from '@hikube/domain';
import * as catalogue from '@hikube/openapi/catalogue';
import type { ClusterProps, NodeGroupProps, VersionUpgradeProps } from '../props.ts';

type Listed = { readonly code: FindingCode; readonly noun: string; readonly names: readonly string[] };

const INSTANCE_TYPE: Listed = {
  code: 'unknown_instance_type',
  noun: 'instance type',
  names: catalogue.instanceTypeNames,
};
const GPU: Listed = { code: 'unknown_gpu_type', noun: 'GPU', names: catalogue.gpuTypeNames };
const STORAGE_CLASS: Listed = {
  code: 'unknown_storage_class',
  noun: 'storage class',
  names: catalogue.storageClassNames,
};
const ADDON: Listed = { code: 'unknown_addon', noun: 'add-on', names: catalogue.addonIds };
const VERSION: Listed = {
  code: 'unknown_version',
  noun: 'Kubernetes version',
  names: catalogue.kubernetesMinors,
};

/** Warnings about names in the props, which are known at synth or marked. */
export function checkListed(
  { version, initialVersion, storageClass }: ClusterProps,
  nodeGroups: Readonly<Record<string, NodeGroupProps>>,
  addonIds: readonly string[],
  upgrades: readonly VersionUpgradeProps[],
): readonly Finding[] {
  return [
    ...listed(VERSION, minor(version), '/version'),
    ...listed(VERSION, minor(initialVersion), '/initialVersion'),
    ...listed(STORAGE_CLASS, storageClass, '/storageClass'),
    ...Object.entries(nodeGroups).flatMap(([name, group]) => ofGroup(group, at('/nodeGroups', name))),
    ...addonIds.flatMap((id) => listed(ADDON, id, at('/addons', id))),
    ...upgrades.flatMap(({ targetVersion }, index) =>
      listed(VERSION, minor(targetVersion), at(at('/upgrades', index), 'targetVersion')),
    ),
  ];
}

function ofGroup({ instanceType, gpus }: NodeGroupProps, pointer: string): readonly Finding[] {
  const cards: readonly unknown[] = Array.isArray(gpus) ? gpus : [];
  return [
    ...listed(INSTANCE_TYPE, instanceType, at(pointer, 'instanceType')),
    ...cards.flatMap((name, index) => listed(GPU, name, at(at(pointer, 'gpus'), index))),
  ];
}

/** A version that is none is an error already. */
function minor(version: unknown): unknown {
  return typeof version === 'string' ? normaliseVersion(version) : undefined;
}

function listed({ code, noun, names }: Listed, name: unknown, pointer: string): readonly Finding[] {
  if (typeof name !== 'string' || isUnknown(name) || names.includes(name)) return [];
  const detail = `This package does not know the ${noun} ${JSON.stringify(name)}.${didYouMean(name, names)} One that is newer than the package is no mistake.`;
  return [{ pointer, code, severity: 'warning', detail }];
}
