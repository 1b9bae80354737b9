// The platform as a whole: the API server in front, the aggregated one behind it, and the way from one to the other.
import {
  type Clock,
  createMemoryStorage,
  type Kind,
  type KubernetesApi,
  type Random,
  type Storage,
  type User,
} from '@hikube/kubernetes-api';
import { applicationKinds } from '../applications/kinds.ts';
import { coreKinds } from '../core/kinds.ts';
import type { Profile } from '../profiles/profile.ts';
import { sdnKinds } from '../sdn/kinds.ts';
import { createAggregated } from './aggregated.ts';
import { createAggregator, type Presence } from './aggregator.ts';
import { Backend } from './backend.ts';
import { createFront, type Front, install, PLATFORM_TOKEN } from './front.ts';

export interface PlatformOptions {
  readonly profile: Profile;
  readonly clock: Clock;
  readonly random?: Random;
  /** Of the API server in front; all official ones by default. */
  readonly kinds?: readonly Kind[];
  readonly tokens: ReadonlyMap<string, User>;
  readonly rootCertificate?: string;
}

export interface Platform {
  /** As tenants see it. */
  readonly fetch: (request: Request) => Promise<Response>;
  readonly front: Front;
  /** Asked without the way through the API server in front. */
  readonly aggregated: () => KubernetesApi;
  readonly backend: Backend;
  readonly presence: (presence: Presence) => void;
  /** Another release takes the place of this one: watches end, and what is stored stays. */
  readonly exchange: (profile: Profile) => Promise<void>;
  readonly settled: () => Promise<void>;
  readonly stop: () => void;
  /** Mistakes of the double itself. */
  readonly failures: readonly unknown[];
}

export async function createPlatform(options: PlatformOptions): Promise<Platform> {
  const { profile, clock } = options;
  const failures: unknown[] = [];
  const onFailure = (error: unknown): void => void failures.push(error);
  const storage = createMemoryStorage({ firstRevision: 1_000_000 });
  const front = createFront({
    ...options,
    storage: noting(storage, (revision) => backend.note(revision)),
    onFailure,
  });
  const backend: Backend = new Backend({
    storage,
    fetch: front.api.fetch,
    token: PLATFORM_TOKEN,
    serves: (resource) => front.api.kinds().some(({ stored }) => stored.resource === resource),
    clock,
  });
  const kindsOf = (of: Profile): readonly Kind[] => [
    ...applicationKinds(of, backend),
    ...coreKinds(of, backend),
    ...sdnKinds(of, backend),
  ];
  const kinds = kindsOf(profile);
  let aggregated = createAggregated({ ...options, front, kinds, onFailure });
  let presence: Presence = 'here';
  const fetch = createAggregator({
    front: front.api.fetch,
    aggregated: (request) => aggregated.fetch(request),
    groups: [...new Set(kinds.map(({ group }) => group))],
    presence: () => presence,
  });
  await install(front, profile);
  return {
    fetch,
    front,
    aggregated: () => aggregated,
    backend,
    presence: (next) => {
      presence = next;
    },
    async exchange(next) {
      aggregated.stop();
      aggregated = createAggregated({ ...options, front, kinds: kindsOf(next), onFailure });
      await install(front, next);
    },
    settled: front.api.settled,
    stop() {
      aggregated.stop();
      front.api.stop();
    },
    failures,
  };
}

/** Tells of the revision of every write. */
function noting(storage: Storage, note: (revision: number) => void): Storage {
  return {
    revision: () => storage.revision(),
    get: (key) => storage.get(key),
    list: (...args) => storage.list(...args),
    watch: (...args) => storage.watch(...args),
    async write(write) {
      const written = await storage.write(write);
      if (written !== undefined) note(Number(written.metadata.resourceVersion));
      return written;
    },
  };
}
