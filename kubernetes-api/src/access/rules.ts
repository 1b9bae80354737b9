// Rules of roles: what they say, whether they allow something, and whether they cover other rules.
import { type Json, listOf, objectOf } from '../json/json.ts';
import type { Attributes, User } from './seams.ts';

export interface Rule {
  readonly verbs: readonly string[];
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames: readonly string[];
  readonly nonResourceURLs: readonly string[];
}

const texts = (value: Json | undefined): string[] => listOf(value).map(String);

/** Gives the rules that somebody has in a namespace and in the cluster. */
export type RulesOf = (user: User, namespace: string) => Promise<readonly Rule[]>;

export function rulesOf(value: unknown): Rule[] {
  return listOf(value)
    .map(objectOf)
    .map((rule) => ({
      verbs: texts(rule['verbs']),
      apiGroups: texts(rule['apiGroups']),
      resources: texts(rule['resources']),
      resourceNames: texts(rule['resourceNames']),
      nonResourceURLs: texts(rule['nonResourceURLs']),
    }));
}

function has(list: readonly string[], item: string): boolean {
  return list.includes('*') || list.includes(item);
}

function hasResource(list: readonly string[], resource: string, subresource: string): boolean {
  if (list.includes('*')) return true;
  const full = subresource === '' ? resource : `${resource}/${subresource}`;
  return list.includes(full) || (subresource !== '' && list.includes(`*/${subresource}`));
}

function hasPath(list: readonly string[], path: string): boolean {
  return list.some(
    (one) => one === '*' || one === path || (one.endsWith('*') && path.startsWith(one.slice(0, -1))),
  );
}

export function allows(rule: Rule, wanted: Attributes): boolean {
  if (!has(rule.verbs, wanted.verb)) return false;
  if (!wanted.isResource) return hasPath(rule.nonResourceURLs, wanted.path);
  return (
    has(rule.apiGroups, wanted.group) &&
    hasResource(rule.resources, wanted.resource, wanted.subresource) &&
    (rule.resourceNames.length === 0 || rule.resourceNames.includes(wanted.name))
  );
}

/** A rule in parts that each allow one thing. */
function atoms(rule: Rule): Rule[] {
  const none = [undefined];
  const found: Rule[] = [];
  for (const verb of rule.verbs) {
    for (const url of rule.nonResourceURLs)
      found.push({ verbs: [verb], apiGroups: [], resources: [], resourceNames: [], nonResourceURLs: [url] });
    for (const group of rule.apiGroups)
      for (const resource of rule.resources)
        for (const name of rule.resourceNames.length === 0 ? none : rule.resourceNames)
          found.push({
            verbs: [verb],
            apiGroups: [group],
            resources: [resource],
            resourceNames: name === undefined ? [] : [name],
            nonResourceURLs: [],
          });
  }
  return found;
}

function covers(owner: Rule, atom: Rule): boolean {
  const [verb = ''] = atom.verbs;
  if (!has(owner.verbs, verb)) return false;
  const [url] = atom.nonResourceURLs;
  if (url !== undefined) return hasPath(owner.nonResourceURLs, url);
  const [group = ''] = atom.apiGroups;
  const [full = ''] = atom.resources;
  const [resource = '', subresource = ''] = full.split('/');
  const [name] = atom.resourceNames;
  return (
    has(owner.apiGroups, group) &&
    hasResource(owner.resources, resource, subresource) &&
    (owner.resourceNames.length === 0 || (name !== undefined && owner.resourceNames.includes(name)))
  );
}

/** What is wanted and not covered by what somebody has. */
export function missing(owned: readonly Rule[], wanted: readonly Rule[]): Rule[] {
  const found = wanted.flatMap(atoms).filter((atom) => !owned.some((rule) => covers(rule, atom)));
  return compacted(found);
}

/** Parts that differ only in their verb are shown as one. */
function compacted(atomsFound: readonly Rule[]): Rule[] {
  const found = new Map<string, Rule>();
  for (const atom of atomsFound) {
    const { verbs, ...rest } = atom;
    const key = JSON.stringify(rest);
    const before = found.get(key);
    found.set(key, before === undefined ? atom : { ...before, verbs: [...before.verbs, ...verbs] });
  }
  return [...found.values()];
}

/** As a refusal shows a rule. */
export function ruleText({ apiGroups, resources, resourceNames, nonResourceURLs, verbs }: Rule): string {
  const part = (name: string, list: readonly string[]): string[] =>
    list.length === 0 ? [] : [`${name}:[${list.map((item) => JSON.stringify(item)).join(' ')}]`];
  return `{${[
    ...part('APIGroups', apiGroups),
    ...part('Resources', resources),
    ...part('ResourceNames', resourceNames),
    ...part('NonResourceURLs', nonResourceURLs),
    ...part('Verbs', verbs),
  ].join(', ')}}`;
}
