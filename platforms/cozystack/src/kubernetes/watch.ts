// A watch that never stops by itself. After every connection everything is listed anew: this platform never says that a
// version is too old, and what was deleted while nobody watched is not told.
import type { Clock } from '@hikube/service/platform';
import { type KubernetesClient, type List, type ObjectMeta, pause } from './client.ts';

interface Named {
  readonly metadata: ObjectMeta;
}

export interface WatchOptions<Item extends Named> {
  readonly client: KubernetesClient;
  readonly clock: Clock;
  /** Of the collection, without a query. */
  readonly path: string;
  /** Told of each object that is new, other than before, or gone. */
  readonly changed: (item: Item) => void;
  /** Told of each list, which is there within a minute, and whether the one before it had failed. */
  readonly listed?: (wasAway: boolean) => void;
}

// A watch that tells nothing looks the same whether nothing happens or nobody is there any more. So the server ends it by
// then, and one whose end got lost on the way is given up a little later: within a minute there is a list.
const CONNECTION_SECONDS = 45;
const GRACE_MS = 10_000;
// Attempts begin that far apart, so that a server that comes back is not overrun by those who waited for it.
const LEAST_BETWEEN_MS = 5_000;
const LONGEST_BETWEEN_MS = 60_000;

/** Begins. @returns ends it, for good */
export function watchObjects<Item extends Named>(options: WatchOptions<Item>): () => void {
  const controller = new AbortController();
  void follow(options, controller.signal);
  return () => controller.abort();
}

async function follow<Item extends Named>(
  { client, clock, path, changed, listed }: WatchOptions<Item>,
  signal: AbortSignal,
): Promise<void> {
  const known = new Map<string, Item>();
  let failures = 0;
  while (!signal.aborted) {
    const connection = new AbortController();
    const end = () => connection.abort();
    const begun = clock.now();
    signal.addEventListener('abort', end, { once: true });
    let cancel = (): void => undefined;
    try {
      const list = await client.getOnce<List<Item>>(path);
      if (signal.aborted) return;
      for (const item of differences(known, list.items)) changed(item);
      listed?.(failures > 0);
      cancel = clock.schedule(clock.now() + CONNECTION_SECONDS * 1000 + GRACE_MS, end);
      const query = `watch=true&timeoutSeconds=${CONNECTION_SECONDS}&resourceVersion=${list.metadata.resourceVersion}`;
      const stream = await client.open(`${path}?${query}`, connection.signal);
      failures = 0;
      for await (const event of eventsOf<Item>(stream)) {
        if (signal.aborted) return;
        if (isNews(known, event)) changed(event.object);
      }
    } catch {
      // Whoever relies on hints looks from time to time; here it is only tried again, more and more seldom.
      failures += 1;
    } finally {
      cancel();
      signal.removeEventListener('abort', end);
      end();
    }
    const between = Math.min(LEAST_BETWEEN_MS * 2 ** Math.max(0, failures - 1), LONGEST_BETWEEN_MS);
    const left = begun + between - clock.now();
    if (!signal.aborted && left > 0) await pause(clock, left);
  }
}

/** Takes an event in. @returns false for a bookmark, and for what a server tells again at the beginning of a connection */
function isNews<Item extends Named>(known: Map<string, Item>, { type, object }: WatchEvent<Item>): boolean {
  if (type !== 'DELETED' && type !== 'ADDED' && type !== 'MODIFIED') return false;
  const { name } = object.metadata;
  if (type === 'DELETED') return known.delete(name);
  if (!isNewer(object, known.get(name))) return false;
  known.set(name, object);
  return true;
}

/** Versions grow. With a workload an application may be told under the version of that, which no list ever shows. */
function isNewer(item: Named, known: Named | undefined): boolean {
  return Number(item.metadata.resourceVersion) > Number(known?.metadata.resourceVersion ?? -1);
}

/** What is new, changed or gone; `known` is what is there afterwards. */
function differences<Item extends Named>(known: Map<string, Item>, items: readonly Item[]): Item[] {
  const now = new Map(items.map((item) => [item.metadata.name, item]));
  const gone = [...known.values()].filter(({ metadata }) => !now.has(metadata.name));
  const changed = items.filter((item) => isNewer(item, known.get(item.metadata.name)));
  for (const { metadata } of gone) known.delete(metadata.name);
  for (const item of changed) known.set(item.metadata.name, item);
  return [...gone, ...changed];
}

interface WatchEvent<Item> {
  readonly type: string;
  readonly object: Item;
}

/** The lines of a stream; what stands after the last end of line was cut off, and is left out. */
async function* eventsOf<Item>(stream: ReadableStream<Uint8Array>): AsyncGenerator<WatchEvent<Item>> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') yield JSON.parse(line) as WatchEvent<Item>;
  }
}
