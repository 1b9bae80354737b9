// Builds the store and the platform that the settings choose.
import type { Clock } from '../clock.ts';
import type { Settings } from '../config.ts';
import type { Platform } from '../platforms/platform.ts';
import {
  createMemoryWorlds,
  createSimulatedPlatform,
  createStoreWorlds,
} from '../platforms/simulated/index.ts';
import { createMemoryStore } from '../store/memory/memory-store.ts';
import type { Store } from '../store/store.ts';

/** Opens the store. What is not chosen is not even loaded. @throws StoreError with a sentence for the operator */
export async function openStore(settings: Settings, clock: Clock): Promise<Store> {
  switch (settings.store) {
    case 'memory':
      return createMemoryStore({ clock });
    case 'postgres': {
      const { openPostgresStore } = await import('../store/postgres/postgres-store.ts');
      return openPostgresStore({ url: settings.databaseUrl ?? '', clock });
    }
    case 'sqlite': {
      const { openSqliteStore } = await import('../store/sqlite/sqlite-store.ts');
      return openSqliteStore({ directory: settings.dataDirectory, clock });
    }
  }
}

/** Builds the platform. A simulated world lives as long as the store does. */
export function buildPlatform(settings: Settings, clock: Clock, store: Store): Platform {
  const worlds = settings.store === 'memory' ? createMemoryWorlds(clock) : createStoreWorlds(store);
  return createSimulatedPlatform({ clock, speed: settings.simulationSpeed, worlds });
}
