// What an add-on waits for before it is installed, and without which it does nothing.
import { findAddon, roleIn, type WaitingFor } from '@hikube/domain';
import { templateOf } from '../nodes/template.ts';
import type { Rules } from '../rules.ts';
import type { Template, World } from '../world.ts';

/** The first thing that is missing; undefined when everything is there. */
export function missingNeed(world: World, id: string, rules: Rules): WaitingFor | undefined {
  const type = findAddon(rules.catalogue, id);
  const missing = type?.requires.find((need) => !isMet(world, need));
  if (missing !== undefined) return missing;
  // The network comes before the nodes; everything else runs on one.
  if (id === 'cilium' || hasReadyNode(world, () => true)) return undefined;
  return ANY_NODE;
}

const ANY_NODE: WaitingFor = { kind: 'Node', selector: 'ready' };

function isMet(world: World, need: WaitingFor): boolean {
  if (need.kind === 'Addon') {
    return world.addons.some((addon) => addon.id === need.selector && addon.phase === 'Ready');
  }
  if (need.kind === 'Node') return hasReadyNode(world, () => true);
  return hasReadyNode(world, (template) => selects(need.selector, template));
}

function hasReadyNode(world: World, isFit: (template: Template) => boolean): boolean {
  return world.groups.some((group) =>
    group.nodes.some((node) => node.phase === 'Ready' && isFit(templateOf(group, node))),
  );
}

/** Labels that nodes have: `gpu=on` is on those with GPUs. */
function selects(selector: string, template: Template): boolean {
  if (selector === 'gpu=on') return template.gpus.length > 0;
  const role = roleIn(selector);
  return role !== undefined && template.roles.includes(role);
}
