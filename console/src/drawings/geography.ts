// Lakes and sites as paths of a drawing: points on the shores by hand, and no survey.

type Point = readonly [number, number];

const LAKES: readonly (readonly Point[])[] = [
  [
    ...([
      [6.15, 46.21],
      [6.17, 46.27],
      [6.2, 46.33],
      [6.27, 46.41],
      [6.36, 46.46],
      [6.5, 46.505],
    ] as const),
    ...([
      [6.63, 46.507],
      [6.75, 46.485],
      [6.85, 46.46],
      [6.93, 46.4],
      [6.8, 46.385],
      [6.7, 46.4],
    ] as const),
    ...([
      [6.59, 46.404],
      [6.48, 46.385],
      [6.38, 46.35],
      [6.33, 46.37],
      [6.27, 46.34],
      [6.23, 46.28],
    ] as const),
    [6.18, 46.22],
  ],
  [
    ...([
      [6.64, 46.785],
      [6.66, 46.82],
      [6.77, 46.885],
      [6.86, 46.945],
      [6.93, 46.99],
      [6.99, 47.015],
    ] as const),
    ...([
      [7.03, 46.97],
      [6.95, 46.92],
      [6.85, 46.855],
      [6.74, 46.805],
    ] as const),
  ],
  [
    ...([
      [8.31, 47.05],
      [8.36, 47.045],
      [8.43, 47.085],
      [8.41, 47.04],
      [8.48, 47.005],
      [8.6, 46.995],
    ] as const),
    ...([
      [8.61, 46.905],
      [8.57, 46.975],
      [8.47, 46.97],
      [8.4, 47.005],
      [8.34, 46.975],
      [8.29, 46.955],
    ] as const),
    [8.33, 47.01],
  ],
];

const SCALE = 200;
const WEST = 5.92;
const NORTH = 47.42;
const MIDDLE = (46.7 * Math.PI) / 180;

/** Where a longitude and latitude lie in the drawing. */
export function project([longitude, latitude]: Point): Point {
  return [(longitude - WEST) * SCALE * Math.cos(MIDDLE), (NORTH - latitude) * SCALE];
}

const between = ([ax, ay]: Point, [bx, by]: Point): Point => [(ax + bx) / 2, (ay + by) / 2];
const write = ([x, y]: Point) => `${x.toFixed(1)} ${y.toFixed(1)}`;

/** A round outline: each point pulls the line that goes from middle to middle. */
function outline(points: readonly Point[]): string {
  const all = points.map(project);
  const start = between(all.at(-1) ?? [0, 0], all[0] ?? [0, 0]);
  const curves = all.map((point, index) => {
    const next = all[(index + 1) % all.length] ?? point;
    return `Q${write(point)} ${write(between(point, next))}`;
  });
  return `M${write(start)}${curves.join('')}Z`;
}

/** The lakes as paths. */
export const LAKE_PATHS: readonly string[] = LAKES.map(outline);
