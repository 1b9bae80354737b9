// What a cluster lacks to be whole, at the top of its page: the part that is missing is further down.
import type { Cluster } from '@hikube/sdk';
import { Note } from '../ui/note.tsx';

const PHASES: readonly string[] = ['Degraded', 'Failed'];

/** The condition that says it; nothing of a cluster that is whole or comes up. */
export function lackOf({ phase, conditions }: Cluster['status']) {
  const health = conditions.find(({ type }) => type === 'Healthy');
  return health?.status === 'True' || !PHASES.includes(phase) ? undefined : health;
}

/** The notice; nothing for a cluster that is whole or comes up. The words are the service's, which are English. */
export function Lacks({ status }: { readonly status: Cluster['status'] }) {
  const lack = lackOf(status);
  if (lack === undefined) return null;
  return (
    <Note kind={status.phase === 'Failed' ? 'fail' : 'warn'} role="status">
      <p lang="en">{lack.message}</p>
    </Note>
  );
}
