// Releases that a chart makes for its add-ons: the platform's, and not shown as applications.
import { releasePath } from '../applications/release.ts';
import type { Owner } from './machines.ts';
import type { Writer } from './writer.ts';

const nameOf = ({ name }: Owner, addon: string): string => `kubernetes-${name}-${addon}`;

export async function makeChild(writer: Writer, owner: Owner, addon: string): Promise<void> {
  await writer.make(releasePath(owner.namespace), {
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: {
      name: nameOf(owner, addon),
      labels: { 'cozystack.io/target-cluster-name': `kubernetes-${owner.name}` },
    },
    spec: {
      chartRef: {
        kind: 'ExternalArtifact',
        name: `cozystack-kubernetes-application-kubevirt-kubernetes-${addon}`,
        namespace: 'cozy-system',
      },
      interval: '5m',
      kubeConfig: {
        secretRef: { name: `kubernetes-${owner.name}-admin-kubeconfig`, key: 'super-admin.svc' },
      },
    },
  });
}

export async function tellChild(writer: Writer, owner: Owner, addon: string, ready: boolean): Promise<void> {
  const condition = ready
    ? { status: 'True', reason: 'InstallSucceeded', message: 'Helm install succeeded' }
    : { status: 'Unknown', reason: 'Progressing', message: 'waiting for nodes' };
  await writer.patch(`${releasePath(owner.namespace, nameOf(owner, addon))}/status`, {
    status: { conditions: [{ type: 'Ready', lastTransitionTime: writer.time(), ...condition }] },
  });
}

export async function removeChild(writer: Writer, owner: Owner, addon: string): Promise<void> {
  await writer.remove(releasePath(owner.namespace, nameOf(owner, addon)));
}
