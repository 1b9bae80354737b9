// Where the reader is. Who has typed something is asked before he leaves it.
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Browser } from './browser.ts';
import { hrefOf, type Route, readRoute } from './route.ts';
import { useHeard } from './use-heard.ts';

/** Where the reader is, and where he wanted to go with something typed. */
export interface Place {
  readonly route: Route;
  readonly keep: (hasTyped: boolean) => void;
  readonly wanted: { readonly go: () => void } | undefined;
  readonly stay: () => void;
}

/** Follows the address. */
export function useRoute(browser: Browser): Place {
  const [route, setRoute] = useState(() => readRoute(browser.address.read()));
  const [wanted, setWanted] = useState<Route | undefined>();
  const here = useRef(route);
  const hasTyped = useRef(false);
  const move = (next: Route) => {
    here.current = next;
    setRoute(next);
  };
  useLayoutEffect(() => browser.address.arrive(), [browser, route]);
  useEffect(() => browser.onClose(() => hasTyped.current), [browser]);
  useHeard(
    () =>
      browser.address.onChange(() => {
        const next = readRoute(browser.address.read());
        if (hrefOf(next) === hrefOf(here.current)) return;
        if (!hasTyped.current) return move(next);
        browser.address.go(hrefOf(here.current));
        setWanted(next);
      }),
    [browser],
  );
  const go = (next: Route) => {
    hasTyped.current = false;
    setWanted(undefined);
    browser.address.go(hrefOf(next));
    move(next);
  };
  return {
    route,
    keep: (typed) => {
      hasTyped.current = typed;
    },
    wanted: wanted === undefined ? undefined : { go: () => go(wanted) },
    stay: () => setWanted(undefined),
  };
}
