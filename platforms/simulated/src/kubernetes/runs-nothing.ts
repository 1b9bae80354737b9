// What would run containers is kept, and nothing runs them: whoever writes it is told, as he would wait for ever else.
import type { AdmissionRequest } from '@hikube/kubernetes-api';

const RUNS_CONTAINERS = [
  'pods',
  'replicationcontrollers',
  'daemonsets.apps',
  'deployments.apps',
  'replicasets.apps',
  'statefulsets.apps',
  'cronjobs.batch',
  'jobs.batch',
];

/** Warns at a write that asks for containers; one that leaves the spec as it is, such as a label, asks for none. */
export function tellThatNothingRuns({
  kind,
  operation,
  object,
  oldObject,
  warn,
}: Pick<AdmissionRequest, 'kind' | 'operation' | 'object' | 'oldObject' | 'warn'>): void {
  if (operation === 'DELETE' || !RUNS_CONTAINERS.includes(kind.stored.resource)) return;
  if (object?.metadata.generation === oldObject?.metadata.generation) return;
  warn(
    `this cluster is simulated and runs no containers: the ${kind.kind} is kept, and nothing of it starts`,
  );
}
