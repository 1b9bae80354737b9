// Pages while others write: what is there from the first page to the last is on exactly one of them, in order, whatever
// is added, changed and removed between two pages.
import type { Cluster, NodeGroup, Operation } from '@hikube/openapi/types';
import { createSeededRandom, type Random } from '@hikube/service';
import { expect, test } from 'vitest';
import { scaled, scaledTimeout } from '../support/scale.ts';
import { type StoreKind, startTestService, type TestService } from '../support/service.ts';

/** A thousand in all; fewer where each write waits for the disk. */
const INTERLEAVINGS = { memory: scaled(750, 60), sqlite: scaled(250, 25) };
/** A world grows with what is written to it: after so many the next one begins. */
const PER_WORLD = 50;
/** Pages of one list, about. */
const MOST_PAGES = 7;
const MOST_PER_PAGE = 200;
const RESIDENTS = ['b', 'd', 'f', 'h', 'j', 'l', 'n'];
/** Where others come and go: before, between and behind those that stay. */
const NEIGHBOURS = ['a', 'c', 'e', 'g', 'i', 'k', 'm', 'o'];
const LONGEST_DELETION_MS = 600_000;
const STEP_MS = 10_000;

interface Page {
  readonly items: readonly (Partial<Cluster> & Partial<NodeGroup> & Partial<Operation>)[];
  readonly nextCursor: string | null;
}

/** A list, and by what its objects are told apart. Names are in order of their bytes, operations newest first. */
const LISTS = [
  { path: '/clusters', idOf: ({ name }: Page['items'][number]) => name! },
  {
    path: '/clusters/-/node-groups',
    idOf: ({ cluster, name }: Page['items'][number]) => `${cluster}/${name}`,
  },
  { path: '/operations', idOf: ({ id }: Page['items'][number]) => id! },
] as const;

type List = (typeof LISTS)[number];

/** A service that is written to at random, and what the writer knows of it. */
class World {
  readonly #service: TestService;
  readonly #random: Random;
  /** Removed since the last time somebody asked: may be on a page or not. */
  #removed = new Set<string>();
  readonly counts = { added: 0, removed: 0, changed: 0 };

  constructor(service: TestService, random: Random) {
    this.#service = service;
    this.#random = random;
  }

  /** Everything in a list, while nobody writes. */
  whole(list: List): Promise<string[]> {
    return this.#read(list, MOST_PER_PAGE, async () => {});
  }

  /** The same list in a few pages of any size, with writes in between. */
  async paged(list: List, size: number): Promise<{ seen: string[]; removed: ReadonlySet<string> }> {
    this.#removed = new Set();
    const limit = Math.min(MOST_PER_PAGE, Math.ceil(size / (1 + this.#random.int(MOST_PAGES))));
    return { seen: await this.#read(list, limit, () => this.write()), removed: this.#removed };
  }

  async #read({ path, idOf }: List, limit: number, between: () => Promise<void>): Promise<string[]> {
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const more: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const { body } = await this.#service.api<Page>('GET', `${path}?limit=${limit}${more}`);
      expect(body.items.length).toBeLessThanOrEqual(limit);
      seen.push(...body.items.map(idOf));
      cursor = body.nextCursor;
      await between();
    }
    return seen;
  }

  async write(): Promise<void> {
    const { api } = this.#service;
    const random = this.#random;
    const name = `${NEIGHBOURS[random.int(NEIGHBOURS.length)]}${random.int(2)}`;
    const { status } = await api('GET', `/clusters/${name}`);
    if (status === 200 && random.int(2) === 0) {
      this.#removed.add(name).add(`${name}/x`);
      await this.#remove(name);
      this.counts.removed += 1;
    } else if (status === 404 && random.int(3) > 0) {
      const nodeGroups = { x: { minReplicas: 0, maxReplicas: 1 } };
      await this.#expect202('POST', '/clusters', { name, topology: 'development', nodeGroups });
      this.counts.added += 1;
    } else {
      const displayName = String(random.int(1_000_000));
      await this.#expect202('PATCH', `/clusters/${RESIDENTS[random.int(RESIDENTS.length)]}`, { displayName });
      this.counts.changed += 1;
    }
  }

  /** Gone, and not only on its way. */
  async #remove(name: string): Promise<void> {
    await this.#expect202('DELETE', `/clusters/${name}`);
    for (let waited = 0; waited < LONGEST_DELETION_MS; waited += STEP_MS) {
      await this.#service.clock.advance(STEP_MS);
      if ((await this.#service.api('GET', `/clusters/${name}`)).status === 404) return;
    }
    throw new Error(`${name} was not gone ten minutes after its deletion.`);
  }

  async #expect202(method: string, path: string, body?: object): Promise<void> {
    const { status, text } = await this.#service.api(method, path, body === undefined ? {} : { body });
    expect([status, text]).toEqual([202, text]);
  }
}

async function startWorld(store: StoreKind, seed: string): Promise<{ world: World; service: TestService }> {
  const service = await startTestService({ store, seed, config: { quota: {} } });
  for (const name of RESIDENTS) {
    const body = { name, topology: 'development', nodeGroups: { x: { minReplicas: 0, maxReplicas: 1 } } };
    // Ready, so that time passes quickly afterwards.
    await service.finish((await service.api<Operation>('POST', '/clusters', { body })).body);
  }
  return { service, world: new World(service, createSeededRandom(seed)) };
}

test.each(['memory', 'sqlite'] as const)(
  'what is there all the time is there exactly once, on %s',
  { timeout: scaledTimeout(300_000) },
  async (store) => {
    const rounds = INTERLEAVINGS[store];
    const totals = { added: 0, removed: 0, changed: 0, objects: 0, missing: 0, repeated: 0, misplaced: 0 };
    let begun: Awaited<ReturnType<typeof startWorld>> | undefined;
    for (let round = 0; round < rounds; round += 1) {
      if (round % PER_WORLD === 0) {
        await begun?.service.dispose();
        begun = await startWorld(store, `${store} ${round}`);
      }
      const { world } = begun!;
      const list = LISTS[round % LISTS.length]!;
      const before = await world.whole(list);
      const { seen, removed } = await world.paged(list, before.length);
      const found = new Set(seen);
      const inOrder = [...seen].sort();
      if (list.path === '/operations') inOrder.reverse();
      totals.objects += before.length;
      totals.missing += before.filter((id) => !found.has(id) && !removed.has(id)).length;
      totals.repeated += seen.length - found.size;
      if (seen.join() !== inOrder.join()) totals.misplaced += 1;
      if (round % PER_WORLD === PER_WORLD - 1 || round === rounds - 1) {
        totals.added += world.counts.added;
        totals.removed += world.counts.removed;
        totals.changed += world.counts.changed;
      }
    }
    await begun?.service.dispose();
    console.log(
      `pages under change on ${store}: ${rounds} interleavings of 3 lists, ${totals.objects} objects there ` +
        `throughout, ${totals.added} added, ${totals.removed} removed and ${totals.changed} changed in between; ` +
        `${totals.missing} missing, ${totals.repeated} repeated, ${totals.misplaced} out of order`,
    );
    expect(totals).toMatchObject({ missing: 0, repeated: 0, misplaced: 0 });
    for (const count of [totals.added, totals.removed, totals.changed]) {
      expect(count).toBeGreaterThan(rounds / 10);
    }
  },
);
