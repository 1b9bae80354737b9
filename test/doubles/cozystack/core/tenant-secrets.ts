// Secrets that tenants may see: those with a label of the platform, which is not shown.
import {
  type Asked,
  type HostedChange,
  type HostedStorage,
  internal,
  type KubernetesObject,
  type ListOptions,
  matchesLabels,
  notFound,
  type Page,
} from '@hikube/kubernetes-api';
import { exactly } from '../applications/selection.ts';
import type { Backend } from '../platform/backend.ts';
import { newestOf, watchMapped } from './watch-mapped.ts';

export const TENANT_LABEL = 'internal.cozystack.io/tenantresource';
const RESOURCE = { group: 'core.cozystack.io', resource: 'tenantsecrets' };
const TYPE_META = { kind: 'TenantSecret', apiVersion: 'core.cozystack.io/v1alpha1' };

function isShown({ metadata }: KubernetesObject): boolean {
  return metadata.labels?.[TENANT_LABEL] === 'true';
}

function show(secret: KubernetesObject): KubernetesObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp, labels, annotations } = secret.metadata;
  const { [TENANT_LABEL]: _own, ...rest } = labels ?? {};
  const { type, data } = secret as { type?: string; data?: Record<string, string> };
  return {
    ...TYPE_META,
    metadata: {
      ...(name !== undefined && { name }),
      ...(namespace !== undefined && { namespace }),
      ...(uid !== undefined && { uid }),
      ...(resourceVersion !== undefined && { resourceVersion }),
      ...(creationTimestamp !== undefined && { creationTimestamp }),
      ...(Object.keys(rest).length > 0 && { labels: rest }),
      ...(annotations !== undefined && { annotations }),
    },
    ...(type && { type }),
    // What is stored is shown twice, the second time as if it were text.
    ...(data !== undefined && { data, stringData: data }),
  };
}

/** @param current what of a Secret stays that is there already */
function toSecret(object: KubernetesObject, current?: KubernetesObject): KubernetesObject {
  const { data, stringData, type } = object as {
    data?: Record<string, string>;
    stringData?: Record<string, string>;
    type?: string;
  };
  const { name, namespace, labels, annotations } = object.metadata;
  const has = (map: object | undefined): boolean => Object.keys(map ?? {}).length > 0;
  const encoded = Object.fromEntries(
    Object.entries(stringData ?? {}).map(([key, text]) => [key, Buffer.from(text).toString('base64')]),
  );
  const contents = has(data) ? data : has(stringData) ? encoded : current?.['data'];
  return {
    ...current,
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      ...current?.metadata,
      ...(name !== undefined && { name }),
      ...(namespace !== undefined && { namespace }),
      labels: { ...current?.metadata.labels, [TENANT_LABEL]: 'true', ...labels },
      ...(has({ ...current?.metadata.annotations, ...annotations }) && {
        annotations: { ...current?.metadata.annotations, ...annotations },
      }),
    },
    ...(contents !== undefined && { data: contents }),
    type: type ?? '',
  };
}

const path = (namespace: string, name?: string): string =>
  `/api/v1/namespaces/${namespace}/secrets${name === undefined ? '' : `/${name}`}`;

export class TenantSecrets implements HostedStorage {
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** One that is not there is missed as a Secret; one that is not shown, as a TenantSecret. */
  async #secret(namespace: string, name: string): Promise<KubernetesObject> {
    const secret = await this.#backend.get('secrets', namespace, name);
    if (secret === undefined) throw missing(name);
    if (!isShown(secret)) throw notFound(RESOURCE, name);
    return secret;
  }

  async get({ namespace }: Asked, name: string): Promise<KubernetesObject> {
    return show(await this.#secret(namespace, name));
  }

  async list({ namespace }: Asked, options: ListOptions): Promise<Page> {
    const [name, elsewhere] = [exactly(options, 'metadata.name'), exactly(options, 'metadata.namespace')];
    if (elsewhere !== '' && namespace !== '' && elsewhere !== namespace) return { revision: '', items: [] };
    const place = namespace === '' ? {} : { namespace };
    const all = (await this.#backend.list({ resource: 'secrets', ...place })).filter(
      (secret) => isShown(secret) && matchesLabels(options.labels, secret.metadata.labels),
    );
    const items = all.filter(({ metadata }) => name === '' || metadata.name === name).map(show);
    return { revision: newestOf(all), items };
  }

  /** Field selectors make no difference. */
  watch(...[{ namespace }, options, send]: Parameters<HostedStorage['watch']>): Promise<() => void> {
    return watchMapped(
      {
        backend: this.#backend,
        resource: 'secrets',
        ...(namespace !== '' && { namespace }),
        isSelected: (secret) => isShown(secret) && matchesLabels(options.labels, secret.metadata.labels),
        show,
        empty: { ...TYPE_META, metadata: {} },
      },
      options,
      send,
    );
  }

  async create({ namespace }: Asked, object: KubernetesObject): Promise<KubernetesObject> {
    return show(await this.#backend.write('POST', path(namespace), toSecret(object)));
  }

  async update(
    { namespace }: Asked,
    name: string,
    { how, next, create }: HostedChange,
  ): Promise<{ object: KubernetesObject; created: boolean }> {
    const current = await this.#backend.get('secrets', namespace, name);
    if (current !== undefined && !isShown(current)) throw notFound(RESOURCE, name);
    // The server has nothing at hand that could be patched.
    if (how === 'apply') throw internal(unapplied(name));
    if (how === 'patch') throw notFound(RESOURCE, name);
    const object = await next({ ...TYPE_META, metadata: {} });
    if (current === undefined) {
      if (create === undefined) throw notFound(RESOURCE, name);
      return { object: await create(), created: true };
    }
    const written = await this.#backend.write('PUT', path(namespace, name), toSecret(object, current));
    return { object: show(written), created: false };
  }

  async delete({ namespace }: Asked, name: string): Promise<undefined> {
    await this.#secret(namespace, name);
    await this.#backend.write('DELETE', path(namespace, name));
    return undefined;
  }
}

function unapplied(name: string): string {
  return `failed to convert to unversioned (/${name}; core.cozystack.io/v1alpha1, Kind=TenantSecret): no kind "TenantSecret" is registered for the internal version of group "core.cozystack.io" in scheme "pkg/apiserver/apiserver.go:60"`;
}

/** As a cache says it: by the kind and not by the resource. */
function missing(name: string): Error {
  return notFound({ group: '', resource: 'Secret' }, name);
}
