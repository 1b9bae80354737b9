// Security groups: each is a policy of the network, and what it is attached to stands in an annotation of that.
import {
  type Asked,
  type HostedChange,
  type HostedStorage,
  invalidObject,
  type KubernetesObject,
  type ListOptions,
  matchesLabels,
  notFound,
  type Page,
} from '@hikube/kubernetes-api';
import { exactly } from '../applications/selection.ts';
import { newestOf, watchMapped } from '../core/watch-mapped.ts';
import type { Backend } from '../platform/backend.ts';
import { type Rule, type Spec, specErrors } from './check.ts';
import { MEMBERSHIP, toPeers, toRules } from './rules.ts';

const POLICIES = 'ciliumnetworkpolicies.cilium.io';
const MARK = 'sdn.cozystack.io/securitygroup';
const ATTACHMENTS = 'sdn.cozystack.io/attachments';
const TYPE_META = { kind: 'SecurityGroup', apiVersion: 'sdn.cozystack.io/v1alpha1' };

interface Policy extends KubernetesObject {
  readonly spec: { readonly ingress?: readonly Rule[]; readonly egress?: readonly Rule[] };
}

const path = (namespace: string, name?: string): string =>
  `/apis/cilium.io/v2/namespaces/${namespace}/ciliumnetworkpolicies${name === undefined ? '' : `/${name}`}`;

function isGroup({ metadata }: KubernetesObject): boolean {
  return metadata.labels?.[MARK] === 'true';
}

function without(texts: Readonly<Record<string, string>> | undefined, name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(texts ?? {}).filter(([key]) => key !== name));
}

function show(policy: KubernetesObject): KubernetesObject {
  const {
    managedFields: _fields,
    generation: _generation,
    labels,
    annotations,
    ...metadata
  } = policy.metadata;
  const own = { labels: without(labels, MARK), annotations: without(annotations, ATTACHMENTS) };
  const { ingress = [], egress = [] } = (policy as Policy).spec;
  const attachments = JSON.parse(annotations?.[ATTACHMENTS] ?? '[]') as unknown[];
  return {
    ...TYPE_META,
    metadata: {
      ...metadata,
      ...(Object.keys(own.labels).length > 0 && { labels: own.labels }),
      ...(Object.keys(own.annotations).length > 0 && { annotations: own.annotations }),
    },
    spec: {
      ...(attachments.length > 0 && { attachments }),
      ...(ingress.length > 0 && { ingress: ingress.map((rule) => toPeers(rule, 'from')) }),
      ...(egress.length > 0 && { egress: egress.map((rule) => toPeers(rule, 'to')) }),
    },
  };
}

function toPolicy({ metadata, spec }: KubernetesObject, resourceVersion?: string): KubernetesObject {
  const { attachments = [], ingress = [], egress = [] } = (spec ?? {}) as Spec;
  const { name = '', namespace, labels, annotations } = metadata;
  const attached = attachments.map((reference) => ({ apiGroup: 'apps.cozystack.io', ...reference }));
  const told = {
    ...annotations,
    ...(attached.length > 0 && { [ATTACHMENTS]: JSON.stringify(attached) }),
  };
  return {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: {
      name,
      ...(namespace !== undefined && { namespace }),
      labels: { ...labels, [MARK]: 'true' },
      ...(Object.keys(told).length > 0 && { annotations: told }),
      ...(resourceVersion !== undefined && { resourceVersion }),
    },
    spec: {
      endpointSelector: { matchLabels: { [`${MEMBERSHIP}${name}`]: '' } },
      ingress: ingress.map((rule) => toRules(rule, 'from')),
      ...(egress.length > 0 && { egress: egress.map((rule) => toRules(rule, 'to')) }),
    },
  };
}

export class SecurityGroups implements HostedStorage {
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** One that is not there is missed as what it would be made of. */
  async #policy(namespace: string, name: string): Promise<KubernetesObject> {
    const policy = await this.#backend.get(POLICIES, namespace, name);
    if (policy === undefined) throw notFound({ group: 'cilium.io', resource: 'CiliumNetworkPolicy' }, name);
    if (!isGroup(policy)) throw notFound({ group: 'sdn.cozystack.io', resource: 'securitygroups' }, name);
    return policy;
  }

  #check({ metadata, spec }: KubernetesObject): void {
    const errors = specErrors((spec ?? {}) as Spec);
    if (errors.length > 0)
      throw invalidObject({ group: 'sdn.cozystack.io', kind: 'SecurityGroup' }, metadata.name ?? '', errors);
  }

  async get({ namespace }: Asked, name: string): Promise<KubernetesObject> {
    return show(await this.#policy(namespace, name));
  }

  async list({ namespace }: Asked, options: ListOptions): Promise<Page> {
    const name = exactly(options, 'metadata.name');
    const place = namespace === '' ? {} : { namespace };
    const all = (await this.#backend.list({ resource: POLICIES, ...place })).filter(
      (policy) => isGroup(policy) && matchesLabels(options.labels, policy.metadata.labels),
    );
    const items = all.filter(({ metadata }) => name === '' || metadata.name === name).map(show);
    return { revision: newestOf(all), items };
  }

  watch(...[{ namespace }, options, send]: Parameters<HostedStorage['watch']>): Promise<() => void> {
    return watchMapped(
      {
        backend: this.#backend,
        resource: POLICIES,
        ...(namespace !== '' && { namespace }),
        isSelected: (policy) => isGroup(policy) && matchesLabels(options.labels, policy.metadata.labels),
        show,
        empty: { ...TYPE_META, metadata: {}, spec: {} },
      },
      options,
      send,
    );
  }

  async create({ namespace }: Asked, object: KubernetesObject): Promise<KubernetesObject> {
    this.#check(object);
    return show(await this.#backend.write('POST', path(namespace), toPolicy(object)));
  }

  async update(
    { namespace }: Asked,
    name: string,
    { next }: HostedChange,
  ): Promise<{ object: KubernetesObject; created: boolean }> {
    const policy = await this.#policy(namespace, name);
    const object = await next(show(policy));
    this.#check(object);
    const written = await this.#backend.write(
      'PUT',
      path(namespace, name),
      toPolicy(object, policy.metadata.resourceVersion),
    );
    return { object: show(written), created: false };
  }

  /** Answers with what is gone. */
  async delete({ namespace }: Asked, name: string): Promise<KubernetesObject> {
    const policy = await this.#policy(namespace, name);
    await this.#backend.write('DELETE', path(namespace, name));
    return show(policy);
  }
}
