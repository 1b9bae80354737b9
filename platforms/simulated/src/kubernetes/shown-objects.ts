// Everything that a cluster shows by itself, from what its world is.
import { initialRoles, type KubernetesObject, namespaceObjects } from '@hikube/kubernetes-api';
import { events } from './events.ts';
import { leases } from './leases.ts';
import { metaOf } from './meta.ts';
import { type NamespaceShown, namespaces } from './namespaces.ts';
import { nodes } from './nodes.ts';
import type { Shown, ShownObject } from './objects/shown.ts';
import { pods } from './pods.ts';
import { roleObjects } from './roles.ts';
import { services } from './services.ts';
import type { ClusterSnapshot } from './snapshot.ts';
import { storageClasses } from './storage-classes.ts';
import { workloads } from './workloads.ts';

/** What the world is, by the resource that shows it. */
const OF_THE_WORLD: Readonly<Record<string, (snapshot: ClusterSnapshot) => readonly KubernetesObject[]>> = {
  events,
  'leases.coordination.k8s.io': leases,
  nodes,
  pods,
  services,
  'storageclasses.storage.k8s.io': storageClasses,
  'daemonsets.apps': (snapshot) => workloads(snapshot, 'DaemonSet'),
  'deployments.apps': (snapshot) => workloads(snapshot, 'Deployment'),
};

/** Revision of what was there before anything happened. */
const FIRST = '1';

/** See `Shown`. */
export function shownOf(snapshot: ClusterSnapshot): Shown {
  const world = Object.entries(OF_THE_WORLD).flatMap(([resource, objects]) =>
    objects(snapshot).map((object) => ({ resource, object })),
  );
  return {
    revision: snapshot.revision,
    fixed: [...world, ...roleObjects(snapshot)],
    initial: [
      ...initialRoles().map((role) => born(snapshot, role, snapshot.cluster.createdAt)),
      ...namespaces(snapshot).flatMap((namespace) => inNamespace(snapshot, namespace)),
    ],
  };
}

/** A namespace with what is in it from its first moment. */
function inNamespace(
  snapshot: ClusterSnapshot,
  { name, createdAt, ofAddon }: NamespaceShown,
): readonly ShownObject[] {
  const all = namespaceObjects(name, snapshot.cluster.certificateAuthority);
  return all.map((each) => born(snapshot, each, createdAt, ofAddon));
}

function born(
  snapshot: ClusterSnapshot,
  { resource, object }: ShownObject,
  createdAt: string,
  later = false,
): ShownObject {
  const { name = '', namespace } = object.metadata;
  const naming = { kind: object.kind, name, createdAt, ...(namespace !== undefined && { namespace }) };
  const metadata = {
    ...object.metadata,
    ...metaOf(snapshot, naming),
    ...(!later && { resourceVersion: FIRST }),
  };
  return { resource, object: { ...object, metadata } };
}
