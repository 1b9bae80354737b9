// May it? The rules of the domain, applied to what a write touches and to nothing else: what was accepted once stays
// accepted, also when the platform has stopped to offer it. Then how much stands in one cluster, and whose a name is.
import {
  type Catalogue,
  checkAddon,
  checkAddonRemoval,
  checkChange,
  checkCluster,
  checkNodeGroup,
  checkSiteOf,
  type Finding,
  type FindingCode,
  isObject,
  type JsonObject,
  type NameOwner,
  nameCollision,
  namesakes,
  pointerTokens,
} from '@hikube/domain';
import type { ProblemCode } from '@hikube/openapi/problems';
import type { FieldError } from '@hikube/openapi/types';
import { childKey, clusterKey } from '../model/keys.ts';
import { Refusal } from '../refusal.ts';
import { MAX_KEYS } from '../store/limits.ts';
import type { DocumentKey } from '../store/store.ts';
import { asDocument, type Desired } from './desired/desired.ts';
import type { Difference, ObjectChange } from './desired/difference.ts';
import { fieldErrorOf } from './field-errors.ts';
import type { Plan, Writing } from './ground.ts';

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
  /** Over which the cluster spans; absent when it is created. */
  readonly sites?: readonly string[];
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
  sites = [],
}: Checked): readonly Finding[] {
  const { nodeGroups: _groups, addons: _addons, ...cluster } = asDocument(name, after);
  // The text of a version tells more than the minor that is kept of it.
  const document = { ...cluster, version: written['version'] ?? cluster['version'] };
  const findings = checkCluster(document, catalogue).filter((finding) => isMeant(finding, written));
  if (before === undefined) return findings;
  // Whether a site may be chosen depends on the topology.
  const fields = difference.clusterFields.flatMap((each) =>
    each === '/topology' ? [each, '/site'] : [each],
  );
  return [
    // Whether the version may change depends on upgrades that are queued: the upgrade has rules of its own.
    ...findings.filter(
      ({ pointer }) => pointer !== '/version' && fields.some((field) => isRelated(pointer, field)),
    ),
    ...checkChange('Cluster', before.cluster, after.cluster),
    ...checkSiteOf(sites, before.cluster.site, after.cluster.site),
  ];
}

/** A derived value never asks for a capability: only what was written can be more than the platform can do. */
function isMeant({ code, pointer }: Finding, written: JsonObject): boolean {
  if (code !== 'capability_missing') return true;
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
    const findingsOf = (group: unknown): readonly Finding[] =>
      checkNodeGroup(change.name, group, { clusterName: name, catalogue, addonIds, pointer });
    const stood = () => findingsOf(before?.nodeGroups.get(change.name));
    return [
      ...withoutStanding(change, pointer, findingsOf(change.after), stood),
      ...checkChange('NodeGroup', before?.nodeGroups.get(change.name), change.after, pointer),
    ];
  });
}

/**
 * What a platform takes from others in more ways than this API: operators have classes of disks of their own, and the platform
 * compares thresholds of the kubelet by its own rules. A group that was taken in with such a setting can still be changed.
 */
const OF_OTHERS = ['/storageClass', '/kubelet', '/healthCheck'];

/**
 * The findings without those of such settings that an update leaves as they were.
 * @param stood what was found before; asked only when there is something to compare
 */
function withoutStanding(
  change: ObjectChange<unknown>,
  pointer: string,
  findings: readonly Finding[],
  stood: () => readonly Finding[],
): readonly Finding[] {
  if (change.action !== 'update') return findings;
  const isOf = (finding: Finding, fields: readonly string[]): boolean =>
    fields.some((field) => isRelated(finding.pointer, `${pointer}${field}`));
  // What the platform has no place for any more, it would refuse when it is told.
  const mayStand = findings.filter(
    (each) => each.code !== 'capability_missing' && isOf(each, OF_OTHERS) && !isOf(each, change.fields),
  );
  if (mayStand.length === 0) return findings;
  const before = new Set(stood().map(textOf));
  return findings.filter((each) => !mayStand.includes(each) || !before.has(textOf(each)));
}

function textOf({ pointer, code, detail }: Finding): string {
  return `${pointer} ${code} ${detail}`;
}

function addonFindings({ before, after, difference, catalogue }: Checked): readonly Finding[] {
  const addonIds = [...after.addons.keys()];
  const nodeGroups = [...after.nodeGroups.values()];
  return difference.addons.flatMap((change) => {
    const pointer = `/addons/${change.name}`;
    if (change.action === 'delete') return checkAddonRemoval(change.name, catalogue, pointer);
    return [
      ...checkAddon(change.name, change.after, { catalogue, addonIds, nodeGroups, pointer }),
      ...checkChange('Addon', before?.addons.get(change.name), change.after, pointer),
    ];
  });
}

/** Node groups of a cluster, as in one body of the contract: one request is bounded there, many requests are bounded here. */
const MAX_NODE_GROUPS = 50;

/** Refuses a change after which the cluster would hold more than it may. */
export function checkBounds({ nodeGroups }: Desired): void {
  if (nodeGroups.size <= MAX_NODE_GROUPS) return;
  const detail = `A cluster has at most ${MAX_NODE_GROUPS} node groups, and with this change it would have ${nodeGroups.size}: remove one first.`;
  throw new Refusal('validation_failed', detail, {
    errors: [{ pointer: '', code: 'out_of_range', detail }],
  });
}

// Findings with a problem code of their own; everything else is a rule that the body breaks.
const PROBLEMS: Partial<Record<FindingCode, ProblemCode>> = {
  capability_missing: 'capability_missing',
  addon_unavailable: 'capability_missing',
  quota_exceeded: 'quota_exceeded',
  deletion_protected: 'deletion_protected',
};

function problemOf({ code }: Finding): ProblemCode {
  return PROBLEMS[code] ?? 'validation_failed';
}

// What must be corrected anyway comes before what depends on the platform, and that before the quota: what a body takes
// that cannot be is no number.
const ORDER: readonly ProblemCode[] = ['validation_failed', 'capability_missing', 'quota_exceeded'];

/**
 * Refuses when a finding is an error. All errors of the first kind are told at once, and none of another kind beside
 * them, so that a refusal has one shape: whoever looks for a code finds it on the problem, or it is not the reason.
 */
export function refuseErrors(findings: readonly Finding[]): void {
  const all = findings.filter(({ severity }) => severity === 'error');
  const codes = new Set(all.map(problemOf));
  const code = ORDER.find((each) => codes.has(each)) ?? [...codes][0];
  if (code === undefined) return;
  const errors = all.filter((each) => problemOf(each) === code);
  const more = errors.length === 1 ? '' : ` And ${errors.length - 1} more, listed with their reasons.`;
  throw new Refusal(code, `${errors[0]!.detail}${more}`, { errors: errors.map(fieldErrorOf) });
}

/** The findings that refuse nothing. */
export function warningsOf(findings: readonly Finding[]): FieldError[] {
  return findings.filter(({ severity }) => severity === 'warning').map(fieldErrorOf);
}

/** Something new, which gets a name from the platform that nothing else of the tenant may have. */
export interface NewName {
  readonly owner: NameOwner;
  readonly pointer: string;
}

// Each "-" of a name is one more place to look at, and a commit relies on a bounded number of them.
const PLACES_MAX = MAX_KEYS - 100;

/**
 * The plan, which from now on also relies on that nothing of such a name comes into being meanwhile.
 * @throws Refusal `validation_failed` when a name is taken
 */
export async function claimNames(
  plan: Plan,
  names: readonly NewName[],
  { store, caller }: Pick<Writing, 'store' | 'caller'>,
): Promise<Plan> {
  const places = names.flatMap((name) =>
    namesakes(name.owner).map((other) => ({ name, other, key: keyOf(caller.tenant, other) })),
  );
  if (places.length === 0) return plan;
  if (places.length > PLACES_MAX) throw tooManyDashes(names);
  const found = await store.getMany(places.map(({ key }) => key));
  refuseErrors(
    places.flatMap(({ name, other }, index) =>
      found[index] === undefined ? [] : [nameCollision(name.owner, other, name.pointer)],
    ),
  );
  const guards = places.map(({ key }) => ({ key, expect: 'absent' as const }));
  return { ...plan, guards: [...plan.guards, ...guards] };
}

/** A cluster with its node groups, as names of one body. */
export function namesOfCluster(
  cluster: string,
  nodeGroups: Iterable<string>,
  { isNew }: { readonly isNew: boolean },
): readonly NewName[] {
  return [
    ...(isNew ? [{ owner: { cluster }, pointer: '/name' }] : []),
    ...[...nodeGroups].map((nodeGroup) => ({
      owner: { cluster, nodeGroup },
      pointer: `/nodeGroups/${nodeGroup}`,
    })),
  ];
}

function keyOf(tenant: string, { cluster, nodeGroup }: NameOwner): DocumentKey {
  return nodeGroup === undefined
    ? clusterKey(tenant, 'Cluster', cluster)
    : childKey(tenant, 'NodeGroup', cluster, nodeGroup);
}

function tooManyDashes(names: readonly NewName[]): Refusal {
  const detail =
    'The names of the new node groups have too many "-" together: create fewer groups at once, or name them shorter.';
  const errors = [{ pointer: names.at(-1)?.pointer ?? '', code: 'name_too_long', detail }];
  return new Refusal('validation_failed', detail, { errors });
}
