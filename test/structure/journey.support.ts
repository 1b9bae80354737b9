// Sends POST /clusters to a service in this process and prints, as JSON, the files of the service in which V8 saw a function
// run meanwhile. A process of its own, because test runners put functions of theirs around every module.
import { Session } from 'node:inspector/promises';
import { fileURLToPath } from 'node:url';
import { createSimulatedPlatform } from '@hikube/platform-simulated';
import {
  createMemoryStore,
  createSeededRandom,
  createService,
  createVirtualClock,
  issueToken,
} from '@hikube/service';

const SERVICE = '/service/src/';

/** Files of the service in which a function ran during `work`, by their paths below `src`. */
async function filesThatRan(work: () => Promise<unknown>): Promise<string[]> {
  const session = new Session();
  session.connect();
  try {
    await session.post('Profiler.enable');
    await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
    await work();
    const { result } = await session.post('Profiler.takePreciseCoverage');
    return result
      .filter(({ functions }) => functions.some(({ ranges }) => (ranges[0]?.count ?? 0) > 0))
      .map(({ url }) => (url.startsWith('file:') ? fileURLToPath(url) : url))
      .filter((path) => path.includes(SERVICE))
      .map((path) => path.slice(path.indexOf(SERVICE) + SERVICE.length));
  } finally {
    session.disconnect();
  }
}

/** A service that answers and does no work on clusters, so that nothing but the request runs. */
async function openService() {
  const clock = createVirtualClock(Date.parse('2026-03-02T08:00:00Z'));
  const random = createSeededRandom('journey');
  const store = createMemoryStore({ clock });
  // Behind its own door, the platform makes and seals an authority for each cluster.
  const envelope = { seal: async () => '', open: async () => new Uint8Array(), isCurrent: async () => true };
  const platform = createSimulatedPlatform({ clock, envelope });
  const service = createService({ store, platform, clock, random });
  const tools = { store, random, now: clock.now() };
  const { token } = await issueToken(tools, { tenant: 'demo', scopes: ['write'] });
  const create = async (name: string): Promise<void> => {
    const body = {
      name,
      nodeGroups: { web: { minReplicas: 1, maxReplicas: 3 } },
      addons: { 'cert-manager': {} },
    };
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const request = { method: 'POST', headers, body: JSON.stringify(body) };
    const response = await service.fetch(new Request('https://api.test/v1/clusters', request));
    if (response.status !== 202) throw new Error(await response.text());
  };
  const close = async () => {
    await service.stop();
    await platform.close();
    await store.close();
  };
  return { create, close };
}

const { create, close } = await openService();
// What is made once, at the first request, is not the way of a request.
await create('first');
const files = await filesThatRan(() => create('second'));
await close();
console.log(JSON.stringify(files));
