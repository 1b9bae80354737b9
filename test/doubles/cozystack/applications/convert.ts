// An application as it is shown: its HelmRelease, with the defaults of its schema and the state of its workloads.
import type { KubernetesObject } from '@hikube/kubernetes-api';
import type { Backend } from '../platform/backend.ts';
import type { Profile } from '../profiles/profile.ts';
import type { Application } from '../profiles/source.ts';
import { copied, MONITORS, workloadsReady } from './conditions.ts';
import { withDefaults } from './defaults.ts';
import { GROUP, GROUP_LABEL, KIND_LABEL, NAME_LABEL, unprefixed } from './maps.ts';
import { tenantNamespace } from './names.ts';

/** @param monitor newer than what the cache shows of it */
export type Converter = (release: KubernetesObject, monitor?: KubernetesObject) => Promise<KubernetesObject>;

export function converterOf(application: Application, profile: Profile, backend: Backend): Converter {
  const monitorsOf = async (namespace: string, name: string): Promise<KubernetesObject[]> =>
    (await backend.list({ resource: MONITORS, namespace })).filter(({ metadata: { labels = {} } }) =>
      isOf(labels, application, name),
    );
  return async (release, monitor) => {
    const { metadata } = release;
    const namespace = metadata.namespace ?? '';
    const name = (metadata.name ?? '').slice(application.prefix.length);
    const isTenant = application.kind === 'Tenant';
    const conditions = copied(release);
    if (profile.showsWorkloads) {
      const monitors = await monitorsOf(isTenant ? tenantNamespace(namespace, name) : namespace, name);
      const workloads = workloadsReady(
        release,
        monitor === undefined ? monitors : replaced(monitors, monitor),
      );
      if (workloads !== undefined) conditions.push(workloads);
    }
    const version = (release['status'] as { lastAttemptedRevision?: string } | undefined)
      ?.lastAttemptedRevision;
    return {
      kind: application.kind,
      apiVersion: `${GROUP}/v1alpha1`,
      metadata: shown(release, name),
      spec: withDefaults(
        withoutInternal((release['spec'] as { values?: unknown }).values),
        application.schema,
      ),
      status: {
        ...(version && { version }),
        ...(conditions.length > 0 && { conditions }),
        ...(isTenant && { namespace: tenantNamespace(namespace, name) }),
      },
    };
  };
}

/** Whether labels are those of an application; of any one without a name. */
export function isOf(
  labels: Readonly<Record<string, string>> | undefined,
  { kind }: Application,
  name?: string,
): boolean {
  return (
    labels?.[KIND_LABEL] === kind &&
    labels[GROUP_LABEL] === GROUP &&
    (name === undefined || labels[NAME_LABEL] === name)
  );
}

function shown({ metadata }: KubernetesObject, name: string): KubernetesObject['metadata'] {
  const { namespace, uid, resourceVersion, creationTimestamp, deletionTimestamp } = metadata;
  const [labels, annotations] = [unprefixed(metadata.labels), unprefixed(metadata.annotations)];
  return {
    name,
    ...(namespace !== undefined && { namespace }),
    ...(uid !== undefined && { uid }),
    ...(resourceVersion !== undefined && { resourceVersion }),
    ...(creationTimestamp !== undefined && { creationTimestamp }),
    ...(deletionTimestamp !== undefined && { deletionTimestamp }),
    ...(labels !== undefined && { labels }),
    ...(annotations !== undefined && { annotations }),
  };
}

function withoutInternal(values: unknown): unknown {
  if (typeof values !== 'object' || values === null || Array.isArray(values)) return values;
  return Object.fromEntries(Object.entries(values).filter(([key]) => !key.startsWith('_')));
}

function replaced(monitors: readonly KubernetesObject[], fresh: KubernetesObject): KubernetesObject[] {
  const others = monitors.filter(({ metadata }) => metadata.name !== fresh.metadata.name);
  return [...others, fresh];
}
