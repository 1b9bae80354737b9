// The service with ten thousand clusters and a hundred thousand nodes, on the memory store and the simulated platform.
import type { Cluster, ClusterList, Operation } from '@hikube/openapi/types';
import type { Store } from '@hikube/service';
import { startTestService, type TestService } from '../support/service.ts';
import { type Bench, type Figure, median } from './figure.ts';
import { progress } from './progress.ts';

type Batch = Parameters<Store['commit']>[0];

const CLUSTERS = Number(process.env['HIKUBE_BENCH_CLUSTERS'] ?? 10_000);
const NODES_EACH = 10;
const MINUTE = 60_000;

export const bench: Bench = async () => {
  const counts = { passes: 0, commits: 0 };
  const quota = { clusters: '20k', nodes: '1M', cpu: '10M', memory: '100Pi', gpus: '0' };
  const service = await startTestService({
    config: {
      quota,
      failpoint: async (name) => {
        if (name === 'after-load') counts.passes++;
      },
    },
    wrapStore: (store) => countCommits(store, counts),
  });
  try {
    for (let made = 0; made < 100; made++) await create(service, made);
    const small = await pageTime(service);
    const heapBefore = heap();
    const started = process.cpuUsage();
    const passesBefore = counts.passes;
    for (let made = 100; made < CLUSTERS; made++) {
      if (made % 100 === 0) progress(`${made} of ${CLUSTERS} clusters made`);
      await create(service, made);
    }
    await passMinutes(service, 40, 'while the clusters come up');
    const cpuSeconds = seconds(process.cpuUsage(started));
    const passes = counts.passes - passesBefore;
    await expectAllRunning(service);
    const perCluster = (heap() - heapBefore) / (CLUSTERS - 100);
    const quiet = await quietHour(service, counts);
    const page: Figure = {
      name: `service: page of 50 at ${CLUSTERS} clusters`,
      value: Math.round(((await pageTime(service)) / small) * 100) / 100,
      unit: 'ratio',
      per: 'the same page at 100',
      aim: 1.1,
    };
    return [
      {
        name: `service: heap for each cluster with ${NODES_EACH} nodes, store and simulation included`,
        value: Math.round(perCluster),
        unit: 'bytes',
        aim: 30_000,
      },
      {
        name: 'service: reconciles in a second of CPU while clusters come up',
        value: Math.round(passes / cpuSeconds),
        unit: 'count',
      },
      ...quiet,
      page,
    ];
  } finally {
    await service.dispose();
  }
};

function countCommits(store: Store, counts: { commits: number }): Store {
  return new Proxy(store, {
    get(target, name, receiver) {
      const value = Reflect.get(target, name, receiver);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        if (name === 'commit' && isAboutTenants(args[0] as Batch)) counts.commits++;
        return value.apply(target, args);
      };
    },
  });
}

/** What replicas say of themselves is no work on clusters; it lies with no tenant. */
const isAboutTenants = ({ writes }: Batch) => writes.some(({ key }) => key.tenant === 'demo');

async function create({ api }: TestService, index: number): Promise<void> {
  const group = { minReplicas: NODES_EACH, maxReplicas: NODES_EACH };
  const body = { name: `c-${String(index).padStart(5, '0')}`, nodeGroups: { web: group } };
  const { status } = await api<Operation>('POST', '/clusters', { body });
  if (status !== 202) throw new Error(`The service answered ${status}`);
}

async function expectAllRunning({ api }: TestService): Promise<void> {
  const { body } = await api<Cluster>('GET', `/clusters/c-${String(CLUSTERS - 1).padStart(5, '0')}`);
  if (body.status.phase !== 'Running') throw new Error(`The last cluster is ${body.status.phase}`);
}

async function passMinutes({ clock }: TestService, minutes: number, why: string): Promise<void> {
  for (let passed = 0; passed < minutes; passed++) {
    progress(`minute ${passed + 1} of ${minutes} ${why}`);
    await clock.advance(MINUTE);
  }
}

/** An hour in which nobody asks for anything: nothing may be written about any cluster. */
async function quietHour(
  service: TestService,
  counts: { commits: number; passes: number },
): Promise<Figure[]> {
  counts.commits = 0;
  await passMinutes(service, 60, 'without changes');
  return [
    {
      name: `service: commits about clusters in an hour without changes, ${CLUSTERS} clusters`,
      value: counts.commits,
      unit: 'count',
      aim: 0,
    },
  ];
}

/** CPU milliseconds of a page of 50: the median of rounds of many pages. */
async function pageTime({ api }: TestService): Promise<number> {
  const pages = 40;
  const rounds: number[] = [];
  for (let round = 0; round < 9; round++) {
    const started = process.cpuUsage();
    for (let page = 0; page < pages; page++) {
      const { body } = await api<ClusterList>('GET', '/clusters?limit=50');
      if (body.items.length !== 50) throw new Error(`The page has ${body.items.length} items`);
    }
    rounds.push((seconds(process.cpuUsage(started)) * 1000) / pages);
  }
  return median(rounds);
}

const seconds = ({ user, system }: NodeJS.CpuUsage) => (user + system) / 1e6;

/** Used heap after a collection, where Node was started with --expose-gc; else as it is. */
function heap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
