// What the platform tells of a cluster: events of the tenant's namespace name its release and its machines, never itself.
import type { EventPage, PlatformEvent } from '@hikube/service/platform';
import type { KubernetesClient, List, ObjectMeta } from '../kubernetes/client.ts';

interface CoreEvent {
  readonly metadata: ObjectMeta;
  readonly involvedObject: { readonly kind?: string; readonly name?: string; readonly uid?: string };
  readonly type?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly count?: number;
  readonly firstTimestamp?: string | null;
  readonly lastTimestamp?: string | null;
  readonly eventTime?: string | null;
}

export interface EventsOf {
  readonly namespace: string;
  readonly cluster: string;
  /** Of its application, which is that of its release. */
  readonly uid: string;
  readonly groups: readonly string[];
  /** Events of an earlier cluster of that name are older. Milliseconds since the epoch. */
  readonly since: number;
}

/** @param after the version of the newest event that was told */
export async function readEvents(
  client: KubernetesClient,
  of: EventsOf,
  after: string | undefined,
): Promise<EventPage> {
  const { items } = await client.get<List<CoreEvent>>(`/api/v1/namespaces/${of.namespace}/events`);
  const own = items
    .filter((event) => isAbout(event, of) && timeOf(event) >= of.since)
    .map((event) => ({ event, version: Number(event.metadata.resourceVersion) }))
    .filter(({ version }) => version > Number(after ?? '0'))
    .sort((a, b) => a.version - b.version);
  let latest = 0;
  const events = own.map(({ event }) => {
    // The order in which they were written down is the order; a clock that was behind does not change it.
    latest = Math.max(latest, timeOf(event));
    return told(event, latest);
  });
  return { events, cursor: String(own.at(-1)?.version ?? after ?? '0') };
}

function isAbout({ involvedObject }: CoreEvent, { cluster, uid, groups }: EventsOf): boolean {
  const { name = '', uid: of } = involvedObject;
  const full = `kubernetes-${cluster}`;
  if (name === full) return involvedObject.kind !== 'HelmRelease' || of === '' || of === uid;
  const machine = name.replace(/^virt-launcher-/, '');
  return groups.some((group) => {
    const prefix = `${full}-${group}-`;
    return machine.startsWith(prefix) && GENERATED.test(machine.slice(prefix.length));
  });
}

// What Cluster API appends to the name of a group. Without it the group `eu` of `prod` would have the machines of `prod-eu`.
const GENERATED = /^[bcdfghjklmnpqrstvwxz0-9]{5,10}(-|$)/;

function timeOf({ eventTime, lastTimestamp, firstTimestamp, metadata }: CoreEvent): number {
  return Date.parse(lastTimestamp ?? eventTime ?? firstTimestamp ?? metadata.creationTimestamp ?? '') || 0;
}

function told(event: CoreEvent, at: number): PlatformEvent {
  const { metadata, type, reason, message = '', count = 1, involvedObject } = event;
  const word = /^[A-Z][A-Za-z]+$/.test(reason ?? '') ? reason! : 'PlatformEvent';
  return {
    // One that happens again is written into the same object: it is told again.
    id: `${metadata.uid}/${count}`,
    at,
    type: type === 'Warning' ? 'Warning' : 'Normal',
    reason: word,
    message: message || word,
    about: `${involvedObject.kind ?? 'Object'} ${involvedObject.name ?? ''}`.trim(),
  };
}
