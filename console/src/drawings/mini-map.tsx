// The line of three stops over the lakes: two near, one far. It repeats what the heads of the columns say.
import type { Site } from '@hikube/sdk';
import { LAKE_PATHS, project } from './geography.ts';
import { placeOf } from './sites.ts';

/** A map that fits into the corner of a table. */
export function MiniMap({ sites }: { readonly sites: readonly Site[] }) {
  const stops = sites.flatMap(({ name, available }) => {
    const place = placeOf(name);
    return place === undefined ? [] : [{ name, available, at: project(place) }];
  });
  return (
    <svg class="mini-map" viewBox="10 20 440 250" aria-hidden="true">
      {LAKE_PATHS.map((path) => (
        <path key={path} class="lake" d={path} />
      ))}
      <path class="line" d={`M${stops.map(({ at: [x, y] }) => `${x} ${y}`).join('L')}`} />
      {stops.map(({ name, available, at: [x, y] }) => (
        <circle key={name} class={available ? 'stop' : 'stop away'} cx={x} cy={y} r="12" />
      ))}
    </svg>
  );
}
