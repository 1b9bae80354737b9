// Answers get, list and watch: selected, in order, in pages, as JSON or as a table.
import type { Clock } from '@hikube/service/platform';
import type { AccessRecord } from '../../access/records.ts';
import type { ClusterReader, ClusterSnapshot } from '../snapshot.ts';
import type { Bounds } from './bounds.ts';
import { parseFieldSelector } from './field-selector.ts';
import { inOrder, pageOf } from './page.ts';
import type { ResourceRequest } from './request.ts';
import { apiVersionOf, type KubernetesObject, type Resource } from './resource.ts';
import { parseLabelSelector } from './selectors.ts';
import type { SharedTexts } from './shared-texts.ts';
import type { RecentSnapshots } from './snapshots.ts';
import { jsonResponse, StatusError } from './status.ts';
import { formatOf, includeObjectOf, tableOf } from './table.ts';
import { type Watched, watchStream } from './watch.ts';

/** Everything that reading needs. */
export interface Reading {
  readonly request: ResourceRequest;
  readonly resource: Resource;
  readonly query: URLSearchParams;
  readonly accept: string | null;
  readonly access: AccessRecord;
  readonly snapshot: ClusterSnapshot;
  readonly recent: RecentSnapshots;
  readonly reader: ClusterReader;
  readonly clock: Clock;
  readonly bounds: Bounds;
  readonly texts: SharedTexts;
  readonly stopping: AbortSignal;
  /** The access and the cluster as they are now. @throws StatusError when there is no access any more */
  renew(): Promise<ClusterSnapshot>;
}

const SHORTEST_WATCH_S = 1;
const LONGEST_WATCH_S = 3_600;
const DEFAULT_WATCH_S = 1_800;

/** Answers. @throws StatusError */
export function readObjects(reading: Reading): Response {
  switch (reading.request.verb) {
    case 'get':
      return getOne(reading);
    case 'watch':
      return watch(reading);
    default:
      return list(reading);
  }
}

function getOne(reading: Reading): Response {
  const { resource, request, snapshot, clock, query, accept } = reading;
  const found = select(reading, snapshot).find(({ metadata }) => metadata.name === request.name);
  if (found === undefined) throw missing(resource, request.name ?? '');
  if (formatOf(accept) === 'json') return jsonResponse(found);
  const { resourceVersion } = snapshot;
  const include = includeObjectOf(query.get('includeObject'));
  return jsonResponse(
    tableOf(resource, [found], { now: clock.now(), include, metadata: { resourceVersion } }),
  );
}

function list(reading: Reading): Response {
  const { resource, snapshot, clock, query, accept, recent, access } = reading;
  const page = pageOf(inOrder(select(reading, snapshot)), query);
  const metadata = { resourceVersion: snapshot.resourceVersion, ...page.metadata };
  recent.remember(access, snapshot);
  if (formatOf(accept) === 'table') {
    const include = includeObjectOf(query.get('includeObject'));
    return jsonResponse(tableOf(resource, page.objects, { now: clock.now(), include, metadata }));
  }
  const apiVersion = apiVersionOf(resource);
  return jsonResponse({ kind: `${resource.kind}List`, apiVersion, metadata, items: page.objects });
}

function watch(reading: Reading): Response {
  const { resource, query, accept, clock, reader, stopping, bounds, access } = reading;
  const asTable = formatOf(accept) === 'table';
  const include = includeObjectOf(query.get('includeObject'));
  const present = (object: KubernetesObject, isFirst: boolean): object => {
    if (!asTable) return object;
    const table = tableOf(resource, [object], { now: clock.now(), include, metadata: {} });
    // As the real server does: columns stand in the first event only.
    return isFirst ? table : { ...table, columnDefinitions: [] };
  };
  const bookmark = (resourceVersion: string) => ({
    kind: resource.kind,
    apiVersion: apiVersionOf(resource),
    metadata: { resourceVersion, creationTimestamp: null },
  });
  const from = startOfWatch(reading);
  const body = watchStream({
    clock,
    stopping,
    from,
    texts: reading.texts,
    ended: bounds.holdWatch(access),
    check: () => reading.renew(),
    look: async () => watched(reading, await reading.renew()),
    subscribe: (listener) => reader.watch(listener),
    present,
    bookmark: query.get('allowWatchBookmarks') === 'true' ? bookmark : undefined,
    timeoutMs: watchSeconds(query.get('timeoutSeconds')) * 1_000,
  });
  return new Response(body, {
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-cache, private' },
  });
}

/** Without a version everything that is there comes first; with one, only what came after it. */
function startOfWatch(reading: Reading): Watched {
  const { query, recent, access, snapshot, resource } = reading;
  // Said now, and not in a stream that has begun.
  parseLabelSelector(query.get('labelSelector') ?? '');
  parseFieldSelector(query.get('fieldSelector') ?? '', resource);
  const version = query.get('resourceVersion') ?? '';
  if (version === '' || version === '0') return { objects: [], resourceVersion: '0' };
  const start = version === snapshot.resourceVersion ? snapshot : recent.find(access, version);
  if (start === undefined) {
    throw new StatusError('Expired', `too old resource version: ${version}; list again`);
  }
  return watched(reading, start);
}

function watched(reading: Reading, snapshot: ClusterSnapshot): Watched {
  return { objects: inOrder(select(reading, snapshot)), resourceVersion: snapshot.resourceVersion };
}

/** The objects that the request is about. */
function select(reading: Reading, snapshot: ClusterSnapshot): readonly KubernetesObject[] {
  const { resource, request, query, clock } = reading;
  const byLabel = parseLabelSelector(query.get('labelSelector') ?? '');
  const byField = parseFieldSelector(query.get('fieldSelector') ?? '', resource);
  const { resourceVersion } = snapshot;
  return resource
    .objects(snapshot, clock.now())
    .filter(
      (object) =>
        (request.namespace === undefined || object.metadata.namespace === request.namespace) &&
        byLabel(object.metadata.labels ?? {}) &&
        byField(object),
    )
    .map((object) => ({ ...object, metadata: { ...object.metadata, resourceVersion } }));
}

function watchSeconds(text: string | null): number {
  const seconds = text !== null && /^[0-9]{1,6}$/.test(text) ? Number(text) : DEFAULT_WATCH_S;
  return Math.min(LONGEST_WATCH_S, Math.max(SHORTEST_WATCH_S, seconds));
}

function missing({ name: kind, group }: Resource, name: string): StatusError {
  const full = group === '' ? kind : `${kind}.${group}`;
  return new StatusError('NotFound', `${full} "${name}" not found`, { name, group, kind });
}
