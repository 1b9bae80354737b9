// Shapes, 16 × 16. A shape says what a colour only repeats, so each state has its own.
import type { JSX } from 'preact';

const stroke = { fill: 'none', stroke: 'currentColor', 'stroke-width': 2 } as const;
const cut = { fill: 'none', stroke: 'var(--surface)', 'stroke-width': 2 } as const;
const ring = <circle cx="8" cy="8" r="6.5" {...stroke} />;
const box = <rect x="1.5" y="1.5" width="13" height="13" rx="2" {...stroke} />;
const dashedBox = <rect x="1.5" y="1.5" width="13" height="13" rx="2" stroke-dasharray="3 2" {...stroke} />;
const copyBox = <rect x="1" y="1" width="14" height="14" {...stroke} />;

const SHAPES = {
  ok: [<circle cx="8" cy="8" r="7.5" fill="currentColor" />, <path d="M4.4 8.3l2.5 2.5 4.8-5.2" {...cut} />],
  run: [
    <circle cx="8" cy="8" r="6.5" opacity=".28" {...stroke} />,
    <path class="spin" d="M8 1.5A6.5 6.5 0 0 1 14.5 8" {...stroke} stroke-width={2.6} />,
  ],
  wait: [ring, <path d="M8 4.2V8l2.6 1.8" {...stroke} />],
  pend: [<circle cx="8" cy="8" r="6.5" stroke-dasharray="2.4 2.7" {...stroke} />],
  pause: [ring, <path d="M6 5.2v5.6M10 5.2v5.6" {...stroke} />],
  warn: [<path d="M8 .8L15.6 14.6H.4z" fill="currentColor" />, <path d="M8 5.4v4.4M8 11.2v1.8" {...cut} />],
  fail: [
    <path d="M4.9.5h6.2l4.4 4.4v6.2l-4.4 4.4H4.9L.5 11.1V4.9z" fill="currentColor" />,
    <path d="M5.2 5.2l5.6 5.6M10.8 5.2l-5.6 5.6" {...cut} />,
  ],
  off: [ring, <path d="M3.4 12.6l9.2-9.2" {...stroke} />],
  plus: [dashedBox, <path d="M8 4.8v6.4M4.8 8h6.4" {...stroke} />],
  minus: [box, <path d="M4.8 8h6.4" {...stroke} />],
  swap: [<path d="M2 5.5h11M10 2l3.4 3.5L10 9M14 10.5H3M6 7l-3.4 3.5L6 14" {...stroke} />],
  drain: [<path d="M8 1.5v9M4 7l4 4 4-4M2 14.5h12" {...stroke} />],
  info: [<circle cx="8" cy="8" r="7.5" fill="currentColor" />, <path d="M8 7v5M8 3.8v1.8" {...cut} />],
  copy: [
    <rect x="5.5" y="5.5" width="8.5" height="9" rx="1" {...stroke} stroke-width={1.6} />,
    <path d="M11 3V2H2.5v9.5h1" {...stroke} stroke-width={1.6} />,
  ],
  node: [
    <rect x="1.5" y="1.5" width="13" height="13" rx="2" fill="currentColor" />,
    <path d="M4.4 8.3l2.5 2.5 4.8-5.2" {...cut} />,
  ],
  nodejoin: [dashedBox, <path d="M8 4.5v7M4.5 8h7" {...stroke} />],
  nodeold: [box, <path d="M4.4 8.3l2.5 2.5 4.8-5.2" {...stroke} />],
  nodebad: [box, <path d="M5 5l6 6M11 5l-6 6" {...stroke} />],
  full: [<rect x="1" y="1" width="14" height="14" fill="currentColor" />],
  half: [copyBox, <path d="M1 15V1l14 14z" fill="currentColor" />],
  cross: [copyBox, <path d="M4.5 4.5l7 7M11.5 4.5l-7 7" {...stroke} />],
  dash: [<rect x="1" y="1" width="14" height="14" stroke-dasharray="3 2.6" {...stroke} />],
  moon: [<path d="M13.8 9.9A6.3 6.3 0 1 1 6.1 2.2a5 5 0 0 0 7.7 7.7z" fill="currentColor" />],
  lock: [
    <rect x="2.5" y="7" width="11" height="8" rx="1" fill="currentColor" />,
    <path d="M5 7V4.8a3 3 0 0 1 6 0V7" {...stroke} />,
  ],
  play: [<path d="M3 1.5l11 6.5-11 6.5z" fill="currentColor" />],
  away: [<path d="M1.5 14.5l13-13M3.5 8.5a5 5 0 0 1 4-4.2M12.5 7.5a5 5 0 0 1-4 4.2" {...stroke} />],
} as const satisfies Record<string, readonly JSX.Element[]>;

/** Name of a shape. */
export type Shape = keyof typeof SHAPES;

/** A shape, which a word beside it repeats: nobody is told of it twice. */
export function Icon({ name, tone }: { readonly name: Shape; readonly tone?: Tone }) {
  return (
    <svg class={`i${tone === undefined ? '' : ` tone-${tone}`}`} viewBox="0 0 16 16" aria-hidden="true">
      {SHAPES[name]}
    </svg>
  );
}

/** A hue, which only repeats what shape and word say. */
export type Tone = 'ok' | 'run' | 'warn' | 'fail' | 'idle';
