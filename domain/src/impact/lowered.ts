// What a change takes away of availability, durability or protection, although nothing about it is wrong: told before
// anybody says yes. What is unknown on either side is not judged.
import { fields } from '@hikube/openapi/fields';
import { controlPlaneSize, tolerableEtcdLosses } from '../cluster/topology.ts';
import { type Finding, warning } from '../finding.ts';
import { at } from '../values/pointer.ts';
import { isInteger, isObject, type JsonObject } from '../values/read.ts';
import { isUnknown } from '../values/unknown.ts';

/** A change of a cluster with what is inside it, both as they are written in the API. */
export function loweredCluster(before: JsonObject, after: JsonObject): readonly Finding[] {
  return [
    ...loweredControlPlane(before, after),
    ...loweredDeletionProtection(before, after),
    ...loweredMaintenance(before['maintenance'], after['maintenance']),
    ...commonKeys(before['nodeGroups'], after['nodeGroups']).flatMap(([name, was, is]) =>
      loweredNodeGroup(name, was, is, at('/nodeGroups', name)),
    ),
    ...keysGone(before['addons'], after['addons']).flatMap((id) => loweredAddon(id, at('/addons', id))),
  ];
}

/** A change of a node group. */
export function loweredNodeGroup(
  name: string,
  before: JsonObject,
  after: JsonObject,
  pointer = '',
): readonly Finding[] {
  const findings: Finding[] = [];
  const say = (field: string, detail: string) =>
    findings.push(warning(at(pointer, field), 'availability_lowered', detail));
  const sides = (field: 'minReplicas' | 'maxReplicas') =>
    [before, after].map((side) => side[field] ?? fields.NodeGroup[field].default);
  const least = sides('minReplicas');
  const most = sides('maxReplicas');
  if (falls(least))
    say(
      'minReplicas',
      `${name} keeps at least ${least[1] === 0 ? 'no node' : least[1]}, ${least[0]} before.`,
    );
  if (falls(most)) say('maxReplicas', `${name} grows to at most ${most[1]}, ${most[0]} before.`);
  const lost = rolesLost(before['roles'], after['roles']);
  if (lost.length > 0)
    say('roles', `${name} loses the role ${lost.join(', ')}: what runs by that role leaves its nodes.`);
  return findings;
}

/** An add-on that is disabled. */
export function loweredAddon(id: string, pointer = ''): readonly Finding[] {
  if (id !== 'velero') return [];
  return [warning(pointer, 'protection_lowered', 'Without velero no more backups of the cluster are made.')];
}

function loweredControlPlane(before: JsonObject, after: JsonObject): readonly Finding[] {
  if (!isKnown(before) || !isKnown(after)) return [];
  const [was, is] = [controlPlaneSize(before), controlPlaneSize(after)];
  const findings: Finding[] = [];
  if (is.replicas < was.replicas) {
    const then =
      is.replicas === 1 ? 'it is away whenever that one, or its site, is' : 'fewer of them may fail at once';
    findings.push(
      warning(
        '/controlPlane/replicas',
        'availability_lowered',
        `The API of the cluster goes from ${was.replicas} servers to ${is.replicas}: ${then}.`,
      ),
    );
  }
  if (tolerableEtcdLosses(is.etcdMembers) < tolerableEtcdLosses(was.etcdMembers)) {
    findings.push(
      warning(
        '/controlPlane/etcdMembers',
        'availability_lowered',
        `etcd goes from ${was.etcdMembers} members to ${is.etcdMembers}: ${etcdThen(was.etcdMembers, is.etcdMembers)}.`,
      ),
    );
  }
  return findings;
}

function etcdThen(was: number, is: number): string {
  const [before, after] = [tolerableEtcdLosses(was), tolerableEtcdLosses(is)];
  return after === 0
    ? 'the loss of a site is not survived any more, and may take the state of the cluster with it'
    : `it survives the loss of ${after} at once, ${before} before`;
}

function isKnown({ topology, controlPlane }: JsonObject): boolean {
  const inner = isObject(controlPlane) ? Object.values(controlPlane) : [];
  return ![topology, controlPlane, ...inner].some(isUnknown);
}

function loweredDeletionProtection(before: JsonObject, after: JsonObject): readonly Finding[] {
  const is = after['deletionProtection'];
  if (before['deletionProtection'] !== true || is === true || isUnknown(is)) return [];
  const detail =
    'deletionProtection goes off: from then on the cluster can be deleted, with all that is in it.';
  return [warning('/deletionProtection', 'protection_lowered', detail)];
}

function loweredMaintenance(before: unknown, after: unknown): readonly Finding[] {
  if (!isObject(before) || isUnknown(after)) return [];
  const is = isObject(after) ? after : {};
  const findings: Finding[] = [];
  if (before['autoPatch'] === true && is['autoPatch'] !== true && !isUnknown(is['autoPatch'])) {
    const detail =
      'maintenance.autoPatch goes off: new patches of Kubernetes, security fixes among them, are no longer applied by themselves.';
    findings.push(warning('/maintenance/autoPatch', 'protection_lowered', detail));
  }
  const gone = exclusionsGone(before['exclusions'], is['exclusions']);
  if (gone > 0) {
    const detail = `${gone === 1 ? 'An exclusion' : `${gone} exclusions`} of maintenance ${gone === 1 ? 'is' : 'are'} gone: what waits for the window may be rolled out in that time.`;
    findings.push(warning('/maintenance/exclusions', 'protection_lowered', detail));
  }
  return findings;
}

function exclusionsGone(before: unknown, after: unknown): number {
  if (!Array.isArray(before) || isUnknown(after)) return 0;
  const now: readonly unknown[] = Array.isArray(after) ? after : [];
  if (now.some((entry) => isUnknown(entry) || (isObject(entry) && Object.values(entry).some(isUnknown))))
    return 0;
  const times = (entry: unknown) =>
    isObject(entry) ? `${String(entry['start'])} ${String(entry['end'])}` : '';
  const kept = new Set(now.map(times));
  return before.filter((entry) => !kept.has(times(entry))).length;
}

function falls([was, is]: readonly unknown[]): boolean {
  return isInteger(was) && isInteger(is) && is < was;
}

function rolesLost(before: unknown, after: unknown): readonly string[] {
  if (!Array.isArray(before) || isUnknown(after)) return [];
  const now: readonly unknown[] = Array.isArray(after) ? after : [];
  if (now.some(isUnknown)) return [];
  return before.filter((role): role is string => typeof role === 'string' && !now.includes(role));
}

/** Values of both maps by key, where both have an object. */
function commonKeys(before: unknown, after: unknown): readonly (readonly [string, JsonObject, JsonObject])[] {
  if (!isObject(before) || !isObject(after)) return [];
  return Object.keys(before).flatMap((key) => {
    const [was, is] = [before[key], Object.hasOwn(after, key) ? after[key] : undefined];
    return isObject(was) && isObject(is) ? [[key, was, is] as const] : [];
  });
}

/** A map that is not there at all lets go of what it had, and deletes nothing. */
function keysGone(before: unknown, after: unknown): readonly string[] {
  if (!isObject(before) || !isObject(after)) return [];
  return Object.keys(before).filter((key) => !Object.hasOwn(after, key) || after[key] === null);
}
