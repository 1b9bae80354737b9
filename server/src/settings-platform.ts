// Which platform makes clusters real, and where that one is. Nothing is taken because it happens to be current on a machine.

/** What makes clusters real. */
export type PlatformKind = 'simulated' | 'cozystack';

/** Where a Cozystack is, and which tenant of it the service works for. */
export interface CozystackSettings {
  /** Path of a kubeconfig; `in-cluster` for the service account of the pod. */
  readonly kubeconfig: string;
  /** Of the kubeconfig; empty in a cluster. */
  readonly context: string;
  /** Of the tenant, such as `tenant-acme`. */
  readonly namespace: string;
}

export const IN_CLUSTER = 'in-cluster';

export const COZYSTACK_SETTINGS = {
  kubeconfig: {
    flag: '--kubeconfig',
    variable: 'HIKUBE_KUBECONFIG',
    help: 'of a Cozystack tenant: path of a file, or in-cluster',
  },
  context: {
    flag: '--context',
    variable: 'HIKUBE_CONTEXT',
    help: 'context of that kubeconfig; never the current one by itself',
  },
  namespace: {
    flag: '--namespace',
    variable: 'HIKUBE_NAMESPACE',
    help: 'namespace of the tenant, such as tenant-acme; its clusters are those of the tenant demo',
  },
} as const;

/** Settings that mean the simulated platform, with the variables that people know them by. */
const SIMULATED_ONLY = {
  simulationSpeed: 'HIKUBE_SIMULATION_SPEED',
  kubernetesPort: 'HIKUBE_KUBERNETES_PORT',
  kubernetesUrl: 'HIKUBE_KUBERNETES_URL',
} as const;

/** What was given of a platform; the mistakes grow by what is wrong. */
export function readPlatform(
  text: string | undefined,
  value: (name: keyof CozystackSettings | keyof typeof SIMULATED_ONLY) => string | undefined,
  mistakes: string[],
): { readonly platform: PlatformKind; readonly cozystack: CozystackSettings | undefined } {
  const [kubeconfig, context, namespace] = [value('kubeconfig'), value('context'), value('namespace')];
  if (text === 'cozystack') {
    if (kubeconfig === undefined)
      mistakes.push(
        'HIKUBE_PLATFORM=cozystack needs HIKUBE_KUBECONFIG, the path of a kubeconfig of the tenant, or in-cluster.',
      );
    else if (kubeconfig !== IN_CLUSTER && context === undefined)
      mistakes.push(
        'HIKUBE_PLATFORM=cozystack needs HIKUBE_CONTEXT: the current context of a kubeconfig is never taken by itself.',
      );
    if (kubeconfig === IN_CLUSTER && context !== undefined)
      mistakes.push('HIKUBE_CONTEXT is of a kubeconfig in a file: remove it, or name the file.');
    for (const name of ['simulationSpeed', 'kubernetesPort', 'kubernetesUrl'] as const)
      if (value(name) !== undefined)
        mistakes.push(
          `${SIMULATED_ONLY[name]} means simulated clusters, and HIKUBE_PLATFORM is cozystack: remove it.`,
        );
    if (namespace === undefined)
      mistakes.push('HIKUBE_PLATFORM=cozystack needs HIKUBE_NAMESPACE, such as tenant-acme.');
    return {
      platform: 'cozystack',
      cozystack: { kubeconfig: kubeconfig ?? '', context: context ?? '', namespace: namespace ?? '' },
    };
  }
  if (text !== undefined && text !== 'simulated')
    mistakes.push(`HIKUBE_PLATFORM must be simulated or cozystack, not "${text}".`);
  for (const name of ['kubeconfig', 'context', 'namespace'] as const)
    if (value(name) !== undefined)
      mistakes.push(
        `${COZYSTACK_SETTINGS[name].variable} means a Cozystack: set HIKUBE_PLATFORM=cozystack, or remove it.`,
      );
  return { platform: 'simulated', cozystack: undefined };
}
