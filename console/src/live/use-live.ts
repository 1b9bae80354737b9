// Live values in components: read while they are looked at, woken by what happens, and not asked for with a token that has ended.
import type { ClusterEvent } from '@hikube/sdk';
import { useContext, useEffect, useMemo, useReducer } from 'preact/hooks';
import { Surroundings } from '../surroundings.ts';
import { useHeard } from '../use-heard.ts';
import { Live, type Reading } from './live.ts';

// Also when the stream of events is silent: after a cut the page is right again within this.
const EVERY_MS = 8_000;

/** Which events make it worth to read again. */
export type Concerns = (event: ClusterEvent) => boolean;

/** How often a value is read without an event. */
export interface LiveOptions {
  /** Milliseconds from one reading to the next. */
  readonly everyMs?: number;
}

/**
 * A value that stays true for as long as the component is shown.
 * @param key another one is another value, and what was shown of the last is gone at once
 */
export function useLive<T>(
  key: string,
  read: (signal: AbortSignal) => Promise<T>,
  concerns: Concerns = () => true,
  { everyMs = EVERY_MS }: LiveOptions = {},
): Reading<T> & { readonly refresh: () => Promise<void> } {
  const { browser, events, isAsking } = useContext(Surroundings);
  const live = useMemo(() => new Live(read, browser.clock), [key, browser]);
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useHeard(() => live.onChange(() => redraw(undefined)), [live]);
  useEffect(() => () => live.close(), [live]);
  useEffect(() => {
    if (!isAsking) return undefined;
    const end = new AbortController();
    void live.keep(everyMs, end.signal);
    const ends = [
      events.on((event) => concerns(event) && live.stir()),
      browser.onOnline(() => void live.renew()),
    ];
    return () => {
      end.abort();
      for (const each of ends) each();
    };
  }, [live, isAsking, events, browser]);
  return { ...live.reading, refresh: () => live.refresh() };
}
