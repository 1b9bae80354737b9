// Follows the events of a whole tenant, whatever clusters come and go. Replicas and clusters have no number in common, so
// that the order of a stream is that of the commits: what comes next is read off the change feed, and what was missed, off
// the records of what was told.
import type { ClusterEvent } from '@hikube/openapi/types';
import { eventId, eventNumber, type ToldRecord, toldAt, toldMs } from '../../model/events.ts';
import { eventKey, kinds } from '../../model/keys.ts';
import type { Refusal } from '../../refusal.ts';
import { readReadable } from '../../store/read-whole.ts';
import type { Document, DocumentKey, Store } from '../../store/store.ts';
import type { StreamMessage } from '../handler.ts';
import type { EventFilter } from '../paging/told-events.ts';
import { Bell, Silence } from './bell.ts';
import { cannotGoOn, type Follower, messageOf } from './events.ts';

const PAGE = 200;
const CHANGES = 500;

/**
 * By how much the time of what was told may be behind that of an earlier commit: clocks of replicas differ, and a commit
 * takes its time.
 */
const SKEW_MS = 300_000;

/** Where a stream begins. */
export interface Start {
  /** What was told in the same commit, from this number on; undefined at the beginning of everything. */
  readonly rest?: { readonly told: Document<ToldRecord>; readonly from: number };
  /** Everything that was committed later. */
  readonly behind: number;
  /** Before this moment nothing was told that is meant. */
  readonly fromMs: number;
}

const EVERYTHING: Start = { behind: 0, fromMs: 0 };

/**
 * Where a stream behind this event begins.
 * @throws Refusal `invalid_cursor` when the tenant has no such event, or none any more
 */
export async function startBehind({ store, caller }: Follower, after: string | undefined): Promise<Start> {
  if (after === undefined) return EVERYTHING;
  const { tenant } = caller;
  const found = await findEvent(store, tenant, after);
  if (found === undefined) throw unknown();
  const { event, uid, number } = found;
  const ms = Date.parse(event.createdAt);
  const prefix = `${toldAt(ms)}-${uid}-`;
  const told = await store.list<ToldRecord>({ kind: kinds.tenantTold, tenant, prefix, limit: PAGE });
  const own = told.find(({ body }) => body.first <= number && number <= body.last);
  if (own === undefined) throw unknown();
  return { rest: { told: own, from: number + 1 }, behind: own.revision, fromMs: ms - SKEW_MS };
}

function unknown(): Refusal {
  return cannotGoOn('does not belong to an event of this tenant that is kept');
}

/** The id tells the beginning of the uid of the cluster, under which the event lies. */
async function findEvent(store: Store, tenant: string, id: string) {
  const [, start] = /^ev-([0-9a-f]{8})-[0-9]{12}$/.exec(id) ?? [];
  if (start === undefined) return undefined;
  const page = { kind: kinds.event, tenant, prefix: start, limit: 1, damaged: 'leave_out' as const };
  let [first] = await store.list(page);
  while (first !== undefined) {
    const uid = first.key.id.slice(0, first.key.id.indexOf('/'));
    const document = await store.get<ClusterEvent>(eventKey(tenant, uid, id));
    const number = eventNumber(uid, id);
    if (document !== undefined && number !== undefined) return { event: document.body, uid, number };
    // "0" comes after "/": another cluster whose uid begins in the same way.
    [first] = await store.list({ ...page, after: { tenant, id: `${uid}0` } });
  }
  return undefined;
}

/** The events of the tenant from the start on, in the order of their commits. Ends when the caller goes away. */
export async function* followTold(
  context: Follower,
  filter: EventFilter,
  start: Start,
  departure: AbortSignal,
): AsyncGenerator<StreamMessage, void, void> {
  const { store, caller, clock } = context;
  const { tenant } = caller;
  const bell = new Bell(context, { tenant, kind: kinds.tenantTold, id: '' }, departure);
  const silence = new Silence(clock);
  async function* tell(told: Told): AsyncGenerator<StreamMessage, void, void> {
    for (const event of await eventsOf(store, tenant, filter, told)) {
      yield messageOf(event);
      silence.broken();
    }
  }
  try {
    let position = await store.sequence();
    if (start.rest !== undefined) yield* tell({ record: start.rest.told.body, from: start.rest.from });
    for await (const { body } of missed(store, tenant, start, position)) yield* tell({ record: body });
    while (!departure.aborted) {
      const page = await store.changes(position, CHANGES);
      // After a restored backup nothing is where it was: whoever comes again finds out.
      if (!page.ok && page.reason === 'ahead') return;
      const later = page.ok
        ? await toldIn(store, tenant, page.changes)
        : missed(store, tenant, { behind: position, fromMs: 0 }, page.sequence);
      for await (const { body } of later) yield* tell({ record: body });
      position = page.ok ? (page.changes.at(-1)?.sequence ?? page.sequence) : page.sequence;
      if (page.ok && page.changes.length === CHANGES) continue;
      yield* silence.signs();
      await silence.wait(bell);
    }
  } finally {
    bell.close();
  }
}

/** What was told in the commits behind one and up to another, in their order. */
async function* missed(
  store: Store,
  tenant: string,
  { behind, fromMs }: Pick<Start, 'behind' | 'fromMs'>,
  upTo: number,
): AsyncGenerator<Document<ToldRecord>, void, void> {
  let waiting: Document<ToldRecord>[] = [];
  let last = fromMs <= 0 ? undefined : toldAt(fromMs);
  for (;;) {
    const after = last === undefined ? {} : { after: { tenant, id: last } };
    const page = { kind: kinds.tenantTold, tenant, ...after, limit: PAGE, damaged: 'leave_out' as const };
    const found = await store.list<ToldRecord>(page);
    const meant = found.filter(({ revision }) => revision > behind && revision <= upTo);
    waiting = [...waiting, ...meant].sort((a, b) => a.revision - b.revision);
    last = found.at(-1)?.key.id;
    const isEnd = found.length < PAGE || last === undefined;
    // Of what is older, nothing can come any more that was committed earlier.
    const settledMs = isEnd ? Number.POSITIVE_INFINITY : toldMs(last!) - SKEW_MS;
    const ready = waiting.findLastIndex(({ key }) => toldMs(key.id) <= settledMs) + 1;
    yield* waiting.slice(0, ready);
    waiting = waiting.slice(ready);
    if (isEnd) return;
  }
}

async function toldIn(
  store: Store,
  tenant: string,
  changes: readonly { readonly key: DocumentKey; readonly deleted: boolean }[],
): Promise<readonly Document<ToldRecord>[]> {
  const keys = changes
    .filter(({ key, deleted }) => !deleted && key.kind === kinds.tenantTold && key.tenant === tenant)
    .map(({ key }) => key);
  return readReadable<ToldRecord>(store, keys);
}

interface Told {
  readonly record: ToldRecord;
  /** Events before this number are known. */
  readonly from?: number;
}

async function eventsOf(
  store: Store,
  tenant: string,
  { cluster, type }: EventFilter,
  { record, from = record.first }: Told,
): Promise<readonly ClusterEvent[]> {
  const { uid, last, types } = record;
  const isMeant =
    (cluster ?? record.cluster) === record.cluster && (type === undefined || types.includes(type));
  if (!isMeant || from > last) return [];
  const numbers = Array.from({ length: last - from + 1 }, (_, index) => from + index);
  const keys = numbers.map((number) => eventKey(tenant, uid, eventId(uid, number)));
  const found = await readReadable<ClusterEvent>(store, keys);
  return found.map(({ body }) => body).filter((event) => type === undefined || event.type === type);
}
