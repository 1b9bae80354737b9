// What tests of the double share: an application of each release, and where things are.
import type { KubernetesObject } from '@hikube/kubernetes-api';
import type { Condition } from './applications/conditions.ts';
import type { Release } from './profiles/source.ts';

export const PATH = '/apis/apps.cozystack.io/v1alpha1/namespaces/tenant-acme/kuberneteses';

export interface App extends KubernetesObject {
  readonly spec: Readonly<Record<string, unknown>>;
  readonly status: { readonly conditions?: readonly Condition[]; readonly version?: string };
}

/** A refusal. */
export interface Refused {
  readonly reason?: string;
  readonly message: string;
}

export function secretOf(name: string): string {
  return `/apis/core.cozystack.io/v1alpha1/namespaces/tenant-acme/tenantsecrets/kubernetes-${name}-admin-kubeconfig`;
}

export function conditionOf({ status }: App, wanted: string): Condition | undefined {
  return status.conditions?.find(({ type }) => type === wanted);
}

/** A cluster with a group `web` of two nodes. */
export function appOf(profile: Release, name: string, spec: object = {}): object {
  const older = profile === '1.1.2';
  return {
    apiVersion: 'apps.cozystack.io/v1alpha1',
    kind: 'Kubernetes',
    metadata: { name, labels: { by: 'test' } },
    spec: {
      version: 'v1.34',
      nodeGroups: {
        web: {
          minReplicas: 2,
          maxReplicas: 3,
          instanceType: 's1.large',
          roles: [],
          ...(older ? { ephemeralStorage: '20Gi', resources: {} } : { diskSize: '20Gi' }),
        },
      },
      ...spec,
    },
  };
}
