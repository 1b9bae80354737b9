// Applications as an aggregated server keeps them: each is a HelmRelease, and every read and write goes through it.
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
  StatusError,
} from '@hikube/kubernetes-api';
import type { Backend } from '../platform/backend.ts';
import type { Profile } from '../profiles/profile.ts';
import type { Application } from '../profiles/source.ts';
import { type Converter, converterOf, isOf } from './convert.ts';
import {
  GROUP,
  GROUP_LABEL,
  KIND_LABEL,
  merged,
  NAME_LABEL,
  prefixed,
  SHARD_LABEL,
  type Texts,
} from './maps.ts';
import { checkValues, failed, lengthErrors, nameErrors, namespaceErrors } from './names.ts';
import { quotaErrors } from './quota.ts';
import { HELM_RELEASES, releasePath, toRelease } from './release.ts';
import { exactly, matchesAll, prefixedSelector } from './selection.ts';
import { watchApplications } from './watch.ts';

// As often as the server tries when somebody was faster.
const TRIES = 4;

export class Applications implements HostedStorage {
  readonly #application: Application;
  readonly #profile: Profile;
  readonly #backend: Backend;
  readonly #convert: Converter;
  /** One for all applications of a kind, and changed by whoever has no labels of his own. */
  readonly #shared: Texts | undefined;

  constructor(application: Application, profile: Profile, backend: Backend) {
    this.#application = application;
    this.#profile = profile;
    this.#backend = backend;
    this.#convert = converterOf(application, profile, backend);
    this.#shared = { ...application.labels };
  }

  get #resource(): { group: string; resource: string } {
    return { group: GROUP, resource: this.#application.plural };
  }

  async #release(namespace: string, name: string): Promise<KubernetesObject | undefined> {
    const release = await this.#backend.get(HELM_RELEASES, namespace, `${this.#application.prefix}${name}`);
    return isOf(release?.metadata.labels, this.#application) ? release : undefined;
  }

  async get({ namespace }: Asked, name: string): Promise<KubernetesObject> {
    const release = await this.#release(namespace, name);
    if (release === undefined) throw notFound(this.#resource, name);
    return this.#convert(release);
  }

  /** How many, from where and of which version are wanted does not matter. */
  async list({ namespace, name }: Asked, options: ListOptions): Promise<Page> {
    const elsewhere = exactly(options, 'metadata.namespace');
    if (elsewhere !== '' && namespace !== '' && elsewhere !== namespace) return { revision: '', items: [] };
    const labels = prefixedSelector(options.labels);
    const all = await this.#backend.list({
      resource: HELM_RELEASES,
      ...(namespace !== '' && { namespace }),
    });
    const releases = all.filter(
      ({ metadata }) => isOf(metadata.labels, this.#application) && matchesLabels(labels, metadata.labels),
    );
    const items: KubernetesObject[] = [];
    for (const release of releases) {
      const object = await this.#convert(release);
      if (name !== '' && object.metadata.name !== name) continue;
      if (matchesAll(options, object.metadata)) items.push(object);
    }
    return {
      revision: Math.max(0, ...releases.map(({ metadata }) => Number(metadata.resourceVersion))),
      items,
    };
  }

  watch(...args: Parameters<HostedStorage['watch']>): Promise<() => void> {
    const [asked, options, send] = args;
    const of = {
      application: this.#application,
      profile: this.#profile,
      backend: this.#backend,
      convert: this.#convert,
    };
    return watchApplications(of, asked, options, send);
  }

  /** Whether it is only to be tried makes no difference: it is done. */
  async create(asked: Asked, object: KubernetesObject): Promise<KubernetesObject> {
    await this.#check(asked.namespace, object);
    checkValues(object['spec']);
    const labels = this.#labelsOf(object);
    const { uid: _uid, ...metadata } = object.metadata;
    const release = toRelease(this.#application, this.#profile, { ...object, metadata }, labels);
    const { namespace = '' } = object.metadata;
    try {
      return await this.#convert(await this.#backend.write('POST', releasePath(namespace), release));
    } catch (error) {
      throw failed('failed to create HelmRelease', error);
    }
  }

  async #check(namespace: string, object: KubernetesObject): Promise<void> {
    const { name = '' } = object.metadata;
    const isTenant = this.#application.kind === 'Tenant' && this.#profile.checksTenants;
    const checks = [
      () => nameErrors(name, isTenant),
      () => lengthErrors(name, this.#application.prefix),
      () => (isTenant ? namespaceErrors(namespace, name) : []),
      () => (isTenant ? quotaErrors(this.#backend, namespace, object) : []),
    ];
    for (const check of checks) {
      const errors = await check();
      if (errors.length > 0)
        throw invalidObject({ group: GROUP, kind: this.#application.kind }, name, errors);
    }
  }

  /** Labels of the release: without labels of one's own they are the very map that all share. */
  #labelsOf({ metadata }: KubernetesObject): Texts {
    const own = prefixed(metadata.labels);
    const labels = merged(merged(this.#shared, own), own) ?? {};
    labels[KIND_LABEL] = this.#application.kind;
    labels[GROUP_LABEL] = GROUP;
    labels[NAME_LABEL] = metadata.name ?? '';
    return labels;
  }

  async update(
    asked: Asked,
    name: string,
    { next, create }: HostedChange,
  ): Promise<{ object: KubernetesObject; created: boolean }> {
    const old = await this.#release(asked.namespace, name);
    if (old === undefined) {
      if (create === undefined) throw notFound(this.#resource, name);
      return { object: await create(), created: true };
    }
    const object = await next(await this.#convert(old));
    checkValues(object['spec']);
    if (this.#application.kind === 'Tenant' && this.#profile.checksTenants) {
      const errors = await quotaErrors(this.#backend, asked.namespace, object);
      if (errors.length > 0)
        throw invalidObject({ group: GROUP, kind: this.#application.kind }, name, errors);
    }
    return { object: await this.#convert(await this.#put(object)), created: false };
  }

  /** The whole release is written anew: what only the release had, such as finalizers, is gone. */
  async #put(object: KubernetesObject): Promise<KubernetesObject> {
    const { namespace = '', name = '' } = object.metadata;
    const full = `${this.#application.prefix}${name}`;
    const live = await this.#backend.get(HELM_RELEASES, namespace, full);
    const labels = this.#labelsOf(object);
    const shard = live?.metadata.labels?.[SHARD_LABEL];
    if (this.#profile.keepsShard && shard !== undefined) labels[SHARD_LABEL] = shard;
    const release = toRelease(this.#application, this.#profile, object, labels);
    release.metadata.resourceVersion ??= live?.metadata.resourceVersion ?? '';
    for (let attempt = 1; ; attempt += 1)
      try {
        return await this.#backend.write('PUT', releasePath(namespace, full), release);
      } catch (error) {
        const isConflict = error instanceof StatusError && error.reason === 'Conflict';
        if (!this.#profile.retriesConflicts || !isConflict || attempt === TRIES)
          throw failed('failed to update HelmRelease', error);
        const newer = await this.#backend.get(HELM_RELEASES, namespace, full);
        if (newer !== undefined) release.metadata.resourceVersion = newer.metadata.resourceVersion!;
      }
  }

  /** Options, trying among them, do not reach the release. */
  async delete({ namespace }: Asked, name: string): Promise<undefined> {
    const release = await this.#release(namespace, name);
    if (release === undefined || !isOf(release.metadata.labels, this.#application, name))
      throw notFound(this.#resource, name);
    try {
      await this.#backend.write('DELETE', releasePath(namespace, release.metadata.name));
    } catch (error) {
      throw failed('failed to delete HelmRelease', error);
    }
    return undefined;
  }
}
