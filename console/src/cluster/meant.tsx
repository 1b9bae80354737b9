// The cluster that a reader means is the one that he was shown: another of the same name may have come since.
import type { Cluster } from '@hikube/sdk';
import { useContext, useState } from 'preact/hooks';
import { Surroundings } from '../surroundings.ts';
import { Note } from '../ui/note.tsx';

/** Which cluster is meant. */
export interface Meant {
  /** The one that was shown is gone, and its name is another's. */
  readonly isAnother: boolean;
  /** Whether what was read since is still the one that was shown; nothing is sent to another. */
  readonly is: (now: Pick<Cluster, 'uid'>) => boolean;
}

/** Keeps to the cluster that is shown first. @param cluster as it was read last */
export function useMeant(cluster: Pick<Cluster, 'uid'>): Meant {
  const [uid] = useState(cluster.uid);
  const [isGone, setGone] = useState(false);
  return {
    isAnother: isGone || cluster.uid !== uid,
    is(now) {
      if (now.uid !== uid) setGone(true);
      return now.uid === uid;
    },
  };
}

/** Says that the one that was meant is gone. */
export function AnotherOne({ name }: { readonly name: string }) {
  const { words } = useContext(Surroundings);
  return (
    <Note kind="fail" role="alert">
      <p>{words.isAnother(name)}</p>
    </Note>
  );
}
