// An operation that is followed to its end by the client's own stream of its states.
import type { Operation } from '@hikube/sdk';
import { useContext, useEffect, useState } from 'preact/hooks';
import { Surroundings } from '../surroundings.ts';

/**
 * The newest state of an operation.
 * @param known as it was read with the page
 */
export function useOperation(known: Operation): Operation {
  const { client, isAsking } = useContext(Surroundings);
  const [followed, setFollowed] = useState(known);
  const { id } = known;
  const isOver = known.endedAt !== null;
  useEffect(() => {
    if (!isAsking || isOver) return undefined;
    const end = new AbortController();
    void (async () => {
      for await (const state of client.operations.resume(id, { signal: end.signal })) {
        if (end.signal.aborted) return;
        setFollowed(state);
      }
    })().catch(() => {
      // How it ended is in the last state; what cannot be followed is read again with the page.
    });
    return () => end.abort();
  }, [client, id, isOver, isAsking]);
  return followed.id === id && !isOver ? followed : known;
}
