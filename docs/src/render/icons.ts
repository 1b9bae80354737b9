// The shapes of the look that the portal uses; each stands for one thing and never alone.
import { Html } from './html.ts';

const SHAPES = {
  search:
    '<circle cx="6.5" cy="6.5" r="5" fill="none" stroke="currentColor" stroke-width="2"/><path d="M10.2 10.2l4.6 4.6" stroke="currentColor" stroke-width="2"/>',
  moon: '<path d="M13.8 9.9A6.3 6.3 0 1 1 6.1 2.2a5 5 0 0 0 7.7 7.7z" fill="currentColor"/>',
  copy: '<rect x="5.5" y="5.5" width="8.5" height="9" rx="1" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="M11 3V2H2.5v9.5h1" fill="none" stroke="currentColor" stroke-width="1.6"/>',
  info: '<circle cx="8" cy="8" r="7.5" fill="currentColor"/><path d="M8 7v5M8 3.8v1.8" stroke="var(--surface)" stroke-width="2"/>',
  warn: '<path d="M8 .8L15.6 14.6H.4z" fill="currentColor"/><path d="M8 5.4v4.4M8 11.2v1.8" stroke="var(--surface)" stroke-width="1.8"/>',
  play: '<path d="M3 1.5l11 6.5-11 6.5z" fill="currentColor"/>',
  next: '<path d="M1 2l7 6-7 6zM8 2l7 6-7 6z" fill="currentColor"/>',
  away: '<path d="M1.5 14.5l13-13M3.5 8.5a5 5 0 0 1 4-4.2M12.5 7.5a5 5 0 0 1-4 4.2" fill="none" stroke="currentColor" stroke-width="2"/>',
  off: '<circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" stroke-width="2"/><path d="M3.4 12.6l9.2-9.2" stroke="currentColor" stroke-width="2"/>',
} as const;

/** A shape at the size of the text around it. */
export function icon(name: keyof typeof SHAPES): Html {
  return new Html(`<svg class="i" viewBox="0 0 16 16" aria-hidden="true">${SHAPES[name]}</svg>`);
}

/** The line of three stops. */
export const MARK = new Html(
  '<svg viewBox="0 0 26 20" aria-hidden="true"><path d="M4.5 16L8 10.5 22 4.5" fill="none" stroke="currentColor" stroke-width="2"/><circle cx="4.5" cy="16" r="3" fill="currentColor"/><circle cx="8" cy="10.5" r="3" fill="currentColor"/><circle cx="22" cy="4.5" r="3" fill="currentColor"/></svg>',
);
