// The HelmRelease of an application: the one that is written, and what of one that is read becomes the application.
import type { KubernetesObject } from '@hikube/kubernetes-api';
import type { Profile } from '../profiles/profile.ts';
import type { Application } from '../profiles/source.ts';
import { prefixed, type Texts } from './maps.ts';

export const HELM_RELEASES = 'helmreleases.helm.toolkit.fluxcd.io';
const VERSION = 'helm.toolkit.fluxcd.io/v2';

export function releasePath(namespace: string, name?: string): string {
  const all = `/apis/${VERSION}/namespaces/${namespace}/helmreleases`;
  return name === undefined ? all : `${all}/${name}`;
}

/** `20m` as Go writes it: `20m0s`. */
function duration(text: string): string {
  return `${text}0s`;
}

function actions({ annotations }: Application, { retriesOnFailure }: Profile): Record<string, object> {
  if (!retriesOnFailure) {
    const remediation = { remediation: { retries: -1 } };
    return { install: remediation, upgrade: remediation };
  }
  const install = annotations['release.cozystack.io/helm-install-timeout'] ?? '10m';
  const upgrade = annotations['release.cozystack.io/helm-upgrade-timeout'] ?? install;
  const disableWait = annotations['release.cozystack.io/helm-install-disable-wait'] === 'true';
  const action = (timeout: string): object => ({
    ...(disableWait && { disableWait }),
    strategy: { name: 'RetryOnFailure', retryInterval: '30s' },
    timeout: duration(timeout),
  });
  return { install: action(install), upgrade: action(upgrade) };
}

/** @param object the application as it was sent; its version and uid go with it */
export function toRelease(
  application: Application,
  profile: Profile,
  object: KubernetesObject,
  labels: Texts | undefined,
): KubernetesObject {
  const { metadata } = object;
  return {
    apiVersion: VERSION,
    kind: 'HelmRelease',
    metadata: {
      name: `${application.prefix}${metadata.name ?? ''}`,
      ...(metadata.namespace !== undefined && { namespace: metadata.namespace }),
      ...(labels !== undefined && { labels: { ...labels } }),
      ...(metadata.annotations !== undefined && { annotations: prefixed(metadata.annotations)! }),
      ...(metadata.resourceVersion && { resourceVersion: metadata.resourceVersion }),
      ...(metadata.uid && { uid: metadata.uid }),
    },
    spec: {
      chartRef: { kind: 'ExternalArtifact', name: application.chart, namespace: 'cozy-system' },
      ...actions(application, profile),
      interval: '5m0s',
      ...(profile.retriesOnFailure && { maxHistory: 5 }),
      ...(object['spec'] !== undefined && object['spec'] !== null && { values: object['spec'] }),
      valuesFrom: [{ kind: 'Secret', name: 'cozystack-values' }],
    },
  };
}
