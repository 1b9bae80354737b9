// What an answer takes, from the socket through the whole chain to the disk, over a bare answer of the same bytes.
import type { ServiceProcess } from '../../support/service-process.ts';
import { type Figure, ratio } from '../figure.ts';
import { cpuOfEach, get, type Served, startBare } from './served.ts';

const ROUNDS = 5;

interface Read {
  readonly what: string;
  readonly path: string;
  readonly aim: number;
  /** Requests in a round: the operating system counts CPU time in hundredths of a second. */
  readonly requests: number;
}

const READS: readonly Read[] = [
  { what: 'GET of a cluster', path: '/v1/clusters/bench-0', aim: 4, requests: 1500 },
  { what: 'GET of a page of 50 clusters', path: '/v1/clusters?limit=50', aim: 5, requests: 400 },
  { what: 'GET of the contract', path: '/openapi.json', aim: 2, requests: 400 },
];

/** Needs fifty clusters in the service. */
export async function readFigures(service: ServiceProcess): Promise<Figure[]> {
  const headers = { Authorization: `Bearer ${service.token}`, Accept: 'application/json' };
  const figures: Figure[] = [];
  for (const { what, path, aim, requests } of READS) {
    const ours: Served = { pid: service.pid, url: new URL(path, service.endpoint).href, headers };
    const bare = await startBare(await get(ours.url, headers));
    figures.push(
      await ratio(
        () => cpuOfEach(ours, requests),
        () => cpuOfEach(bare, requests * 2),
        {
          name: `service: CPU of a ${what}, SQLite`,
          per: 'a bare answer of the same bytes',
          aim,
          rounds: ROUNDS,
        },
      ),
    );
    await bare.stop();
  }
  return figures;
}
