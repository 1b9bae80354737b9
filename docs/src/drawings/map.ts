// The three sites on a map of the lakes, from coordinates. The lakes are drawn by hand, to know where one is.
import { type Html, html } from '../render/html.ts';

type Point = readonly [longitude: number, latitude: number];

/** A site of the catalogue on the map. */
export interface Place {
  readonly id: string;
  readonly name: string;
  readonly at: Point;
}

/** Where the towns are. */
export const PLACES: readonly Place[] = [
  { id: 'geneva', name: 'Geneva', at: [6.14, 46.2] },
  { id: 'gland', name: 'Gland', at: [6.27, 46.42] },
  { id: 'lucerne', name: 'Lucerne', at: [8.31, 47.05] },
];

const LAKES: readonly (readonly Point[])[] = [
  // Léman
  [
    [6.16, 46.22],
    [6.21, 46.33],
    [6.31, 46.44],
    [6.55, 46.51],
    [6.72, 46.49],
    [6.86, 46.45],
    [6.92, 46.39],
    [6.75, 46.39],
    [6.5, 46.39],
    [6.37, 46.36],
    [6.28, 46.34],
    [6.22, 46.26],
  ],
  // Neuchâtel
  [
    [6.65, 46.79],
    [6.78, 46.89],
    [6.92, 46.98],
    [7.02, 47.01],
    [6.98, 46.94],
    [6.84, 46.85],
    [6.72, 46.79],
  ],
  // Thun and Brienz
  [
    [7.63, 46.75],
    [7.72, 46.73],
    [7.84, 46.68],
    [7.73, 46.67],
  ],
  [
    [7.88, 46.69],
    [7.97, 46.74],
    [8.03, 46.75],
    [7.96, 46.7],
  ],
  // Lucerne
  [
    [8.31, 47.05],
    [8.37, 47.06],
    [8.43, 47.07],
    [8.45, 47.02],
    [8.58, 47.0],
    [8.6, 46.92],
    [8.55, 46.98],
    [8.42, 46.99],
    [8.35, 46.98],
    [8.31, 47.0],
  ],
];

const SCALE = 210;
const [WEST, NORTH] = [5.75, 47.32];
const FLAT = Math.cos((46.7 * Math.PI) / 180);

/** Where a point of the earth is in the drawing. */
export function project([longitude, latitude]: Point): readonly [x: number, y: number] {
  return [
    Math.round((longitude - WEST) * SCALE * FLAT * 10) / 10,
    Math.round((NORTH - latitude) * SCALE * 10) / 10,
  ];
}

/** Kilometres between two points, as the crow flies. */
export function distance([longitude, latitude]: Point, [toLongitude, toLatitude]: Point): number {
  const rad = Math.PI / 180;
  const height = Math.sin(((toLatitude - latitude) * rad) / 2) ** 2;
  const width = Math.sin(((toLongitude - longitude) * rad) / 2) ** 2;
  return Math.round(
    12742 * Math.asin(Math.sqrt(height + Math.cos(latitude * rad) * Math.cos(toLatitude * rad) * width)),
  );
}

/** A closed line through the middles between points, round at each of them. */
function smooth(points: readonly Point[]): string {
  const at = points.map(project);
  const middle = (index: number): string => {
    const [a, b] = [at[index % at.length]!, at[(index + 1) % at.length]!];
    return `${((a[0] + b[0]) / 2).toFixed(1)} ${((a[1] + b[1]) / 2).toFixed(1)}`;
  };
  return `M${middle(at.length - 1)}${at.map(([x, y], index) => `Q${x} ${y} ${middle(index)}`).join('')}Z`;
}

function links(names: Readonly<Record<string, string>>): readonly Html[] {
  const [geneva, gland, lucerne] = PLACES as [Place, Place, Place];
  return (
    [
      [geneva, gland, 0],
      [gland, lucerne, -26],
      [geneva, lucerne, 34],
    ] as const
  ).map(([from, to, bend]) => {
    const [[x1, y1], [x2, y2]] = [project(from.at), project(to.at)];
    const [x, y] = [(x1 + x2) / 2, (y1 + y2) / 2 + bend];
    const label =
      bend === 0
        ? ''
        : html`<text class="sm" x="${x}" y="${bend < 0 ? y : y + 4}" text-anchor="middle">${distance(from.at, to.at)} km</text>`;
    return html`<path class="link" data-link="${from.id} ${to.id}" d="M${x1} ${y1}Q${x} ${y} ${x2} ${y2}"><title>${names[from.id] ?? from.name} – ${names[to.id] ?? to.name}</title></path>${label}`;
  });
}

/**
 * The map. A script can mark a site as away by the class `cut` on what has its `data-site`.
 * @param names of the sites in the language of the page
 */
export function siteMap(title: string, names: Readonly<Record<string, string>> = {}): Html {
  const sites = PLACES.map(({ id, name, at }) => {
    const [x, y] = project(at);
    const [dx, dy, anchor] =
      id === 'lucerne' ? [12, -25, 'start'] : id === 'gland' ? [-16, -4, 'end'] : [0, 30, 'middle'];
    return html`<g class="site" data-site="${id}"><circle class="stop" cx="${x}" cy="${y}" r="8"/><circle class="dot" cx="${x}" cy="${y}" r="3"/><path class="cross" d="M${x - 4} ${y - 4}l8 8M${x + 4} ${y - 4}l-8 8"/><text class="lbl" x="${x + dx}" y="${y + dy}" text-anchor="${anchor}">${names[id] ?? name}</text><text class="sm" data-note x="${x + dx}" y="${y + dy + 15}" text-anchor="${anchor}"></text></g>`;
  });
  return html`<svg class="draw" viewBox="-20 10 540 285" width="540" height="285" role="img" aria-label="${title}">${LAKES.map((lake) => html`<path class="lake" d="${smooth(lake)}"/>`)}${links(names)}${sites}</svg>`;
}
