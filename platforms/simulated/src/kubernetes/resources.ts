// Every resource that a cluster serves, and how one is found.
import { configMaps, secrets } from './configuration.ts';
import { events } from './events.ts';
import { leases } from './leases.ts';
import { namespaces } from './namespaces.ts';
import { nodes } from './nodes.ts';
import { pods } from './pods.ts';
import type { Resource } from './server/resource.ts';
import { services } from './services.ts';
import { storageClasses } from './storage-classes.ts';
import { daemonSets, deployments } from './workloads.ts';

/** In the order in which `kubectl api-resources` shows them. */
export const RESOURCES: readonly Resource[] = [
  configMaps,
  events,
  namespaces,
  nodes,
  pods,
  secrets,
  services,
  daemonSets,
  deployments,
  leases,
  storageClasses,
];

/** The resource of that name; undefined when there is none. */
export function findResource(group: string, version: string, name: string): Resource | undefined {
  return RESOURCES.find((each) => each.group === group && each.version === version && each.name === name);
}
