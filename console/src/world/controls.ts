// The world of a simulated platform: what nobody asks an API for. Its routes are no part of the contract, and are called
// through the client's own transport, with its token, time-outs and errors.
import type { Core, Hikube, Tenant } from '@hikube/sdk';
import type { Fault, PlantedFault } from './faults.ts';

/** A site, and whether it is up. */
export interface SiteState {
  readonly id: string;
  readonly available: boolean;
}

/** Which patch of a minor version is offered. */
export interface VersionState {
  readonly minor: string;
  readonly patch: string;
}

/** A volume that pods would claim. */
export interface VolumeOrder {
  readonly cluster: string;
  readonly name: string;
  readonly storageClass: string;
  readonly size: string;
}

/** The clock by which clusters live. */
export interface ClockState {
  readonly now: string;
  /** How many times as fast as that clock they live. */
  readonly speed: number;
  /** Whether it can be moved on. */
  readonly canAdvance: boolean;
}

/** The hand of god, for administrators. */
export interface WorldControls {
  sites(): Promise<readonly SiteState[]>;
  setSite(site: string, available: boolean): Promise<void>;
  /** How many nodes the pods of a group want; undefined takes the demand away. */
  setDemand(cluster: string, nodeGroup: string, nodes: number | undefined): Promise<void>;
  /** Cards that exist, by type, those in use among them. */
  stock(): Promise<Readonly<Record<string, number>>>;
  setStock(gpuType: string, count: number): Promise<void>;
  versions(): Promise<readonly VersionState[]>;
  release(version: VersionState): Promise<void>;
  createVolume(order: VolumeOrder): Promise<void>;
  /** What goes wrong on purpose, oldest first. */
  faults(): Promise<readonly PlantedFault[]>;
  plantFault(fault: Fault): Promise<void>;
  removeFault(id: string): Promise<void>;
  clock(): Promise<ClockState>;
  /** Lets so many milliseconds pass from now on, day by day, so that no answer takes long. */
  advanceClock(ms: number): Promise<ClockState>;
}

const DAY_MS = 86_400_000;

/** Whether the platform has a world that the caller may change. */
export async function hasWorld(client: Hikube, tenant: Tenant): Promise<boolean> {
  if (!tenant.scopes.includes('admin')) return false;
  try {
    await worldOf(client).sites();
    return true;
  } catch {
    return false;
  }
}

/** The controls. */
export function worldOf(client: Hikube): WorldControls {
  const core = worldCore(client);
  const ask = <T>(method: 'GET' | 'PUT' | 'DELETE', address: string, body?: object) =>
    core.dispatch(
      { method, address, ...(body === undefined ? {} : { body }) },
      { maxRetries: 0 },
      ({ text }) => JSON.parse(text) as T,
    );
  return {
    sites: async () => (await ask<{ sites: readonly SiteState[] }>('GET', '')).sites,
    async setSite(site, available) {
      await ask('PUT', `/sites/${encodeURIComponent(site)}`, { available });
    },
    async setDemand(cluster, nodeGroup, nodes) {
      await ask('PUT', '/demand', { cluster, nodeGroup, ...(nodes === undefined ? {} : { nodes }) });
    },
    stock: async () => (await ask<{ stock: Readonly<Record<string, number>> }>('GET', '/stock')).stock,
    async setStock(gpuType, count) {
      await ask('PUT', '/stock', { gpuType, count });
    },
    versions: async () => (await ask<{ versions: readonly VersionState[] }>('GET', '/versions')).versions,
    async release(version) {
      await ask('PUT', '/versions', version);
    },
    async createVolume(order) {
      await ask('PUT', '/volumes', order);
    },
    faults: async () => (await ask<{ faults: readonly PlantedFault[] }>('GET', '/faults')).faults,
    async plantFault(fault) {
      await ask('PUT', '/faults', fault);
    },
    async removeFault(id) {
      await ask('DELETE', `/faults/${encodeURIComponent(id)}`);
    },
    clock: () => ask('GET', '/clock'),
    async advanceClock(ms) {
      let state = await ask<ClockState>('GET', '/clock');
      const [begun, end] = [Date.parse(state.now), Date.parse(state.now) + ms];
      for (let at = begun; at < end; ) {
        at = Math.min(end, at + DAY_MS);
        state = await ask('PUT', '/clock', { now: new Date(at).toISOString() });
      }
      return state;
    },
  };
}

/** The routes of the world, below their own base. They keep no answers, and refuse the key of a write that is repeated. */
function worldCore({ core, endpoint }: Hikube): Core {
  return core.withOptions({
    endpoint: endpoint.replace(/\/v1\/?$/, '/_platform/simulated'),
    hooks: {
      onRequest({ headers }) {
        delete headers['idempotency-key'];
      },
    },
  });
}
