// How many files a maintainer passes who follows POST /clusters from its handler to the commit: those of the service of
// which a function runs, as V8 counts them. What comes before the handler (http, identity), the store behind the commit
// and the platform behind its door are journeys of their own; the domain and generated code are other packages.
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
import { expect, test } from 'vitest';

const MOST_FILES = 20;
const SERVICE = '/service/src/';
const OTHER_JOURNEYS = /^(?:http|identity|limits|store|platform)\/|^(?:service|log|metrics|health)\.ts$/;

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
  const platform = createSimulatedPlatform({ clock });
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
    expect([response.status, await response.text()]).toEqual([
      202,
      expect.stringContaining('cluster.create'),
    ]);
  };
  const close = async () => {
    await service.stop();
    await platform.close();
    await store.close();
  };
  return { create, close };
}

test('POST /clusters passes few files from its handler to the commit', async () => {
  const { create, close } = await openService();
  // What is made once, at the first request, is not the way of a request.
  await create('first');
  const all = await filesThatRan(() => create('second'));
  await close();
  const passed = all.filter((path) => !OTHER_JOURNEYS.test(path)).sort();
  console.info(`POST /clusters: ${passed.length} files from handler to commit: ${passed.join(' ')}`);
  expect(passed).toContain('plan/write.ts');
  expect(passed.length).toBeLessThanOrEqual(MOST_FILES);
});
