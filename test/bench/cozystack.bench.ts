// What managing clusters asks of a Cozystack: nothing but counts, on a clock of its own. The double has no charge for a
// call; a real one shares its API server with everybody.
import { create, idleHour, idleHourOfOwn, type Place, refreshes } from './cozystack/calls.ts';
import type { Bench, Figure } from './figure.ts';
import { progress } from './progress.ts';

const IDLE = 10;
const REFRESHED = 100;

const PLACES: readonly Place[] = (['direct', 'service'] as const).flatMap((way) =>
  (['1.1.2', '1.6.2'] as const).map((profile) => ({ way, profile })),
);

export const bench: Bench = async () => {
  const figures: Figure[] = [];
  for (const place of PLACES) {
    progress(`cozystack ${place.profile}, ${place.way} …`);
    figures.push(...(await figuresOf(place)));
  }
  return figures;
};

async function figuresOf(place: Place): Promise<readonly Figure[]> {
  const row = (what: string, value: number, aim?: number): Figure => ({
    name: `cozystack ${place.profile}, ${place.way}: ${what}`,
    value,
    unit: 'count',
    ...(aim === undefined ? {} : { aim }),
  });
  const idle = await idleHour(place, IDLE);
  const own = await idleHourOfOwn(place);
  const made = await create(place);
  const { first, later } = await refreshes(place, REFRESHED);
  const refresh = `the platform for a refresh of ${REFRESHED} clusters`;
  return [
    row(`calls to the platform in an idle hour for each of ${IDLE} clusters`, idle.reads / IDLE),
    row(`calls to its own API server in an idle hour for each of ${IDLE} clusters`, idle.inClusters / IDLE),
    row('calls to the platform in an idle hour of one cluster that was ordered here', own.reads),
    row(`writes in an idle hour of ${IDLE} clusters`, idle.writes, 0),
    row('reads of the platform for a create', made.reads),
    row('writes to the platform for a create', made.writes, 1),
    row('calls to its own API server for a create', made.inClusters),
    row(`reads of ${refresh}, the first of a process`, first.reads),
    row(`reads of ${refresh}, a later one`, later.reads, 1),
  ];
}
