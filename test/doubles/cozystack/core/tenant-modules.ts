// Modules of a tenant: HelmReleases with a label of the platform.
import {
  type Asked,
  type Column,
  type HostedStorage,
  type KubernetesObject,
  type ListOptions,
  matchesLabels,
  notFound,
  type Page,
} from '@hikube/kubernetes-api';
import { applicationColumns } from '../applications/columns.ts';
import { copied } from '../applications/conditions.ts';
import { HELM_RELEASES } from '../applications/release.ts';
import { exactly } from '../applications/selection.ts';
import type { Backend } from '../platform/backend.ts';
import { newestOf, watchMapped } from './watch-mapped.ts';

const LABEL = 'internal.cozystack.io/tenantmodule';
const RESOURCE = { group: 'core.cozystack.io', resource: 'tenantmodules' };
const TYPE_META = { kind: 'TenantModule', apiVersion: 'core.cozystack.io/v1alpha1' };

function isModule({ metadata }: KubernetesObject): boolean {
  return metadata.labels?.[LABEL] === 'true';
}

function show(release: KubernetesObject): KubernetesObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp, deletionTimestamp, labels } =
    release.metadata;
  const own = Object.entries(labels ?? {}).filter(([key]) => !key.startsWith('internal.cozystack.io/'));
  const status = (release['status'] ?? {}) as { lastAttemptedRevision?: string };
  const conditions = copied(release);
  const version = status.lastAttemptedRevision ?? '';
  return {
    ...TYPE_META,
    metadata: {
      name: name!,
      namespace: namespace!,
      uid: uid!,
      resourceVersion: resourceVersion!,
      creationTimestamp: creationTimestamp!,
      ...(deletionTimestamp !== undefined && { deletionTimestamp }),
      ...(own.length > 0 && { labels: Object.fromEntries(own) }),
    },
    ...(version !== '' && { appVersion: version }),
    status: { ...(version !== '' && { version }), ...(conditions.length > 0 && { conditions }) },
  };
}

export class TenantModules implements HostedStorage {
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  columns(): readonly Column[] {
    return applicationColumns('TenantModule');
  }

  async get({ namespace }: Asked, name: string): Promise<KubernetesObject> {
    const release = await this.#backend.get(HELM_RELEASES, namespace, name);
    if (release === undefined || !isModule(release)) throw notFound(RESOURCE, name);
    return show(release);
  }

  async list({ namespace, name }: Asked, options: ListOptions): Promise<Page> {
    const wanted = exactly(options, 'metadata.name') || name;
    const all = (
      await this.#backend.list({ resource: HELM_RELEASES, ...(namespace !== '' && { namespace }) })
    ).filter((release) => isModule(release) && matchesLabels(options.labels, release.metadata.labels));
    const items = all.filter(({ metadata }) => wanted === '' || metadata.name === wanted).map(show);
    return { revision: newestOf(all), items };
  }

  watch(...[{ namespace }, options, send]: Parameters<HostedStorage['watch']>): Promise<() => void> {
    return watchMapped(
      {
        backend: this.#backend,
        resource: HELM_RELEASES,
        ...(namespace !== '' && { namespace }),
        isSelected: (release) => isModule(release) && matchesLabels(options.labels, release.metadata.labels),
        show,
        empty: { ...TYPE_META, metadata: {}, status: {} },
      },
      options,
      send,
    );
  }
}
