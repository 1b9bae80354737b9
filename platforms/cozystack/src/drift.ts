// What somebody changed with kubectl in a cluster that was ordered here: read as a later wish, so that it is seen.
import { canonicalJson, equalJson } from '@hikube/domain';
import type { DesiredAddon, DesiredCluster, DesiredNodeGroup } from '@hikube/service/platform';
import { type ChartCluster, clusterOf, type Shape, specOf } from './chart/index.ts';
import type { Values } from './kind.ts';

/**
 * @param known the last wish that was written
 * @param stored the spec as it is served
 * @returns the last wish where it still stands; a part that is another one now has the generation after it
 */
export function driftedFrom(known: DesiredCluster, stored: Values, shape: Shape): DesiredCluster {
  const wanted = clusterOf(specOf(withStoredValues(known, stored, shape), shape, stored), shape);
  const now = clusterOf(stored, shape);
  if (equalJson(wanted, now)) return known;
  const { version, controlPlane } = now;
  const isOther = version !== wanted.version || controlPlane.replicas !== wanted.controlPlane.replicas;
  return {
    ...known,
    ...(isOther && { version, controlPlane, topology: now.topology, generation: known.generation + 1 }),
    nodeGroups: driftedParts(known.uid, known.nodeGroups, wanted.nodeGroups, now.nodeGroups),
    addons: driftedParts(known.uid, known.addons, wanted.addons, now.addons).map(
      ({ values: _values, ...addon }) => addon,
    ),
  };
}

function driftedParts<Part extends DesiredNodeGroup | DesiredAddon>(
  cluster: string,
  known: readonly Part[],
  wanted: readonly Part[],
  now: readonly Part[],
): Part[] {
  const byName = new Map(known.map((part) => [nameOf(part), part]));
  const asWanted = new Map(wanted.map((part) => [nameOf(part), part]));
  return now.map((part) => {
    const before = byName.get(nameOf(part));
    if (before === undefined) return identifiedPart(part, cluster);
    const wish = asWanted.get(nameOf(part));
    if (equalJson(part, wish)) return before;
    // All of a group stands there, what somebody took away as well; of an add-on the chart does not tell everything.
    const told = 'name' in part ? { ...part, ...unchanged(before, part, wish) } : { ...before, ...part };
    return { ...told, uid: before.uid, generation: before.generation + 1 };
  });
}

/** What reads as it was wished, in the words of the wish: a default that somebody wrote is not told by the chart. */
function unchanged<Part extends object>(before: Part, now: Part, wanted: Part | undefined): Partial<Part> {
  const keys = wanted === undefined ? [] : (Object.keys(before) as (keyof Part)[]);
  const same = keys.filter((key) => equalJson(now[key], wanted?.[key]));
  return Object.fromEntries(same.map((key) => [key, before[key]])) as Partial<Part>;
}

/**
 * With an identity and a generation for each part, the same each time it is read, and another generation when it is another:
 * the platform gives them none.
 */
export function identified(
  cluster: ChartCluster,
  uid: string,
): ChartCluster & { readonly generation: number } {
  const { nodeGroups: _nodeGroups, addons: _addons, ...own } = cluster;
  return {
    ...cluster,
    generation: generationOf(own),
    nodeGroups: cluster.nodeGroups.map((group) => identifiedPart(group, uid)),
    addons: cluster.addons.map((addon) => identifiedPart(addon, uid)),
  };
}

function identifiedPart<Part extends DesiredNodeGroup | DesiredAddon>(part: Part, cluster: string): Part {
  const kind = 'name' in part ? 'nodeGroup' : 'addon';
  return { ...part, uid: partUid(cluster, `${kind}/${nameOf(part)}`), generation: generationOf(part) };
}

/** A number for a content: who changes it without saying so makes it another one. */
function generationOf(content: object): number {
  return 1 + (spread(canonicalJson(content) ?? '') % 1_000_000);
}

function nameOf(part: DesiredNodeGroup | DesiredAddon): string {
  return 'name' in part ? part.name : part.id;
}

/** A UUID of its own kind (8, as RFC 9562 calls those of other makers), spread over its cluster's by the name of the part. */
function partUid(cluster: string, name: string): string {
  const words = [1, 2, 3, 4].map((seed) => spread(`${seed}/${cluster}/${name}`));
  const digits = words.map((word) => word.toString(16).padStart(8, '0')).join('');
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `8${digits.slice(13, 16)}`,
    `a${digits.slice(17, 20)}`,
    digits.slice(20),
  ].join('-');
}

/** FNV-1a, with the mixing of MurmurHash3 at its end. */
function spread(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** The wish with the Helm values that stand in the spec, secret ones among them. */
export function withStoredValues(wish: DesiredCluster, stored: Values, shape: Shape): DesiredCluster {
  const inPlace = new Map(clusterOf(stored, shape).addons.map(({ id, values }) => [id, values]));
  return {
    ...wish,
    addons: wish.addons.map((addon) => {
      const values = inPlace.get(addon.id);
      return values === undefined ? addon : { ...addon, values };
    }),
  };
}
