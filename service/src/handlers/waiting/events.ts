// Follows the events of one cluster: first those that are kept, then each one as it comes.
import type { ClusterEvent } from '@hikube/openapi/types';
import { eventNumber } from '../../model/events.ts';
import { clusterKey, eventKey, eventPrefix, kinds } from '../../model/keys.ts';
import type { ClusterRecord } from '../../model/records.ts';
import { Refusal } from '../../refusal.ts';
import type { Context, StreamMessage } from '../handler.ts';
import { Bell, Silence } from './bell.ts';

const PAGE = 200;

/** What a stream of events needs. */
export type Follower = Pick<Context, 'store' | 'caller' | 'clock' | 'recordWatch'>;

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

/** Says that a stream cannot go on behind an event. */
export function cannotGoOn(why: string): Refusal {
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
  const silence = new Silence(clock);
  try {
    while (!departure.aborted) {
      // Looked at before the events are, because the last ones come in the commit with which the cluster goes.
      const wasThere = await isThere(context, cluster);
      const events = await readBehind(context, cluster.uid, position, PAGE);
      for (const event of events) {
        if (type !== undefined && event.type !== type) continue;
        yield messageOf(event);
        silence.broken();
      }
      position = events.at(-1)?.id ?? position;
      if (events.length === PAGE) continue;
      if (!wasThere) return;
      yield* silence.signs();
      await silence.wait(bell);
    }
  } finally {
    bell.close();
  }
}

/** An event as a stream tells it. */
export function messageOf(event: ClusterEvent): StreamMessage {
  return { kind: 'message', event: 'event', id: event.id, data: event };
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
