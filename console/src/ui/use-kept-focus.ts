// A button that is pressed can be gone with what it did. The focus would be lost with it, and a keyboard would begin at the top
// of the page.
import { useLayoutEffect, useRef } from 'preact/hooks';

/** Gives the focus to a heading when what had it inside of the page is gone. */
export function useKeptFocus() {
  const heading = useRef<HTMLHeadingElement>(null);
  const last = useRef<EventTarget | null>(null);
  useLayoutEffect(() => {
    const { current } = last;
    if (!(current instanceof Element) || current.isConnected) return;
    last.current = null;
    const { activeElement, body } = current.ownerDocument;
    if (activeElement === null || activeElement === body) heading.current?.focus({ preventScroll: true });
  });
  return {
    heading,
    /** For the page around. */
    onFocusIn(event: FocusEvent) {
      last.current = event.target;
    },
  };
}
