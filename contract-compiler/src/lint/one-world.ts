// Rule: the examples tell of one world. Whoever reads two of them meets the same things in the same state of their
// being: a size, a site or a moment does not change, what is named is in the catalogue, and no use is above its limit.
import type { Json } from '../read/schema.ts';
import type { Finding, Rule } from './rule.ts';

type Tree = { readonly [key: string]: Json };

/** Properties that an object never changes, or that no example changes. */
const LASTING = [
  ...[
    'uid',
    'createdAt',
    'cluster',
    'nodeGroup',
    'site',
    'size',
    'storageClass',
    'instanceType',
    'cpu',
    'memory',
  ],
  ...[
    'gpus',
    'host',
    'endpoint',
    'displayName',
    'labels',
    'family',
    'vcpus',
    'replication',
    'patch',
    'limit',
  ],
];

/** What names a thing of the catalogue: the property, the list and the key in it. */
const NAMES: readonly (readonly [property: string, list: string, key: string])[] = [
  ['site', 'sites', 'id'],
  ['instanceType', 'instanceTypes', 'name'],
  ['storageClass', 'storageClasses', 'name'],
];

/** Lists of the catalogue: each operation that shows one, and the key of its entries, in the catalogue and in the answer. */
const LISTS: readonly (readonly [operation: string, list: string, key: string, shown: string])[] = [
  ['listSites', 'sites', 'id', 'name'],
  ['listInstanceTypes', 'instanceTypes', 'name', 'name'],
  ['listGpuTypes', 'gpuTypes', 'name', 'name'],
  ['listStorageClasses', 'storageClasses', 'name', 'name'],
  ['listKubernetesVersions', 'kubernetesVersions', 'minor', 'minor'],
  ['listAddonTypes', 'addons', 'id', 'name'],
];

const isTree = (value: Json | undefined): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every object in a value. */
function* objectsIn(value: Json | undefined): Generator<Tree> {
  if (Array.isArray(value)) for (const item of value) yield* objectsIn(item);
  if (!isTree(value)) return;
  yield value;
  for (const child of Object.values(value)) yield* objectsIn(child);
}

/** A manifest names its cluster and says what it is in two places. */
function withoutEnvelope(thing: Tree): Tree {
  const { metadata, spec } = thing;
  return isTree(metadata) && isTree(spec) ? { ...metadata, ...spec } : thing;
}

/** What tells one thing from another: its id, its name, or the resource that a quota counts. */
function identityOf(thing: Tree): string | undefined {
  const { id, name, resource, minor } = thing;
  const key = id ?? name ?? resource ?? minor;
  return typeof key === 'string' ? key : undefined;
}

const BYTES: Readonly<Record<string, number>> = { '': 1, Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40 };

function amount(quantity: Json | undefined): number {
  const [, number = '', unit = ''] = /^([0-9.]+)([KMGT]i)?$/.exec(String(quantity)) ?? [];
  return Number(number) * (BYTES[unit] ?? Number.NaN);
}

function* ofQuota(thing: Tree): Generator<string> {
  const { resource, used, requested, limit } = thing;
  if (resource === undefined || limit === undefined) return;
  if (!(amount(used) <= amount(requested) && amount(requested) <= amount(limit)))
    yield `has of ${resource} ${used} used, ${requested} requested and a limit of ${limit}; make each at most the next`;
}

function entriesOf(catalogue: Tree, list: string): Tree[] {
  const entries = catalogue[list];
  return Array.isArray(entries) ? entries.filter(isTree) : [];
}

function* ofCatalogue(thing: Tree, catalogue: Tree): Generator<string> {
  for (const [property, list, key] of NAMES) {
    const value = thing[property];
    if (typeof value === 'string' && !entriesOf(catalogue, list).some((entry) => entry[key] === value))
      yield `names the ${property} ${value}, which the catalogue does not have; use one that is there`;
  }
  const addon = entriesOf(catalogue, 'addons').find(({ id }) => id === thing['name']);
  const { status } = thing;
  const versions = addon?.['versions'];
  if (!isTree(status) || !Array.isArray(versions) || typeof status['version'] !== 'string') return;
  if (versions.length > 0 && !versions.includes(status['version']))
    yield `runs ${thing['name']} ${status['version']}, which the catalogue does not have; use ${versions.join(' or ')}`;
}

/** Entries of a list of the catalogue that say something else than the catalogue. */
function* ofList(
  response: Json,
  catalogue: Tree,
  list: string,
  key: string,
  shown: string,
): Generator<string> {
  const items = isTree(response) && Array.isArray(response['items']) ? response['items'].filter(isTree) : [];
  for (const item of items) {
    const entry = entriesOf(catalogue, list).find((each) => each[key] === item[shown]);
    if (entry === undefined)
      yield `shows ${item[shown]}, which the catalogue does not have; use one that is there`;
    else
      for (const [property, value] of Object.entries(item))
        if (entry[property] !== undefined && JSON.stringify(entry[property]) !== JSON.stringify(value))
          yield `shows ${property} ${JSON.stringify(value)} of ${item[shown]}; the catalogue has ${JSON.stringify(entry[property])}`;
  }
}

export const oneWorld: Rule = {
  name: 'one-world',
  law: 'The examples tell of one world, which is that of the catalogue: what is said twice is said alike.',
  check({ examples, problems, catalogue }) {
    const findings: Finding[] = [];
    const known = new Map<string, { text: string; where: string }>();
    for (const [operation, pairs] of Object.entries(examples)) {
      for (const [name, { response }] of Object.entries(pairs)) {
        const where = `${operation} ${name}`;
        const say = (detail: string) => findings.push({ where, detail });
        for (const object of objectsIn(response)) {
          const thing = withoutEnvelope(object);
          for (const detail of [...ofQuota(thing), ...ofCatalogue(thing, catalogue)]) say(detail);
          const { error } = thing;
          const code = isTree(error) ? String(error['code']) : undefined;
          if (code !== undefined && problems[code] === undefined)
            say(`ends with the code ${code}, which problems.yaml does not have; use one that is there`);
          const identity = identityOf(thing);
          for (const property of identity === undefined ? [] : LASTING) {
            // What a preview speaks of has no identity yet, and a part of a cluster has none at all.
            if (thing[property] === undefined || thing[property] === null) continue;
            const text = JSON.stringify(thing[property]);
            const before = known.get(`${identity}.${property}`);
            if (before === undefined) known.set(`${identity}.${property}`, { text, where });
            else if (before.text !== text)
              say(`says that ${property} of ${identity} is ${text}; ${before.where} says ${before.text}`);
          }
        }
        for (const [id, list, key, shown] of LISTS)
          if (id === operation)
            for (const detail of ofList(response, catalogue, list, key, shown)) say(detail);
      }
    }
    return [...findings, ...siteInWords(examples, known)];
  },
};

/** A message that tells where a node is says the site that the node has. */
function siteInWords(
  examples: Parameters<Rule['check']>[0]['examples'],
  known: ReadonlyMap<string, { text: string; where: string }>,
): Finding[] {
  const findings: Finding[] = [];
  for (const [operation, pairs] of Object.entries(examples)) {
    for (const [name, { response }] of Object.entries(pairs)) {
      for (const { object, message } of objectsIn(response)) {
        if (!isTree(object)) continue;
        const [, site] = /at the site ([a-z]+)/.exec(String(message)) ?? [];
        const where = known.get(`${object['name']}.site`);
        if (site !== undefined && where !== undefined && where.text !== `"${site}"`)
          findings.push({
            where: `${operation} ${name}`,
            detail: `tells of ${object['name']} at the site ${site}; ${where.where} has ${where.text}`,
          });
      }
    }
  }
  return findings;
}
