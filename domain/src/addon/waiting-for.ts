// Dependencies between objects are never errors: an add-on that needs something waits for it, and says so.
import type { WaitingFor } from '../catalogue/addon-type.ts';
import type { KnownCatalogue } from '../catalogue/catalogue.ts';
import { type Finding, warning } from '../finding.ts';
import { gpuCount } from '../node-group/gpus.ts';
import { ROLE_LABEL } from '../node-group/roles.ts';
import { isObject, type JsonObject } from '../values/read.ts';
import { isUnknown } from '../values/unknown.ts';
import { addonFacts, findAddon } from './facts.ts';

/** What a cluster has, as far as it is known. */
export interface Surroundings {
  /** Ids of the add-ons; absent when that is not known. */
  readonly addonIds?: readonly string[] | undefined;
  /** The node groups; absent when they are not known. A group of unknown content satisfies every selector. */
  readonly nodeGroups?: readonly unknown[] | undefined;
}

/** What the add-on needs and the cluster does not have. What is not known counts as there. */
export function waitingFor(
  id: string,
  surroundings: Surroundings,
  catalogue?: KnownCatalogue,
): readonly WaitingFor[] {
  const requires = findAddon(catalogue, id)?.requires ?? addonFacts(id)?.requires ?? [];
  return requires.filter((need) => !isThere(need, surroundings));
}

function isThere(need: WaitingFor, { addonIds, nodeGroups }: Surroundings): boolean {
  if (need.kind === 'Addon') return addonIds === undefined || addonIds.includes(need.selector);
  if (nodeGroups === undefined) return true;
  return nodeGroups.some((group) => !isObject(group) || selects(need.selector, group));
}

/** The role that a selector asks for; undefined when it asks for something else. */
export function roleIn(selector: string): string | undefined {
  return selector.startsWith(ROLE_LABEL) ? selector.slice(ROLE_LABEL.length) : undefined;
}

/**
 * Whether a selector picks a node group: `node-role.kubernetes.io/<role>` by its roles, `gpu=on` by its cards. A group
 * of which the deciding field is unknown is picked.
 */
export function selects(selector: string, group: JsonObject): boolean {
  if (selector === 'gpu=on') return isUnknown(group['gpus']) || gpuCount(group) > 0;
  const role = roleIn(selector);
  if (role === undefined) return false;
  const roles = group['roles'];
  if (isUnknown(roles)) return true;
  return Array.isArray(roles) && roles.some((each) => each === role || isUnknown(each));
}

// A kind that the contract gets later does not compile without its words.
const WORDS: Readonly<Record<Exclude<WaitingFor['kind'], 'Addon'>, string>> = {
  NodeGroup: 'a node group',
  Node: 'a node',
};

/** What it waits for, as a person says it. */
export function describeNeed(need: WaitingFor): string {
  if (need.kind === 'Addon') return `the add-on ${need.selector}`;
  const what = WORDS[need.kind];
  if (need.selector === 'gpu=on') return `${what} with GPUs`;
  const role = roleIn(need.selector);
  if (role !== undefined) return `${what} with role ${role}`;
  const isState = !need.selector.includes('=');
  return isState ? `${what} that is ${need.selector}` : `${what} with ${need.selector.replace('=', ' ')}`;
}

/** One warning for each thing that the add-on waits for. */
export function waitingForWarnings(
  id: string,
  surroundings: Surroundings,
  catalogue: KnownCatalogue | undefined,
  pointer: string,
): readonly Finding[] {
  return waitingFor(id, surroundings, catalogue).map((need) => {
    const detail = `The add-on ${id} waits for ${describeNeed(need)}; it starts as soon as the cluster has one.`;
    return warning(pointer, 'waiting_for', detail);
  });
}
