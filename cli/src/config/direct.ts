// Work without a service: which kubeconfig of a tenant, which context of it, and which namespace, all of them named.
import { resolve } from 'node:path';
import { wrong } from '../errors/cli-error.ts';

/** A tenant of a Cozystack, and the credential for it. */
export interface DirectAccess {
  /** Absolute path; `in-cluster` for the service account of a pod. */
  readonly kubeconfig: string;
  /** A context of that file; empty in a cluster, where there is none. */
  readonly kubeContext: string;
  /** Of the tenant, such as `tenant-acme`. */
  readonly namespace: string;
}

/** What was typed of it. */
export interface DirectWanted {
  readonly kubeconfig?: string | undefined;
  readonly kubeContext?: string | undefined;
  readonly namespace?: string | undefined;
}

const IN_CLUSTER = 'in-cluster';

/**
 * Undefined when nobody has asked for it. Nothing is taken because it happens to be current on a machine.
 * @throws CliError for the half of it
 */
export function directOf({ kubeconfig, kubeContext, namespace }: DirectWanted): DirectAccess | undefined {
  if (kubeconfig === undefined) {
    if (kubeContext === undefined && namespace === undefined) return undefined;
    const typed = kubeContext === undefined ? '--namespace' : '--kube-context';
    throw wrong(
      `${typed} says something of a kubeconfig, and none is named.`,
      'name it: --kubeconfig <file>',
    );
  }
  const isInCluster = kubeconfig === IN_CLUSTER;
  if (isInCluster && kubeContext !== undefined)
    throw wrong('A pod has no contexts.', `leave out --kube-context with --kubeconfig ${IN_CLUSTER}`);
  if (!isInCluster && !kubeContext)
    throw wrong(
      `Which context of ${kubeconfig} is not said, and the current one is not taken for it.`,
      'name it: --kube-context <name>; kubectl config get-contexts lists them',
    );
  if (!namespace)
    throw wrong(
      'Which tenant is not said.',
      'name the namespace that it has on the platform: --namespace tenant-<name>',
    );
  const file = isInCluster ? kubeconfig : resolve(kubeconfig);
  return { kubeconfig: file, kubeContext: kubeContext ?? '', namespace };
}

/** The same as flags, so that another process finds it from anywhere. */
export const directFlags = ({ kubeconfig, kubeContext, namespace }: DirectAccess): string[] => [
  ...['--kubeconfig', kubeconfig],
  ...(kubeContext === '' ? [] : ['--kube-context', kubeContext]),
  ...['--namespace', namespace],
];

/** In place of an address, for people. */
export const directName = ({ kubeconfig, kubeContext, namespace }: DirectAccess) =>
  `${namespace} by ${kubeContext === '' ? '' : `${kubeContext} of `}${kubeconfig}`;
