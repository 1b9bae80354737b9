// The events of a tenant, newest first, whether their clusters are still there or not.
import type { ClusterEvent } from '@hikube/openapi/types';
import { eventId, type ToldRecord } from '../../model/events.ts';
import { childName, childPrefix, eventKey, kinds } from '../../model/keys.ts';
import { DAMAGED, readReadable, readWhole } from '../../store/read-whole.ts';
import type { Document, Store } from '../../store/store.ts';
import type { Context } from '../handler.ts';
import { foreignCursor } from './cursor.ts';
import { type Chunk, pageOfMatching } from './matching.ts';
import type { Page, PageRequest } from './page.ts';

/** Which events. */
export interface EventFilter {
  /** Only those of clusters of this name. */
  readonly cluster?: string | undefined;
  readonly type?: ClusterEvent['type'] | undefined;
}

/** An event in the order of its tenant: the place of what was told, and the number in it. */
interface Placed {
  readonly position: string;
  /** Undefined when it is kept no more. */
  readonly event: ClusterEvent | undefined;
}

const DIGITS = 12;

/** A page of events that pass the filter. */
export async function pageOfTold(
  { store, caller }: Pick<Context, 'store' | 'caller'>,
  filter: EventFilter,
  request: PageRequest,
): Promise<Page<ClusterEvent>> {
  const { tenant } = caller;
  const { cluster, type } = filter;
  const page = await pageOfMatching<Placed>({
    list: ['told', tenant, cluster ?? '', type ?? ''],
    request,
    positionOf: ({ position }) => position,
    read: (position, limit) => readChunk(store, tenant, filter, position, limit),
    matches: ({ event }) => event !== undefined && (type === undefined || event.type === type),
  });
  return { ...page, items: page.items.flatMap(({ event }) => event ?? []) };
}

async function readChunk(
  store: Store,
  tenant: string,
  filter: EventFilter,
  position: string | undefined,
  limit: number,
): Promise<Chunk<Placed>> {
  const start = position === undefined ? undefined : placeOf(position);
  const begun = start === undefined ? [] : await readAt(store, tenant, filter, start.place);
  const rest = await readBehind(store, tenant, filter, start?.place, limit);
  const numbers = [...begun, ...rest]
    .filter(({ body }) => filter.type === undefined || body.types.includes(filter.type))
    .flatMap((told) => numbersOf(told, start))
    .slice(0, limit);
  const events = await readEvents(store, tenant, numbers);
  const items = numbers.map((each, index) => ({ position: positionOf(each), event: events[index] }));
  const isCut = items.length === limit;
  const last = rest.at(-1);
  const end = isCut || last === undefined ? undefined : `${placeIn(last)}/`;
  return { items, more: isCut || rest.length === limit, end };
}

interface Numbered {
  readonly place: string;
  readonly uid: string;
  readonly number: number;
}

/** The newest first; of what the last page has begun, those that are left. */
function numbersOf(told: Document<ToldRecord>, start: Start | undefined): readonly Numbered[] {
  const { uid, first, last } = told.body;
  const place = placeIn(told);
  const newest = place === start?.place ? Math.min(last, start.number - 1) : last;
  return Array.from({ length: Math.max(0, newest - first + 1) }, (_, index) => ({
    place,
    uid,
    number: newest - index,
  }));
}

async function readEvents(
  store: Store,
  tenant: string,
  numbers: readonly Numbered[],
): Promise<readonly (ClusterEvent | undefined)[]> {
  if (numbers.length === 0) return [];
  const keys = numbers.map(({ uid, number }) => eventKey(tenant, uid, eventId(uid, number)));
  const found = await readWhole<ClusterEvent>(store, keys);
  return found.map((document) => (document === DAMAGED ? undefined : document?.body));
}

function kindOf({ cluster }: EventFilter) {
  return cluster === undefined
    ? { kind: kinds.tenantTold, prefix: '' }
    : { kind: kinds.clusterTold, prefix: childPrefix(cluster) };
}

/** The part of the id that both orders share. */
function placeIn({ key }: Document<ToldRecord>): string {
  return key.kind === kinds.clusterTold ? childName(key.id) : key.id;
}

async function readAt(
  store: Store,
  tenant: string,
  filter: EventFilter,
  place: string,
): Promise<readonly Document<ToldRecord>[]> {
  const { kind, prefix } = kindOf(filter);
  return readReadable<ToldRecord>(store, [{ tenant, kind, id: prefix + place }]);
}

function readBehind(
  store: Store,
  tenant: string,
  filter: EventFilter,
  place: string | undefined,
  limit: number,
): Promise<Document<ToldRecord>[]> {
  const { kind, prefix } = kindOf(filter);
  const after = place === undefined ? {} : { after: { tenant, id: prefix + place } };
  return store.list<ToldRecord>({
    kind,
    tenant,
    prefix,
    ...after,
    limit,
    reverse: true,
    damaged: 'leave_out',
  });
}

// A position is `<place>/<number>`; without a number, everything at the place has been looked at.

interface Start {
  readonly place: string;
  readonly number: number;
}

function positionOf({ place, number }: Numbered): string {
  return `${place}/${String(number).padStart(DIGITS, '0')}`;
}

function placeOf(position: string): Start {
  const [, place, number = ''] = /^([0-9]{15}-[0-9a-f-]{36}-[0-9]{12})\/([0-9]*)$/.exec(position) ?? [];
  if (place === undefined) throw foreignCursor();
  return { place, number: number === '' ? 0 : Number(number) };
}
