// Worlds in the service's own store, so that a restarted service, or another replica, goes on exactly where it was.
import type { ClusterRef, RetainedVolume } from '@hikube/service/platform';
import { type Document, everyDocument, type Store, type Write } from '@hikube/service/store';
import type { Environment } from '../world/environment.ts';
import { WORLD_SHAPE, type World } from '../world/world.ts';
import { followChanges } from './changes.ts';
import { ENVIRONMENT_KEY, RETAINED_VOLUME_KIND, retainedVolumeKey, WORLD_KIND, worldKey } from './keys.ts';
import { createOwnWrites, type OwnWrites } from './own-writes.ts';
import type { Kept, Loaded, Saving, WorldOrRemoved, WorldStore } from './worlds.ts';

const WORLDS_AT_ONCE = 200;

type WorldBody = { readonly world: World } | { readonly removed: true };

/** One that was deleted is remembered for a while, so that whoever lost the answer gets it again. */
interface RetainedBody {
  readonly volume: RetainedVolume;
  readonly removed?: true;
}

/** Worlds beside the other documents of the service; the caller closes the store. */
export function createStoreWorlds(store: Store): WorldStore {
  return new StoreWorlds(store);
}

class StoreWorlds implements WorldStore {
  readonly store: Store;
  // What is written here is no news here: each watch remembers it until the change feed brings it.
  readonly #watches = new Set<OwnWrites>();

  constructor(store: Store) {
    this.store = store;
  }

  async load(ref: ClusterRef): Promise<Loaded> {
    const [world, environment] = await this.store.getMany<WorldBody | Environment>([
      worldKey(ref),
      ENVIRONMENT_KEY,
    ]);
    return {
      world: world && keptWorld(world as Document<WorldBody>),
      environment: environment && kept(environment as Document<Environment>),
    };
  }

  async loadEnvironment(): Promise<Kept<Environment> | undefined> {
    const environment = await this.store.get<Environment>(ENVIRONMENT_KEY);
    return environment && kept(environment);
  }

  async save({ world, environment }: Saving): Promise<boolean> {
    const writes: Write[] = [];
    if (world !== undefined) {
      const { ref, value, expected, forgetAt, retained = [] } = world;
      const body: WorldBody = value === 'removed' ? { removed: true } : { world: value };
      const expiry = forgetAt === undefined ? {} : { expiresAt: forgetAt };
      writes.push({ key: worldKey(ref), body, expect: expected, ...expiry });
      for (const volume of retained) {
        writes.push({ key: retainedVolumeKey(ref.tenant, volume.uid), body: { volume }, expect: 'absent' });
      }
    }
    if (environment !== undefined) {
      writes.push({ key: ENVIRONMENT_KEY, body: environment.value, expect: environment.expected });
    }
    const commit = this.store.commit({ writes });
    for (const watch of this.#watches) watch.note(commit);
    return (await commit).ok;
  }

  async *list(): AsyncIterable<World> {
    for await (const document of everyDocument<WorldBody>(this.store, { kind: WORLD_KIND }, WORLDS_AT_ONCE)) {
      const { value } = keptWorld(document);
      if (value !== 'removed') yield value;
    }
  }

  async page(tenant: string, after: string | undefined, limit: number): Promise<readonly World[]> {
    const found: World[] = [];
    let last = after;
    while (found.length < limit) {
      const wanted = limit - found.length;
      const documents = await this.store.list<WorldBody>({
        kind: WORLD_KIND,
        tenant,
        limit: wanted,
        ...(last === undefined ? {} : { after: { tenant, id: last } }),
      });
      for (const document of documents) {
        const { value } = keptWorld(document);
        if (value !== 'removed') found.push(value);
      }
      last = documents.at(-1)?.key.id;
      if (documents.length < wanted) break;
    }
    return found;
  }

  async retained(tenant: string): Promise<readonly RetainedVolume[]> {
    const found: RetainedVolume[] = [];
    const selection = { kind: RETAINED_VOLUME_KIND, tenant };
    for await (const { body } of everyDocument<RetainedBody>(this.store, selection)) {
      if (body.removed !== true) found.push(body.volume);
    }
    return found;
  }

  async removeRetained(tenant: string, uid: string, forgetAt: number): Promise<RetainedVolume | undefined> {
    const key = retainedVolumeKey(tenant, uid);
    const document = await this.store.get<RetainedBody>(key);
    if (document === undefined) return undefined;
    const { volume, removed } = document.body;
    if (removed === true) return volume;
    const body: RetainedBody = { volume, removed: true };
    // Whoever is faster has removed it, too: nothing else changes one.
    await this.store.commit({ writes: [{ key, body, expect: document.revision, expiresAt: forgetAt }] });
    return volume;
  }

  watch(listener: (ref: ClusterRef | undefined) => void): () => void {
    const own = createOwnWrites();
    this.#watches.add(own);
    const end = followChanges(this.store, own, listener);
    return () => {
      end();
      this.#watches.delete(own);
    };
  }
}

function keptWorld({ body, revision }: Document<WorldBody>): Kept<WorldOrRemoved> {
  if ('removed' in body) return { value: 'removed', version: revision };
  const { world } = body;
  if (world.shape !== WORLD_SHAPE) {
    throw new Error(`A simulated cluster has the shape ${world.shape}; this version reads ${WORLD_SHAPE}.`);
  }
  return { value: world, version: revision };
}

function kept<Value>({ body, revision }: Document<Value>): Kept<Value> {
  return { value: body, version: revision };
}
