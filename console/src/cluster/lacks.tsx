// What a cluster lacks to be whole, at the top of its page: the part that is missing is further down.
import type { Cluster } from '@hikube/sdk';
import { Note } from '../ui/note.tsx';

const PHASES: readonly string[] = ['Degraded', 'Failed'];

/** The notice; nothing for a cluster that is whole or comes up. The words are the service's, which are English. */
export function Lacks({ status }: { readonly status: Cluster['status'] }) {
  const health = status.conditions.find(({ type }) => type === 'Healthy');
  if (health === undefined || health.status === 'True' || !PHASES.includes(status.phase)) return null;
  return (
    <Note kind={status.phase === 'Failed' ? 'fail' : 'warn'} role="status">
      <p lang="en">{health.message}</p>
    </Note>
  );
}
