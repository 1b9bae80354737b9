// Listening to what a component was drawn with.
import { useLayoutEffect } from 'preact/hooks';

/**
 * Listens from the moment on at which the component is drawn. An effect would begin a frame later, and what changed within that frame was never seen.
 * @param listen begins, and gives back the end of it
 * @param sources what it listens to; another one ends the first and begins anew
 */
export function useHeard(listen: () => () => void, sources: readonly unknown[]): void {
  useLayoutEffect(listen, sources);
}
