// Whether annotations still say what the driver wrote: the tenant can write them, too, and whatever he wrote is JSON at most.
import { isObject } from '@hikube/domain';
import type { DesiredCluster } from '@hikube/service/platform';
import type { Carried } from './carried.ts';
import type { Leaving } from './leaving.ts';
import type { LastWrite, Reached } from './record.ts';

type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === 'string';
const count: Check = (value) => typeof value === 'number';
const flag: Check = (value) => typeof value === 'boolean';
const list =
  (item: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(item);
const object =
  (checks: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isObject(value) && Object.entries(checks).every(([key, check]) => check(value[key]));

const part = { uid: text, generation: count };
const GROUP = object({
  ...part,
  name: text,
  instanceType: text,
  minReplicas: count,
  maxReplicas: count,
  roles: list(text),
  gpus: list(text),
  taints: list(isObject),
});
const WISH = object({
  ...part,
  tenant: text,
  name: text,
  version: text,
  topology: text,
  host: text,
  endpoint: text,
  controlPlane: isObject,
  network: isObject,
  rollout: object({ paused: flag }),
  sites: list(text),
  replaceNodes: list(text),
  nodeGroups: list(GROUP),
  addons: list(object({ ...part, id: text })),
});

/** Whether this is a wish for the cluster of that name and uid. */
export function isWish(
  value: unknown,
  of: { readonly name: string; readonly uid: string },
): value is DesiredCluster {
  return WISH(value) && isObject(value) && value['name'] === of.name && value['uid'] === of.uid;
}

export function isReached(value: unknown): value is Reached {
  return (
    object({ cluster: count, parts: isObject })(value) && Object.values((value as Reached).parts).every(count)
  );
}

export function isLastWrite(value: unknown): value is LastWrite {
  return object({ at: count, moved: flag })(value);
}

export function isLeaving(value: unknown): value is Leaving {
  const uids: Check = (each) => isObject(each) && Object.values(each).every(text);
  return object({ nodeGroups: uids, addons: uids })(value);
}

export function isCarried(value: unknown): value is Carried {
  return isObject(value) && Object.values(value).every(list(text));
}
