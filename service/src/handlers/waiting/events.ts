// Follows the events of one cluster: first those that are kept, then each one as it comes.
import type { ClusterEvent } from '@hikube/openapi/types';
import { eventNumber } from '../../model/events.ts';
import { clusterKey, eventKey, eventPrefix, kinds } from '../../model/keys.ts';
import type { ClusterRecord } from '../../model/records.ts';
import { Refusal } from '../../refusal.ts';
import { type Context, HEARTBEAT_MS, type StreamMessage } from '../handler.ts';
import { Bell, LOOK_EVERY_MS } from './bell.ts';

const PAGE = 200;

type Follower = Pick<Context, 'store' | 'caller' | 'clock' | 'recordWatch'>;

/**
 * Makes sure that a stream behind this event lacks none.
 * @throws Refusal `invalid_cursor` when the event is of another cluster, or events after it are not kept any more
 */
export async function checkStart(
  context: Follower,
  { uid }: ClusterRecord,
  after: string | undefined,
): Promise<void> {
  if (after === undefined) return;
  const { tenant } = context.caller;
  const number = eventNumber(uid, after);
  if (number === undefined) throw cannotGoOn('does not belong to this cluster');
  const [newest] = await context.store.list<ClusterEvent>({
    ...selectionOf(tenant, uid),
    limit: 1,
    reverse: true,
  });
  const last = newest === undefined ? number : (eventNumber(uid, newest.body.id) ?? 0);
  if (number > last) throw cannotGoOn('does not belong to this cluster');
  const [next] = await readBehind(context, uid, after, 1);
  const isComplete = next === undefined || eventNumber(uid, next.id) === number + 1;
  if (!isComplete) throw cannotGoOn('is too old');
}

function cannotGoOn(why: string): Refusal {
  return new Refusal(
    'invalid_cursor',
    `The Last-Event-ID ${why}: list the events, and follow from the newest one.`,
  );
}

/** What of the events is told. */
export interface Followed {
  /** Id of the last one that is known; undefined for the oldest on. */
  readonly after: string | undefined;
  /** Only those of this type. */
  readonly type?: ClusterEvent['type'] | undefined;
}

/** The events behind one, or from the oldest on; ends when the cluster is gone or the caller goes away. */
export async function* follow(
  context: Follower,
  cluster: ClusterRecord,
  { after, type }: Followed,
  departure: AbortSignal,
): AsyncGenerator<StreamMessage, void, void> {
  const { clock } = context;
  // Every event comes with a new status, in one commit.
  const key = clusterKey(context.caller.tenant, 'clusterStatus', cluster.name);
  const bell = new Bell(context, key, departure);
  let position = after;
  let silentSince = clock.monotonic();
  try {
    while (!departure.aborted) {
      const events = await readBehind(context, cluster.uid, position, PAGE);
      for (const event of events) {
        if (type === undefined || event.type === type)
          yield { kind: 'message', event: 'event', id: event.id, data: event };
      }
      position = events.at(-1)?.id ?? position;
      if (events.length > 0) silentSince = clock.monotonic();
      if (events.length === PAGE) continue;
      if (!(await isThere(context, cluster))) return;
      if (clock.monotonic() - silentSince >= HEARTBEAT_MS) {
        yield { kind: 'heartbeat' };
        silentSince = clock.monotonic();
      }
      await bell.ring(Math.min(LOOK_EVERY_MS, silentSince + HEARTBEAT_MS - clock.monotonic()));
    }
  } finally {
    bell.close();
  }
}

async function isThere({ store, caller }: Follower, { name, uid }: ClusterRecord): Promise<boolean> {
  const found = await store.get<ClusterRecord>(clusterKey(caller.tenant, 'Cluster', name));
  return found?.body.uid === uid;
}

async function readBehind(
  { store, caller }: Follower,
  uid: string,
  after: string | undefined,
  limit: number,
): Promise<readonly ClusterEvent[]> {
  const { tenant } = caller;
  const position = after === undefined ? {} : { after: { tenant, id: eventKey(tenant, uid, after).id } };
  const selection = selectionOf(tenant, uid);
  const found = await store.list<ClusterEvent>({ ...selection, limit, damaged: 'leave_out', ...position });
  return found.map(({ body }) => body);
}

/** All events of a cluster. */
export function selectionOf(tenant: string, uid: string) {
  return { kind: kinds.event, tenant, prefix: eventPrefix(uid) };
}
