// The seam to the time of a page.

/** Does something after some milliseconds; the answer calls it off. */
export function after(ms: number, work: () => void): () => void {
  const timer = window.setTimeout(work, ms);
  return () => clearTimeout(timer);
}
