// Boxes in rows with arrows between them: layers of a system, and the steps of something.
import { type Html, html } from '../render/html.ts';

/** A row of boxes, from the left. */
export type Row = readonly string[];

const [WIDTH, HEIGHT, GAP] = [720, 44, 34];

/** Rows below each other; each row hands on to the next. */
export function layers(rows: readonly Row[], title: string): Html {
  const height = rows.length * (HEIGHT + GAP) - GAP + 4;
  const parts = rows.map((row, at) => {
    const y = 2 + at * (HEIGHT + GAP);
    const arrow =
      at === 0 ? '' : html`<path class="arrow" d="M${WIDTH / 2} ${y - GAP + 4}V${y - 6}m-4 -5l4 5l4 -5"/>`;
    return html`${arrow}${boxes(row, y)}`;
  });
  return html`<svg class="draw boxes" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${title}">${parts}</svg>`;
}

function boxes(row: Row, y: number): readonly Html[] {
  const width = (WIDTH - (row.length - 1) * 12 - 4) / row.length;
  return row.map((text, at) => {
    const x = 2 + at * (width + 12);
    return html`<rect class="box" x="${x}" y="${y}" width="${width}" height="${HEIGHT}" rx="4"/><text class="lbl" x="${x + width / 2}" y="${y + 27}" text-anchor="middle">${text}</text>`;
  });
}

/** Boxes from left to right with an arrow between each two. */
export function steps(names: readonly string[], title: string): Html {
  const width = (WIDTH - 4 - (names.length - 1) * 28) / names.length;
  const parts = names.map((text, at) => {
    const x = 2 + at * (width + 28);
    const arrow = at === 0 ? '' : html`<path class="arrow" d="M${x - 24} 24H${x - 6}m-5 -4l5 4l-5 4"/>`;
    return html`${arrow}<rect class="box" x="${x}" y="2" width="${width}" height="${HEIGHT}" rx="4"/><text class="lbl" x="${x + width / 2}" y="29" text-anchor="middle">${text}</text>`;
  });
  return html`<svg class="draw boxes" viewBox="0 0 ${WIDTH} 48" width="${WIDTH}" height="48" role="img" aria-label="${title}">${parts}</svg>`;
}
