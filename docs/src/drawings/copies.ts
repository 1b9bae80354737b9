// Where the copies of a volume are: a square for each site, joined by how they are kept equal.
import { type Html, html } from '../render/html.ts';
import { PLACES } from './map.ts';

/** A storage class of the catalogue. */
export interface StorageClass {
  readonly name: string;
  readonly replication: 'synchronous' | 'asynchronous' | 'none';
  readonly siteCount: number;
  readonly default: boolean;
}

const [SIDE, STEP] = [16, 34];

/** Sites with a copy are full, others dashed; a line means that a write waits for the next copy, a dotted one that it does not. */
export function copiesDrawing({ siteCount, replication }: StorageClass, title: string): Html {
  const width = (PLACES.length - 1) * STEP + SIDE + 4;
  const squares = PLACES.map((_, at) => {
    const x = 2 + at * STEP;
    const isJoined = at > 0 && at < siteCount;
    const line = isJoined
      ? html`<path class="copies ${replication}" d="M${x - STEP + SIDE + 2} 11H${x - 2}"/>`
      : '';
    return html`${line}<rect class="${at < siteCount ? 'copy-here' : 'spare'}" x="${x}" y="3" width="${SIDE}" height="${SIDE}"/>`;
  });
  return html`<svg class="draw trio" viewBox="0 0 ${width} 22" width="${width}" height="22" role="img" aria-label="${title}">${squares}</svg>`;
}
