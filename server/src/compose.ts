// Builds the store and the platform that the settings choose.
import {
  createMemoryWorlds,
  createSimulatedPlatform,
  createStoreWorlds,
  rootPath,
  SEALED_PLACES,
  type SimulatedPlatform,
} from '@hikube/platform-simulated';
import {
  type Clock,
  createEnvelope,
  createTransientEnvelope,
  type Envelope,
  findSecret,
  type Log,
  parseMasterKeys,
  type Random,
} from '@hikube/service';
import type { Places } from '@hikube/service/limits';
import type { ClusterRef, Platform } from '@hikube/service/platform';
import type { SqliteStore } from '@hikube/service/sqlite';
import { createMemoryStore, type OnDamage, type Store } from '@hikube/service/store';
import { bindStore } from './bind-store.ts';
import { readSecretKeyFile, secretKeyFile } from './secret-key-file.ts';
import type { EnvironmentVariables, Settings } from './settings.ts';
import type { Tenants } from './tenant-settings.ts';

/** A store, and what only the embedded one needs: nobody else looks after its file. */
export type OpenedStore = Store & Partial<Pick<SqliteStore, 'readEverything'>>;

/**
 * Opens the store. What is not chosen is not even loaded.
 * @param onDamage is told of stored documents that are damaged
 * @throws StoreError with a sentence for the operator
 */
export async function openStore(settings: Settings, clock: Clock, onDamage: OnDamage): Promise<OpenedStore> {
  switch (settings.store) {
    case 'memory':
      return createMemoryStore({ clock });
    case 'postgres': {
      const { openPostgresStore } = await import('@hikube/service/postgres');
      return openPostgresStore({ url: settings.databaseUrl ?? '', clock, onDamage });
    }
    case 'sqlite': {
      const { openSqliteStore } = await import('@hikube/service/sqlite');
      return openSqliteStore({ directory: settings.dataDirectory, clock, onDamage });
    }
  }
}

/** What the platform is built with. */
export interface PlatformTools {
  readonly clock: Clock;
  readonly random: Random;
  readonly store: Store;
  readonly envelope: Envelope;
  /** Places of what callers hold open, here and at the service. */
  readonly held: Places;
  readonly endpointOf: (ref: ClusterRef) => string;
  /** Told of requests to API servers of clusters that failed by a mistake of ours. */
  readonly onFailure: (error: unknown) => void;
  /** For commands that a kubeconfig names. */
  readonly environment: EnvironmentVariables;
  readonly log: Log;
}

/** A platform, with what only the simulated one has. */
export type ServedPlatform = Platform & Partial<Pick<SimulatedPlatform, 'moved'>>;

/**
 * Builds the platform. What is not chosen is not even loaded.
 * @throws Error with a sentence for the operator
 */
export async function buildPlatform(
  settings: Settings,
  tenants: Tenants | undefined,
  tools: PlatformTools,
): Promise<ServedPlatform> {
  for (const tenant of await bindStore(tools.store, tenants))
    tools.log('warn', 'tenant_left_out', { tenant, advice: LEFT_OUT_ADVICE });
  if (tenants === undefined) return buildSimulated(settings, tools);
  const { buildCozystack } = await import('./cozystack.ts');
  return buildCozystack(tenants, tools);
}

const LEFT_OUT_ADVICE =
  'The settings name this tenant no more: its clusters go on as they are and can be read with its tokens as they were last seen, and nothing is done for them until it is named again.';

/** A simulated world lives as long as the store does. */
function buildSimulated(settings: Settings, tools: PlatformTools): SimulatedPlatform {
  const { clock, store, held, onFailure, environment: _, log: __, ...rest } = tools;
  const worlds = settings.store === 'memory' ? createMemoryWorlds(clock) : createStoreWorlds(store);
  const { rateLimit, guessLimit } = settings;
  const kubernetes = { rateLimit, guessLimit, heldLimit: held, onFailure };
  return createSimulatedPlatform({
    ...rest,
    clock,
    store,
    speed: settings.simulationSpeed,
    worlds,
    kubernetes,
  });
}

/**
 * What encrypts secrets: the configured keys, or a key file beside the data. A store in memory needs no key that lasts.
 * @throws Error with a sentence for the operator
 */
export async function openEnvelope(settings: Settings, random: Random, store: Store): Promise<Envelope> {
  const { secretKeys, dataDirectory } = settings;
  if (secretKeys !== undefined)
    return createEnvelope(await parseMasterKeys(secretKeys, 'HIKUBE_SECRET_KEYS'));
  if (settings.store === 'memory') return createTransientEnvelope();
  if (settings.store === 'postgres') {
    // Replicas must share their keys, and a key file beside one of them would be its own.
    throw new Error(
      'The store postgres needs HIKUBE_SECRET_KEYS, the same for all replicas: make one with "openssl rand -base64 32" and keep it safe.',
    );
  }
  const text = await readSecretKeyFile(dataDirectory, random, () => findSecret(store, SEALED_PLACES));
  return createEnvelope(await parseMasterKeys(text, secretKeyFile(dataDirectory)));
}

/**
 * Where clusters are told to be reached: at the configured address, or where this process listens.
 * @param listening address of the socket, without a path; asked when a cluster is made
 */
export function endpointsAt(settings: Settings, listening: () => string): (ref: ClusterRef) => string {
  return ({ uid }) => (settings.kubernetesUrl ?? listening()).replaceAll('{uid}', uid) + rootPath(uid);
}
