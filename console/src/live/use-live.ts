// Live values in components: read while they are shown, woken by what happens, and not asked for with a token that has ended.
import type { ClusterEvent } from '@hikube/sdk';
import { useContext, useEffect, useMemo, useReducer } from 'preact/hooks';
import { Surroundings } from '../surroundings.ts';
import { Live, type Reading } from './live.ts';

// Also when the stream of events is silent: after a cut the page is right again within this.
const EVERY_MS = 8_000;

/** Which events make it worth to read again. */
export type Concerns = (event: ClusterEvent) => boolean;

/**
 * A value that stays true for as long as the component is shown.
 * @param key another one is another value, and what was shown of the last is gone at once
 */
export function useLive<T>(
  key: string,
  read: (signal: AbortSignal) => Promise<T>,
  concerns: Concerns = () => true,
): Reading<T> & { readonly refresh: () => Promise<void> } {
  const { browser, events, isRefused } = useContext(Surroundings);
  const live = useMemo(() => new Live(read, browser.clock), [key, browser]);
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => live.onChange(() => redraw(undefined)), [live]);
  useEffect(() => () => live.close(), [live]);
  useEffect(() => {
    if (isRefused) return undefined;
    const end = new AbortController();
    void live.keep(EVERY_MS, end.signal);
    const ends = [
      events.on((event) => concerns(event) && void live.refresh()),
      browser.onWake(() => void live.refresh()),
    ];
    return () => {
      end.abort();
      for (const each of ends) each();
    };
  }, [live, isRefused, events, browser]);
  return { ...live.reading, refresh: () => live.refresh() };
}
