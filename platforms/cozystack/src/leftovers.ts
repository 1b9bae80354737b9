// What is still there of a cluster that goes: named, so that somebody can look after it.
import { asSentence } from '@hikube/service/platform';
import type { Readiness } from './applications/readiness.ts';
import type { Monitor } from './clusters/monitors.ts';
import type { KubernetesApplication } from './kind.ts';
import type { KubernetesClient, List, ObjectMeta } from './kubernetes/client.ts';

/** Machines of a cluster whose pods still run. @throws KubernetesError */
export async function machinesLeft(
  client: KubernetesClient,
  namespace: string,
  cluster: string,
): Promise<readonly string[]> {
  const selector = encodeURIComponent(`cluster.x-k8s.io/cluster-name=kubernetes-${cluster}`);
  const path = `/api/v1/namespaces/${namespace}/pods?labelSelector=${selector}`;
  const { items } = await client.get<List<{ readonly metadata: ObjectMeta }>>(path);
  return items.map(({ metadata }) => metadata.name);
}

const MOST_NAMED = 5;

/**
 * Why a deletion does not come to its end; undefined while it goes on.
 * @param failure what the platform says of it, if anything
 */
export function hangingDeletion(
  { metadata }: KubernetesApplication,
  failure: Readiness['failure'],
  left: { readonly monitors: ReadonlyMap<string, Monitor>; readonly machines: readonly string[] },
): Readiness['failure'] {
  if (failure === undefined) return undefined;
  const names = [
    ...left.machines.map((name) => `Pod ${name}`),
    ...[...left.monitors.keys()].map((name) => `WorkloadMonitor ${name}`),
  ];
  const shown =
    names.slice(0, MOST_NAMED).join(', ') +
    (names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : '');
  const rest = names.length === 0 ? 'Nothing that a tenant can see is left.' : `Still there: ${shown}.`;
  return {
    reason: failure.reason,
    message: `The deletion of ${metadata.name} hangs: ${asSentence(failure.message)} ${rest} The operator of the platform has to look after what holds it.`,
  };
}
