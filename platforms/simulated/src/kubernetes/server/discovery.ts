// Discovery: which groups, versions and resources there are; in the old form, one answer for each, and aggregated.
import { RESOURCES } from '../resources.ts';
import { apiVersionOf } from './resource.ts';
import { REVIEWS } from './reviews.ts';

interface Served {
  readonly group: string;
  readonly version: string;
  readonly name: string;
  readonly singular: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly verbs: readonly string[];
}

// Writes are refused, yet with a sentence: a client that was told of no such verb would not even ask.
const VERBS = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];

const SERVED: readonly Served[] = [
  ...RESOURCES.map((resource) => ({ ...resource, verbs: VERBS })),
  ...REVIEWS.map((review) => ({
    ...review,
    singular: review.kind.toLowerCase(),
    namespaced: false,
    shortNames: [],
    categories: [],
    verbs: ['create'],
  })),
];

/** The groups with their versions; the core group is the empty one. */
export const GROUP_VERSIONS: readonly { readonly group: string; readonly version: string }[] = [
  ...new Map(SERVED.map(({ group, version }) => [`${group}/${version}`, { group, version }])).values(),
];

/** Whether the caller wants everything in one answer. */
export function wantsAggregated(accept: string | null): boolean {
  return /as=APIGroupDiscoveryList/i.test(accept ?? '') && /v=v2\b(?!beta)/i.test(accept ?? '');
}

/** The media type of the aggregated form, which clients check. */
export const AGGREGATED_TYPE = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

/** The aggregated form, for `/api` (the core group) or `/apis` (all others). */
export function aggregated(root: 'api' | 'apis'): object {
  const groups = GROUP_VERSIONS.filter(({ group }) => (group === '') === (root === 'api'));
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: 'apidiscovery.k8s.io/v2',
    metadata: {},
    items: groups.map(({ group, version }) => ({
      metadata: group === '' ? {} : { name: group },
      versions: [
        { version, freshness: 'Current', resources: servedIn(group, version).map(aggregatedResource) },
      ],
    })),
  };
}

function aggregatedResource(resource: Served): object {
  return {
    resource: resource.name,
    responseKind: { group: resource.group, version: resource.version, kind: resource.kind },
    scope: resource.namespaced ? 'Namespaced' : 'Cluster',
    singularResource: resource.singular,
    verbs: resource.verbs,
    ...(resource.shortNames.length === 0 ? {} : { shortNames: resource.shortNames }),
    ...(resource.categories.length === 0 ? {} : { categories: resource.categories }),
  };
}

/** The answer to `/api`. */
export function coreVersions(): object {
  return { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [] };
}

/** The answer to `/apis`. */
export function groupList(): object {
  const groups = GROUP_VERSIONS.filter(({ group }) => group !== '');
  return { kind: 'APIGroupList', apiVersion: 'v1', groups: groups.map(({ group }) => groupOf(group)) };
}

/** The answer to `/apis/<group>`; undefined for one that is not served. */
export function apiGroup(name: string): object | undefined {
  const known = name !== '' && GROUP_VERSIONS.some(({ group }) => group === name);
  return known ? { kind: 'APIGroup', apiVersion: 'v1', ...groupOf(name) } : undefined;
}

function groupOf(name: string) {
  const versions = GROUP_VERSIONS.filter(({ group }) => group === name).map(({ group, version }) => ({
    groupVersion: `${group}/${version}`,
    version,
  }));
  return { name, versions, preferredVersion: versions[0] };
}

/** The answer to `/api/v1` and `/apis/<group>/<version>`; undefined for one that is not served. */
export function resourceList(group: string, version: string): object | undefined {
  const served = servedIn(group, version);
  if (served.length === 0) return undefined;
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: apiVersionOf({ group, version }),
    resources: served.map(({ name, singular, namespaced, kind, verbs, shortNames, categories }) => ({
      name,
      singularName: singular,
      namespaced,
      kind,
      verbs,
      ...(shortNames.length === 0 ? {} : { shortNames }),
      ...(categories.length === 0 ? {} : { categories }),
    })),
  };
}

function servedIn(group: string, version: string): readonly Served[] {
  return SERVED.filter((each) => each.group === group && each.version === version);
}
