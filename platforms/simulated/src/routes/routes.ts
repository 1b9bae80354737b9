// The hand of god over HTTP: for administrators, because it changes the clusters of every tenant.
import type { LiveCatalogue, PlatformRoute, PlatformRoutes, RouteRequest } from '@hikube/service/platform';
import type { FaultControls } from '../fault-controls.ts';
import type { SimulationControls } from '../simulation.ts';
import type { WorldClock } from './clock.ts';

/** What the routes of the simulated platform use. */
export interface RoutesContext {
  readonly controls: SimulationControls;
  readonly faults: FaultControls;
  readonly clock: WorldClock;
  catalogue(): Promise<LiveCatalogue>;
}

type Answers = typeof import('./answers.ts');

/** The routes. */
export function simulatedRoutes(context: RoutesContext): PlatformRoutes {
  const { controls } = context;
  const route = (
    method: PlatformRoute['method'],
    path: string,
    answer: (answers: Answers, request: RouteRequest) => Promise<object>,
  ): PlatformRoute => ({
    ...{ method, path, scope: 'admin' },
    // Loaded when somebody asks: most of those who embed the platform never do.
    answer: async (request) => answer(await import('./answers.ts'), request),
  });
  return {
    name: 'simulated',
    formerly: '/_simulation',
    json: [
      route('GET', '', (answers) => answers.readSites(controls)),
      route('PUT', '/sites/:site', (answers, request) => answers.changeSite(controls, request)),
      route('GET', '/stock', (answers) => answers.readStock(context)),
      route('PUT', '/stock', (answers, request) => answers.changeStock(context, request)),
      route('GET', '/versions', (answers) => answers.readVersions(controls)),
      route('PUT', '/versions', (answers, request) => answers.releasePatch(controls, request)),
      route('GET', '/demand', (answers, request) => answers.readDemand(controls, request)),
      route('PUT', '/demand', (answers, request) => answers.changeDemand(controls, request)),
      route('PUT', '/volumes', (answers, request) => answers.createVolume(context, request)),
      route('GET', '/clock', (answers) => answers.readClock(context)),
      route('PUT', '/clock', (answers, request) => answers.advanceClock(context, request)),
      route('GET', '/faults', (answers, request) => answers.readFaults(context, request)),
      route('PUT', '/faults', (answers, request) => answers.plantFault(context, request)),
      route('DELETE', '/faults/:fault', (answers, request) => answers.removeFault(context, request)),
    ],
  };
}
