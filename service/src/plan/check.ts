// The rules of the domain, applied to what a write touches and to nothing else: what was accepted once stays
// accepted, also when the platform has stopped to offer it.
import {
  type Catalogue,
  checkAddon,
  checkAddonRemoval,
  checkChange,
  checkCluster,
  checkNodeGroup,
  type Finding,
  pointerTokens,
} from '@hikube/domain';
import { asDocument, type Desired } from './desired/desired.ts';
import type { Difference } from './desired/difference.ts';
import { isObject, type JsonObject } from './desired/merge-patch.ts';

/** What is checked, and against what. */
export interface Checked {
  readonly name: string;
  /** Undefined when the cluster is created. */
  readonly before: Desired | undefined;
  readonly after: Desired;
  readonly difference: Difference;
  /** What the caller wrote of the cluster itself: the body of a create, or a patch. */
  readonly written: JsonObject;
  readonly catalogue: Catalogue;
}

/** Every finding about what a write touches; pointers start at the cluster. */
export function checkDifference(checked: Checked): readonly Finding[] {
  return [...clusterFindings(checked), ...nodeGroupFindings(checked), ...addonFindings(checked)];
}

function clusterFindings({
  name,
  before,
  after,
  difference,
  written,
  catalogue,
}: Checked): readonly Finding[] {
  const { nodeGroups: _groups, addons: _addons, ...cluster } = asDocument(name, after);
  // The text of a version tells more than the minor that is kept of it.
  const document = { ...cluster, version: written['version'] ?? cluster['version'] };
  const findings = checkCluster(document, catalogue).filter((finding) => isMeant(finding, written));
  if (before === undefined) return findings;
  const { clusterFields } = difference;
  return [
    // Whether the version may change depends on upgrades that are queued: the upgrade has rules of its own.
    ...findings.filter(
      ({ pointer }) => pointer !== '/version' && clusterFields.some((field) => isRelated(pointer, field)),
    ),
    ...checkChange('cluster', before.cluster, after.cluster),
  ];
}

/** A derived value never asks for a capability: only what was written can be more than the platform can do. */
function isMeant({ code, pointer }: Finding, written: JsonObject): boolean {
  if (code !== 'missing_capability') return true;
  let value: unknown = written;
  for (const token of pointerTokens(pointer) ?? []) {
    value = isObject(value) && Object.hasOwn(value, token) ? value[token] : undefined;
  }
  return value !== undefined && value !== null;
}

/** One of the two places contains the other. */
function isRelated(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}/`) || other.startsWith(`${one}/`);
}

function nodeGroupFindings({ name, before, after, difference, catalogue }: Checked): readonly Finding[] {
  const addonIds = [...after.addons.keys()];
  return difference.nodeGroups.flatMap((change) => {
    if (change.action === 'delete') return [];
    const pointer = `/nodeGroups/${change.name}`;
    return [
      ...checkNodeGroup(change.name, change.after, { clusterName: name, catalogue, addonIds, pointer }),
      ...checkChange('nodeGroup', before?.nodeGroups.get(change.name), change.after, pointer),
    ];
  });
}

function addonFindings({ before, after, difference, catalogue }: Checked): readonly Finding[] {
  const addonIds = [...after.addons.keys()];
  const nodeGroups = [...after.nodeGroups.values()];
  return difference.addons.flatMap((change) => {
    const pointer = `/addons/${change.name}`;
    if (change.action === 'delete') return checkAddonRemoval(change.name, catalogue, pointer);
    return [
      ...checkAddon(change.name, change.after, { catalogue, addonIds, nodeGroups, pointer }),
      ...checkChange('addon', before?.addons.get(change.name), change.after, pointer),
    ];
  });
}
