// What the service says of a cluster before it is asked for: once nobody types any more, and only of what the rules accept.
import type { ClusterCreate, Impact } from '@hikube/sdk';
import { useContext, useEffect, useState } from 'preact/hooks';
import { Surroundings } from '../surroundings.ts';

const QUIET_MS = 600;

/** What it says; undefined while it has not been asked. */
export interface Foreseen {
  readonly impact?: Impact;
  readonly error?: unknown;
}

/** @param definition undefined where the rules refuse it already */
export function useDryRun(definition: ClusterCreate | undefined): Foreseen | undefined {
  const { browser, client, isAsking } = useContext(Surroundings);
  const [foreseen, setForeseen] = useState<Foreseen | undefined>();
  const text = JSON.stringify(definition);
  useEffect(() => {
    setForeseen(undefined);
    if (text === undefined || !isAsking) return undefined;
    const end = new AbortController();
    browser.clock
      .sleep(QUIET_MS, end.signal)
      .then(() => client.clusters.previewCreate(JSON.parse(text) as ClusterCreate, { signal: end.signal }))
      .then(
        (impact) => setForeseen({ impact }),
        (error: unknown) => {
          if (!end.signal.aborted) setForeseen({ error });
        },
      );
    return () => end.abort();
  }, [browser, client, text, isAsking]);
  return foreseen;
}
