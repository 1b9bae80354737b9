// What a reader has asked for is there: it comes into view and takes the focus, so that a keyboard and a screen reader go on
// from it.
import { useEffect, useRef } from 'preact/hooks';

/** For the element that begins it, which needs a `tabIndex`. @param what it comes again when this changes */
export function useArrival<Place extends HTMLElement>(what: unknown) {
  const place = useRef<Place>(null);
  useEffect(() => {
    if (what === undefined) return;
    place.current?.scrollIntoView({ block: 'start' });
    place.current?.focus({ preventScroll: true });
  }, [what]);
  return place;
}
