// The hand of god over HTTP: for administrators, because it changes the clusters of every tenant.
import type { LiveCatalogue, PlatformRoute, PlatformRoutes } from '@hikube/service/platform';
import type { FaultControls } from '../fault-controls.ts';
import type { SimulationControls } from '../simulation.ts';
import { advanceClock, readClock, type WorldClock } from './clock.ts';
import { changeDemand, readDemand } from './demand.ts';
import { plantFault, readFaults, removeFault } from './faults.ts';
import { changeSite, readSites } from './sites.ts';
import { changeStock, readStock } from './stock.ts';
import { readVersions, releasePatch } from './versions.ts';
import { createVolume } from './volumes.ts';

/** What the routes of the simulated platform use. */
export interface RoutesContext {
  readonly controls: SimulationControls;
  readonly faults: FaultControls;
  readonly clock: WorldClock;
  catalogue(): Promise<LiveCatalogue>;
}

/** The routes. */
export function simulatedRoutes(context: RoutesContext): PlatformRoutes {
  const { controls } = context;
  const route = (
    method: PlatformRoute['method'],
    path: string,
    answer: PlatformRoute['answer'],
  ): PlatformRoute => ({ method, path, scope: 'admin', answer });
  return {
    name: 'simulated',
    formerly: '/_simulation',
    json: [
      route('GET', '', () => readSites(controls)),
      route('PUT', '/sites/:site', (request) => changeSite(controls, request)),
      route('GET', '/stock', () => readStock(context)),
      route('PUT', '/stock', (request) => changeStock(context, request)),
      route('GET', '/versions', () => readVersions(controls)),
      route('PUT', '/versions', (request) => releasePatch(controls, request)),
      route('GET', '/demand', (request) => readDemand(controls, request)),
      route('PUT', '/demand', (request) => changeDemand(controls, request)),
      route('PUT', '/volumes', (request) => createVolume(context, request)),
      route('GET', '/clock', () => readClock(context)),
      route('PUT', '/clock', (request) => advanceClock(context, request)),
      route('GET', '/faults', (request) => readFaults(context, request)),
      route('PUT', '/faults', (request) => plantFault(context, request)),
      route('DELETE', '/faults/:fault', (request) => removeFault(context, request)),
    ],
  };
}
