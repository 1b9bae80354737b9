// Discovery: which groups, versions and resources are served, in the plain form and in the aggregated one.
import { negotiate, negotiatePlain } from '../http/negotiate.ts';
import { respond, type Wishes } from '../http/respond.ts';
import type { JsonObject } from '../json/json.ts';
import { apiVersionOf, type Kind, type Subresource } from '../kinds/kind.ts';
import type { Registry } from '../kinds/registry.ts';
import { notAcceptable } from '../status/status.ts';

const AGGREGATED = 'apidiscovery.k8s.io';

/** A group with its versions, the preferred one first. */
interface Group {
  readonly name: string;
  readonly versions: readonly string[];
}

/** Versions as Kubernetes orders them: stable ones first, higher ones first. */
function byVersion(a: string, b: string): number {
  const rank = (version: string): readonly [number, number, number] => {
    const [, major = '0', stage = '', minor = '0'] = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version) ?? [];
    return [stage === '' ? 2 : stage === 'beta' ? 1 : 0, Number(major), Number(minor)];
  };
  const [left, right] = [rank(a), rank(b)];
  for (let index = 0; index < 3; index += 1)
    if (left[index] !== right[index]) return right[index]! - left[index]!;
  return a < b ? -1 : 1;
}

export function groupsOf(registry: Registry): Group[] {
  const found = new Map<string, Set<string>>();
  for (const { group, version } of registry.all) {
    if (group === '') continue;
    const versions = found.get(group);
    if (versions === undefined) found.set(group, new Set([version]));
    else versions.add(version);
  }
  return [...found]
    .map(([name, versions]) => ({ name, versions: [...versions].sort(byVersion) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function groupJson({ name, versions }: Group): JsonObject {
  const all = versions.map((version) => ({ groupVersion: `${name}/${version}`, version }));
  return { name, versions: all, preferredVersion: all[0]! };
}

function addresses(host: string): JsonObject[] {
  return [{ clientCIDR: '0.0.0.0/0', serverAddress: host }];
}

/** A number that stands for how objects of a kind are stored; the same for the same kind. */
function storageHash({ group, version, kind }: Kind): string {
  let hash = 0x811c9dc5;
  for (const character of `${group}/${version}/${kind}`)
    hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  return btoa(
    String.fromCharCode(
      ...[0, 8, 16, 24].map((shift) => (hash >>> shift) & 255),
      ...[1, 9, 17, 25].map((shift) => (hash >>> shift) & 255),
    ),
  );
}

function resourceJson(kind: Kind): JsonObject[] {
  const main: JsonObject = {
    name: kind.resource,
    singularName: kind.singular,
    namespaced: kind.namespaced,
    ...(kind.hosted !== undefined && { group: kind.group, version: kind.version }),
    kind: kind.kind,
    verbs: [...kind.verbs],
    ...(kind.shortNames.length > 0 && { shortNames: [...kind.shortNames] }),
    ...(kind.categories.length > 0 && { categories: [...kind.categories] }),
    ...(kind.verbs.includes('list') &&
      kind.hosted === undefined && { storageVersionHash: storageHash(kind) }),
  };
  const parts = kind.subresources.map(
    (part): JsonObject => ({
      name: `${kind.resource}/${part.name}`,
      singularName: '',
      namespaced: kind.namespaced,
      ...(part.group !== undefined && { group: part.group }),
      ...(part.version !== undefined && { version: part.version }),
      kind: part.kind,
      verbs: [...part.verbs],
    }),
  );
  return [main, ...parts];
}

function aggregatedSubresource(part: Subresource, kind: Kind): JsonObject {
  return {
    subresource: part.name,
    responseKind: {
      group: part.group ?? responseGroup(kind),
      version: part.version ?? responseVersion(kind),
      kind: part.kind,
    },
    verbs: [...part.verbs],
  };
}

// Official kinds leave out what the group says already.
const isOfficial = ({ custom, hosted }: Kind): boolean => custom === undefined && hosted === undefined;
const responseGroup = (kind: Kind): string => (isOfficial(kind) ? '' : kind.group);
const responseVersion = (kind: Kind): string => (isOfficial(kind) ? '' : kind.version);

function aggregatedResource(kind: Kind): JsonObject {
  return {
    resource: kind.resource,
    responseKind: { group: responseGroup(kind), version: responseVersion(kind), kind: kind.kind },
    scope: kind.namespaced ? 'Namespaced' : 'Cluster',
    singularResource: kind.singular,
    verbs: [...kind.verbs],
    ...(kind.shortNames.length > 0 && { shortNames: [...kind.shortNames] }),
    ...(kind.categories.length > 0 && { categories: [...kind.categories] }),
    ...(kind.subresources.length > 0 && {
      subresources: kind.subresources.map((part) => aggregatedSubresource(part, kind)),
    }),
  };
}

function kindsIn(registry: Registry, group: string, version: string): Kind[] {
  return registry.all
    .filter((kind) => kind.group === group && kind.version === version)
    .sort((a, b) => (a.resource < b.resource ? -1 : 1));
}

function aggregated(registry: Registry, groups: readonly Group[]): JsonObject {
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: `${AGGREGATED}/v2`,
    metadata: {},
    items: groups.map(({ name, versions }) => ({
      metadata: name === '' ? {} : { name },
      versions: versions.map((version) => ({
        version,
        resources: kindsIn(registry, name, version).map(aggregatedResource),
        freshness: 'Current',
      })),
    })),
  };
}

/** What discovery needs to know of a request. */
export interface DiscoveryRequest {
  readonly path: string;
  readonly accept: string | null;
  readonly host: string;
  readonly wishes: Wishes;
}

/** The answer for a path of discovery; undefined when it is none, or names nothing. */
export function discover(registry: Registry, request: DiscoveryRequest): Response | undefined {
  const parts = request.path.split('/').filter((part) => part !== '');
  const [first, group, version, ...more] = parts;
  if (more.length > 0) return undefined;
  if (first === 'api') {
    if (group === undefined) return root(registry, request, [{ name: '', versions: ['v1'] }], coreVersions);
    if (version !== undefined) return undefined;
    return resources(registry, request, '', group);
  }
  if (first !== 'apis') return undefined;
  if (group === undefined) return root(registry, request, groupsOf(registry), groupList);
  const found = groupsOf(registry).find(({ name }) => name === group);
  if (found === undefined) return undefined;
  if (version === undefined) {
    const { type } = negotiatePlain(request.accept);
    return respond({ kind: 'APIGroup', apiVersion: 'v1', ...groupJson(found) }, 200, request.wishes, {
      type,
    });
  }
  return resources(registry, request, group, version);
}

function coreVersions(_registry: Registry, host: string): JsonObject {
  return { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: addresses(host) };
}

function groupList(registry: Registry, host: string): JsonObject {
  const groups = groupsOf(registry).map((group) => ({
    ...groupJson(group),
    serverAddressByClientCIDRs: addresses(host),
  }));
  return { kind: 'APIGroupList', apiVersion: 'v1', groups };
}

function root(
  registry: Registry,
  { accept, host, wishes }: DiscoveryRequest,
  groups: readonly Group[],
  plain: (registry: Registry, host: string) => JsonObject,
): Response {
  const accepted = negotiate(
    accept,
    ({ as, group, version }) => as === 'APIGroupDiscoveryList' && group === AGGREGATED && version === 'v2',
  );
  if (accepted === undefined)
    throw notAcceptable(
      'only the following media types are accepted: application/json, application/yaml, application/vnd.kubernetes.protobuf',
    );
  if (accepted.as === '') return respond(plain(registry, host), 200, wishes, { type: accepted.type });
  const headers = {
    'content-type': `${accepted.type};g=${AGGREGATED};v=v2;as=APIGroupDiscoveryList`,
    vary: 'Accept',
  };
  return respond(aggregated(registry, groups), 200, wishes, { type: accepted.type, headers });
}

function resources(
  registry: Registry,
  { accept, wishes }: DiscoveryRequest,
  group: string,
  version: string,
): Response | undefined {
  const kinds = kindsIn(registry, group, version);
  if (kinds.length === 0) return undefined;
  const { type } = negotiatePlain(accept);
  return respond(
    {
      kind: 'APIResourceList',
      ...(group !== '' && { apiVersion: 'v1' }),
      groupVersion: apiVersionOf({ group, version }),
      resources: kinds.flatMap(resourceJson),
    },
    200,
    wishes,
    { type },
  );
}
