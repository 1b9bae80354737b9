// Add-ons of a cluster, as far as its workloads show them. Their releases are the platform's, and no tenant reads them.
import { roleIn } from '@hikube/domain';
import type { DesiredAddon, DesiredCluster, ObservedAddon } from '@hikube/service/platform';
import type { Inside, Workload } from './inside.ts';
import { isReadyNode } from './nodes.ts';

interface Place {
  readonly namespace: string;
  /** Names of what else runs in that namespace, and is not the add-on. */
  readonly others?: RegExp;
  /** Only workloads with such a name are it. */
  readonly only?: RegExp;
  readonly alwaysOn?: boolean;
  /** The network comes before the nodes. */
  readonly isNetwork?: boolean;
  readonly needs?: Need;
}

type Need = NonNullable<ObservedAddon['waitingFor']>;

const ANY_NODE: Need = { kind: 'Node', selector: 'ready' };
const GPU_GROUP = { kind: 'NodeGroup', selector: 'gpu=on' } as const;

/** Where each add-on runs. One without a place shows nothing of itself: it counts as there when its chart is applied. */
const PLACES: Readonly<Record<string, Place>> = {
  'cert-manager': { namespace: 'cozy-cert-manager' },
  'ingress-nginx': {
    namespace: 'cozy-ingress-nginx',
    needs: { kind: 'NodeGroup', selector: 'node-role.kubernetes.io/ingress-nginx' },
  },
  flux: { namespace: 'cozy-fluxcd' },
  monitoring: { namespace: 'cozy-monitoring', others: /^metrics-server/ },
  'gpu-operator': { namespace: 'cozy-gpu-operator', needs: GPU_GROUP },
  hami: { namespace: 'cozy-hami', needs: { kind: 'Addon', selector: 'gpu-operator' } },
  velero: { namespace: 'cozy-velero' },
  'vertical-pod-autoscaler': {
    namespace: 'cozy-vertical-pod-autoscaler',
    needs: { kind: 'Addon', selector: 'monitoring' },
  },
  ouroboros: { namespace: 'cozy-ouroboros', needs: { kind: 'Addon', selector: 'ingress-nginx' } },
  cilium: { namespace: 'cozy-cilium', alwaysOn: true, isNetwork: true },
  coredns: { namespace: 'kube-system', only: /^coredns/, alwaysOn: true },
};

/** Namespaces in which add-ons run. */
export const ADDON_NAMESPACES: readonly string[] = Object.values(PLACES).map(({ namespace }) => namespace);

/** What is known besides the cluster itself. */
export interface AddonsKnown {
  readonly wish: DesiredCluster;
  /** The platform has applied the wish; whether what it applied runs is another question. */
  readonly applied: boolean;
  /** Generations that were reached before, by uid. */
  readonly reached: Readonly<Record<string, number>>;
  /** Uids of those that nobody wants any more, by id. */
  readonly leaving: Readonly<Record<string, string>>;
}

export function observedAddons(inside: Inside | undefined, known: AddonsKnown): ObservedAddon[] {
  const wished = known.wish.addons.map((addon) => observed(addon, inside, known));
  const rest = Object.entries(PLACES)
    .filter(([id]) => !known.wish.addons.some((addon) => addon.id === id))
    .flatMap(([id, place]) => unasked(id, place, workloadsOf(id, inside), known));
  return [...wished, ...rest];
}

function workloadsOf(id: string, inside: Inside | undefined): readonly Workload[] {
  const place = PLACES[id];
  if (place === undefined) return [];
  return (inside?.workloads ?? []).filter(
    ({ namespace, name }) =>
      namespace === place.namespace && place.others?.test(name) !== true && place.only?.test(name) !== false,
  );
}

function isRunning(workloads: readonly Workload[]): boolean {
  return workloads.every(({ ready, wanted }) => ready >= wanted);
}

function versionOf(workloads: readonly Workload[]): string | null {
  return workloads.find(({ version }) => version !== null)?.version ?? null;
}

function observed(addon: DesiredAddon, inside: Inside | undefined, known: AddonsKnown): ObservedAddon {
  const { id, uid, generation } = addon;
  const own = workloadsOf(id, inside);
  const before = known.reached[uid] ?? 0;
  const base = { id, uid, version: versionOf(own) };
  const place = PLACES[id];
  const needs = place?.needs;
  const waitingFor =
    needs !== undefined && !isThere(needs, known.wish) ? needs : missingNode(place, inside, own, known.wish);
  if (waitingFor !== undefined)
    return { ...base, observedGeneration: before, phase: 'WaitingFor', waitingFor, message: '' };
  const runs =
    inside !== undefined &&
    (place === undefined || (own.length > 0 && isRunning(own) && hasNodes(own, needs, known.wish)));
  if (runs && known.applied) return { ...base, observedGeneration: generation, phase: 'Ready', message: '' };
  const missing = own.filter(({ ready, wanted }) => ready < wanted);
  const message = missing.map(({ name, ready, wanted }) => `${name}: ${ready} of ${wanted} ready`).join(', ');
  return { ...base, observedGeneration: before, phase: before > 0 ? 'Updating' : 'Installing', message };
}

/** A cluster without a node in which no group has to have one may stay so for ever, and nothing runs in it. */
function missingNode(
  place: Place | undefined,
  inside: Inside | undefined,
  own: readonly Workload[],
  { nodeGroups }: DesiredCluster,
): Need | undefined {
  if (place === undefined || place.isNetwork || inside === undefined) return undefined;
  const isSure = nodeGroups.some(({ minReplicas }) => minReplicas > 0);
  return isSure || inside.nodes.some(isReadyNode) || own.some(({ ready }) => ready > 0)
    ? undefined
    : ANY_NODE;
}

/** What runs on nodes of a role has to run somewhere, where its groups have nodes at all. */
function hasNodes(own: readonly Workload[], needs: Place['needs'], wish: DesiredCluster): boolean {
  if (needs?.kind !== 'NodeGroup' || own.some(({ wanted }) => wanted > 0)) return true;
  return groupsFor(needs.selector, wish).every(({ minReplicas }) => minReplicas === 0);
}

function isThere({ kind, selector }: Need, wish: DesiredCluster): boolean {
  if (kind === 'Addon') return wish.addons.some(({ id }) => id === selector);
  return groupsFor(selector, wish).length > 0;
}

function groupsFor(selector: string, { nodeGroups }: DesiredCluster) {
  const role = roleIn(selector);
  return nodeGroups.filter(({ roles, gpus }) =>
    role === undefined ? gpus.length > 0 : roles.includes(role),
  );
}

/** One that nobody asks for: it belongs to every cluster, or it goes, and is known by its uid until it is gone. */
function unasked(
  id: string,
  { alwaysOn = false }: Place,
  own: readonly Workload[],
  { applied, leaving }: AddonsKnown,
): ObservedAddon[] {
  const uid = leaving[id];
  if (own.length === 0 && (alwaysOn || uid === undefined || applied)) return [];
  const base = { id, observedGeneration: 0, version: versionOf(own), message: '' };
  if (alwaysOn) return [{ ...base, uid: '', phase: isRunning(own) ? 'Ready' : 'Installing' }];
  return [{ ...base, uid: uid ?? '', phase: 'Deleting' }];
}
