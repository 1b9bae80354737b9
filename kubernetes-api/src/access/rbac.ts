// Role based access: decides by the roles and bindings in the storage.
import { listOf, objectOf, textOf } from '../json/json.ts';
import type { KubernetesObject } from '../kinds/object.ts';
import { COMPACTED, type Storage } from '../storage/storage.ts';
import { allows, type Rule, rulesOf } from './rules.ts';
import { type Attributes, type Authorise, type Decision, MASTERS_GROUP, type User } from './seams.ts';

const GROUP = 'rbac.authorization.k8s.io';

/** A rule with the binding that gives it to somebody. */
interface Granted {
  readonly rule: Rule;
  readonly reason: string;
}

function isSubject(subject: unknown, user: User, namespace: string): boolean {
  const { kind, name, namespace: place } = objectOf(subject);
  if (kind === 'User') return user.name === name;
  if (kind === 'Group') return user.groups.includes(textOf(name));
  if (kind !== 'ServiceAccount') return false;
  return user.name === `system:serviceaccount:${textOf(place) || namespace}:${textOf(name)}`;
}

/** The rules that somebody has. */
export class Rbac {
  readonly #storage: Storage;

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  async #list(resource: string, namespace?: string): Promise<readonly KubernetesObject[]> {
    const found = await this.#storage.list({
      resource: `${resource}.${GROUP}`,
      ...(namespace !== undefined && { namespace }),
    });
    return found === COMPACTED ? [] : found.items;
  }

  /** The rules of the role that a binding names; undefined when there is no such role. */
  async rulesOfRole(ref: unknown, namespace: string): Promise<Rule[] | undefined> {
    const { kind, name } = objectOf(ref);
    const clusterWide = kind === 'ClusterRole';
    const role = await this.#storage.get({
      resource: `${clusterWide ? 'clusterroles' : 'roles'}.${GROUP}`,
      namespace: clusterWide ? '' : namespace,
      name: textOf(name),
    });
    return role && rulesOf(role['rules']);
  }

  async *granted(user: User, namespace: string): AsyncGenerator<Granted> {
    const wide = await this.#list('clusterrolebindings');
    const local = namespace === '' ? [] : await this.#list('rolebindings', namespace);
    for (const binding of [...wide, ...local]) {
      const subject = listOf(binding['subjects']).find((one) => isSubject(one, user, namespace));
      if (subject === undefined) continue;
      const rules = (await this.rulesOfRole(binding['roleRef'], namespace)) ?? [];
      for (const rule of rules) yield { rule, reason: reasonOf(binding, subject) };
    }
  }

  async rules(user: User, namespace: string): Promise<Rule[]> {
    if (user.groups.includes(MASTERS_GROUP))
      return rulesOf([
        { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
        { verbs: ['*'], nonResourceURLs: ['*'] },
      ]);
    const found: Rule[] = [];
    for await (const { rule } of this.granted(user, namespace)) found.push(rule);
    return found;
  }

  async decide(wanted: Attributes): Promise<Decision> {
    if (wanted.user.groups.includes(MASTERS_GROUP)) return { allowed: true };
    for await (const { rule, reason } of this.granted(wanted.user, wanted.namespace))
      if (allows(rule, wanted)) return { allowed: true, reason };
    return { allowed: false };
  }
}

function reasonOf(binding: KubernetesObject, subject: unknown): string {
  const { kind, name, namespace } = objectOf(subject);
  const ref = objectOf(binding['roleRef']);
  const place = binding.metadata.namespace;
  const bindingText = `${binding.kind} "${binding.metadata.name ?? ''}${place === undefined ? '' : `/${place}`}"`;
  const who = kind === 'ServiceAccount' ? `${textOf(name)}/${textOf(namespace)}` : textOf(name);
  return `RBAC: allowed by ${bindingText} of ${textOf(ref['kind'])} "${textOf(ref['name'])}" to ${textOf(kind)} "${who}"`;
}

/** An authoriser that decides by the roles and bindings in a storage. */
export function createRbac(storage: Storage): Authorise {
  const rbac = new Rbac(storage);
  return (wanted) => rbac.decide(wanted);
}
