// Namespaces of tenants: only those with a binding for whoever asks.
import {
  type Asked,
  forbiddenError,
  type HostedStorage,
  type KubernetesObject,
  notFound,
  type Page,
  type User,
} from '@hikube/kubernetes-api';
import type { Backend } from '../platform/backend.ts';
import { newestOf, watchMapped } from './watch-mapped.ts';

const RESOURCE = { group: 'core.cozystack.io', resource: 'tenantnamespaces' };
const TYPE_META = { kind: 'TenantNamespace', apiVersion: 'core.cozystack.io/v1alpha1' };
const ADMINISTRATORS = ['system:masters', 'cozystack-cluster-admin'];

interface Subject {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

function show({ metadata }: KubernetesObject): KubernetesObject {
  const { name, uid, resourceVersion, creationTimestamp, labels, annotations } = metadata;
  return {
    ...TYPE_META,
    metadata: {
      name: name!,
      uid: uid!,
      resourceVersion: resourceVersion!,
      creationTimestamp: creationTimestamp!,
      ...(labels !== undefined && { labels }),
      ...(annotations !== undefined && { annotations }),
    },
  };
}

function isTenant({ metadata }: KubernetesObject): boolean {
  return metadata.name?.startsWith('tenant-') === true;
}

function names(subject: Subject, namespace: string, { name, groups }: User): boolean {
  if (subject.kind === 'Group') return groups.includes(subject.name);
  if (subject.kind === 'User') return subject.name === name;
  return name === `system:serviceaccount:${subject.namespace ?? namespace}:${subject.name}`;
}

export class TenantNamespaces implements HostedStorage {
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Names of the namespaces with a binding for somebody; undefined for somebody who sees all. */
  async #accessible(user: User): Promise<ReadonlySet<string> | undefined> {
    if (user.groups.some((group) => ADMINISTRATORS.includes(group))) return undefined;
    const bindings = await this.#backend.list({ resource: 'rolebindings.rbac.authorization.k8s.io' });
    return new Set(
      bindings
        .filter(({ metadata, subjects = [] }) =>
          (subjects as Subject[]).some((subject) => names(subject, metadata.namespace!, user)),
        )
        .map(({ metadata }) => metadata.namespace!),
    );
  }

  async get({ user }: Asked, name: string): Promise<KubernetesObject> {
    if (!name.startsWith('tenant-')) throw notFound(RESOURCE, name);
    const accessible = await this.#accessible(user);
    // Whether it is there at all, a stranger does not learn.
    if (accessible?.has(name) === false) throw forbiddenError(RESOURCE, name, 'access denied');
    const namespace = await this.#backend.get('namespaces', '', name);
    if (namespace === undefined) throw notFound(RESOURCE, name);
    return { ...TYPE_META, metadata: namespace.metadata };
  }

  async list({ user }: Asked): Promise<Page> {
    const accessible = await this.#accessible(user);
    const all = await this.#backend.list({ resource: 'namespaces' });
    const items = all
      .filter((namespace) => isTenant(namespace) && accessible?.has(namespace.metadata.name!) !== false)
      .map(show);
    return { revision: newestOf(all), items };
  }

  async watch(...[{ user }, options, send]: Parameters<HostedStorage['watch']>): Promise<() => void> {
    const accessible = await this.#accessible(user);
    return watchMapped(
      {
        backend: this.#backend,
        resource: 'namespaces',
        isSelected: (namespace) => isTenant(namespace) && accessible?.has(namespace.metadata.name!) !== false,
        show,
        empty: { ...TYPE_META, metadata: {} },
      },
      options,
      send,
    );
  }
}
