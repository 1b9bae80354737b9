// Events have two shapes: that of the core group, which is stored, and that of events.k8s.io.
import type { KubernetesObject } from '../kinds/object.ts';

const NAMES: readonly (readonly [core: string, events: string])[] = [
  ['message', 'note'],
  ['involvedObject', 'regarding'],
  ['reportingComponent', 'reportingController'],
  ['source', 'deprecatedSource'],
  ['firstTimestamp', 'deprecatedFirstTimestamp'],
  ['lastTimestamp', 'deprecatedLastTimestamp'],
  ['count', 'deprecatedCount'],
];

function renamed(
  object: KubernetesObject,
  apiVersion: string,
  names: ReadonlyMap<string, string>,
): KubernetesObject {
  const entries = Object.entries(object).map(([name, value]) => [names.get(name) ?? name, value]);
  return { ...(Object.fromEntries(entries) as KubernetesObject), apiVersion };
}

/** As events.k8s.io shows it. */
export function fromStoredEvent(object: KubernetesObject): KubernetesObject {
  const shown = renamed(object, 'events.k8s.io/v1', new Map(NAMES));
  // What the core group always writes is left out here when it is empty.
  for (const name of ['reportingController', 'reportingInstance']) if (shown[name] === '') delete shown[name];
  return shown;
}

/** As it is stored. */
export function toStoredEvent(object: KubernetesObject): KubernetesObject {
  const stored = renamed(object, 'v1', new Map(NAMES.map(([core, events]) => [events, core])));
  stored['reportingComponent'] ??= '';
  stored['reportingInstance'] ??= '';
  return stored;
}
