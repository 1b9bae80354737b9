// Pods as the chart makes them, read as the kubelet and the service would.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { KubernetesObject } from '@hikube/kubernetes-api';

interface Variable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly secretKeyRef: { readonly name: string; readonly key: string } };
}

interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string };
}

export interface Container {
  readonly env: readonly Variable[];
  readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
  readonly startupProbe?: Probe;
  readonly livenessProbe?: Probe;
  readonly readinessProbe?: Probe;
  readonly lifecycle?: { readonly preStop: { readonly sleep: { readonly seconds: number } } };
  readonly securityContext: object;
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
}

export interface Pod {
  readonly metadata: { readonly labels: Readonly<Record<string, string>> };
  readonly spec: {
    readonly automountServiceAccountToken: boolean;
    readonly enableServiceLinks: boolean;
    readonly securityContext: object;
    readonly terminationGracePeriodSeconds: number;
    readonly containers: readonly [Container];
    readonly volumes: readonly { readonly name: string; readonly projected?: Projected }[];
  };
}

interface Projected {
  readonly sources: readonly { readonly secret: { readonly items: readonly { readonly path: string }[] } }[];
}

interface Workload {
  readonly spec: {
    readonly template: Pod;
    readonly volumeClaimTemplates?: readonly { readonly metadata: { readonly name: string } }[];
  };
}

/** The pod of a rendered variant, and its volumes, those from claims included. */
export function podOf(objects: readonly KubernetesObject[]): Pod & { readonly volumes: readonly string[] } {
  const found = objects.find(({ kind }) => kind === 'StatefulSet' || kind === 'Deployment');
  const { template, volumeClaimTemplates = [] } = (found as unknown as Workload).spec;
  const volumes = [
    ...template.spec.volumes.map(({ name }) => name),
    ...volumeClaimTemplates.map(({ metadata }) => metadata.name),
  ];
  return { ...template, volumes };
}

export const CONTAINERFILE = await readFile(
  fileURLToPath(new URL('../../server/deploy/Containerfile', import.meta.url)),
  'utf8',
);

/** The environment of a container: of the image, of Secrets with what an operator would put there, and of the pod. */
export function environmentOf({ env }: Container, secrets: Readonly<Record<string, string>>) {
  const [, ofImage = ''] = /^ENV (.*)$/m.exec(CONTAINERFILE) ?? [];
  const set = Object.fromEntries(ofImage.split(' ').map((pair) => pair.split('=') as [string, string]));
  for (const { name, value, valueFrom } of env) {
    const text = value ?? secrets[valueFrom?.secretKeyRef.key ?? ''];
    if (text === undefined) throw new Error(`${name} has no value`);
    // A variable may name those before it.
    set[name] = text.replaceAll(/\$\((\w+)\)/g, (whole, other: string) => set[other] ?? whole);
  }
  return set;
}
