// Where a reader has left each page of his history: Back leads to that place again, once enough of the page is there for it. A
// page that is opened begins at its top.

/** The places of one window. */
export interface Places {
  /** The page that the address names is on the screen now. */
  arrive(): void;
}

/**
 * Follows a window from now on.
 * @param newName never the same, reloads of the page included
 */
export function followPlaces(
  view: Window & Pick<typeof globalThis, 'ResizeObserver'>,
  newName: () => string,
): Places {
  const { history, document } = view;
  const places = new Map<string, number>();
  let here = entryOf(history, newName);
  let sought: number | undefined;
  const seek = () => {
    if (sought === undefined) return;
    view.scrollTo(0, sought);
    if (Math.abs(view.scrollY - sought) <= 1) sought = undefined;
  };
  history.scrollRestoration = 'manual';
  view.addEventListener('scroll', () => {
    if (sought === undefined) places.set(here, view.scrollY);
  });
  // A reader who moves by himself is not moved any more.
  for (const hand of ['wheel', 'touchmove', 'keydown', 'pointerdown'])
    view.addEventListener(hand, () => {
      sought = undefined;
    });
  new view.ResizeObserver(seek).observe(document.body);
  return {
    arrive() {
      here = entryOf(history, newName);
      sought = places.get(here) ?? 0;
      seek();
    },
  };
}

/** The name of an entry of the history, which it keeps for as long as it is one. */
function entryOf(history: History, newName: () => string): string {
  const state = history.state as { readonly entry?: string } | null;
  if (state?.entry !== undefined) return state.entry;
  const entry = newName();
  history.replaceState({ entry }, '');
  return entry;
}
