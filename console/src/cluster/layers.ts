// What stands at which site, as rows of the matrix: API servers, etcd members, nodes by group, copies of volumes.
import type { ControlPlaneMember, Node } from '@hikube/sdk';
import type { Layer, Unit } from '../drawings/matrix.tsx';
import { copyLook } from '../drawings/trio.tsx';
import type { Words } from '../text/words.ts';
import type { Shape, Tone } from '../ui/icon.tsx';
import type { ClusterPicture } from './picture.ts';

const NODES: Readonly<Record<string, readonly [Shape, Tone]>> = {
  Scheduling: ['dash', 'idle'],
  Booting: ['nodejoin', 'run'],
  Joining: ['nodejoin', 'run'],
  Ready: ['node', 'ok'],
  NotReady: ['nodebad', 'fail'],
  Draining: ['drain', 'warn'],
  Deleting: ['minus', 'warn'],
};

/** The rows, top down. */
export function layersOf(picture: ClusterPicture, words: Words): readonly Layer[] {
  const { cluster, nodeGroups, nodes, volumes } = picture;
  const { controlPlane, etcd, version } = cluster.status;
  return [
    {
      key: 'api',
      name: words.apiServer,
      sub: version ?? cluster.version,
      units: bySite(controlPlane.members, (member) => memberUnit(member, version, words)),
    },
    {
      key: 'etcd',
      name: words.etcdMember,
      ...(etcd.quorum ? {} : { sub: words.noQuorum }),
      units: bySite(etcd.members, (member) => memberUnit(member, null, words)),
    },
    ...nodeGroups.map((group) => ({
      key: `group/${group.name}`,
      name: group.name,
      sub: [group.instanceType, ...group.gpus.map(({ name }) => shortGpu(name))].join(', '),
      units: bySite(
        nodes.filter(({ nodeGroup }) => nodeGroup === group.name),
        (node) => nodeUnit(node, version, words),
      ),
    })),
    ...(volumes ?? []).map((volume) => ({
      key: `volume/${volume.name}`,
      name: volume.name,
      sub: volume.size,
      units: bySite(volume.status.replicas, ({ site, state }): Unit => {
        const [shape, tone] = copyLook(state);
        return { name: words.copy(state), fullName: `${volume.name} ${site}`, shape, tone };
      }),
    })),
  ];
}

function bySite<T extends { readonly site: string }>(
  things: readonly T[],
  unitOf: (thing: T) => Unit,
): Readonly<Record<string, readonly Unit[]>> {
  const sites = new Set(things.map(({ site }) => site));
  return Object.fromEntries(
    [...sites].map((site) => [site, things.filter((thing) => thing.site === site).map(unitOf)]),
  );
}

function memberUnit(member: ControlPlaneMember, version: string | null, words: Words): Unit {
  const { name, ready } = member;
  const [shape, tone]: readonly [Shape, Tone] = ready ? ['ok', 'ok'] : ['fail', 'fail'];
  const notes = [
    ...(ready ? [] : [words.notReady]),
    ...(version === null || member.version === version ? [] : [member.version]),
  ];
  return { name: lastPart(name), fullName: name, shape, tone, ...noted(notes) };
}

function nodeUnit({ name, status }: Node, version: string | null, words: Words): Unit {
  const isOld = version !== null && status.version !== version;
  const [shape, tone] = NODES[status.phase] ?? ['dash', 'idle'];
  const notes = [
    ...(status.phase === 'Ready' ? [] : [words.states[status.phase] ?? status.phase]),
    ...(isOld ? [status.version] : []),
  ];
  const looks =
    isOld && status.phase === 'Ready' ? ({ shape: 'nodeold', tone: 'idle' } as const) : { shape, tone };
  return { name: lastPart(name), fullName: name, ...looks, ...noted(notes) };
}

const noted = (notes: readonly string[]) => (notes.length === 0 ? {} : { note: notes.join(', ') });

/** What tells one from its neighbours: names begin with what they belong to. */
function lastPart(name: string): string {
  const numbered = /-([a-z]+-\d+)$/.exec(name);
  return numbered?.[1] ?? name.slice(name.lastIndexOf('-') + 1);
}

/** The card's own name, without vendor and chip: `L40S` of `nvidia.com/AD102GL_L40S`. */
function shortGpu(name: string): string {
  return name
    .replace(/^.*\//, '')
    .replace(/^[^_]*_/, '')
    .replaceAll('_', ' ');
}
