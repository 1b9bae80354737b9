// What was written to clusters of a Cozystack.
import type { Cozystack } from '../../doubles/cozystack/index.ts';

/** Requests that change a cluster, since there were that many calls. */
export function clusterWrites({ faults }: Pick<Cozystack, 'faults'>, since: number): readonly string[] {
  return faults.calls.slice(since).filter((call) => /^(POST|PUT|PATCH|DELETE) .*kuberneteses/.test(call));
}
